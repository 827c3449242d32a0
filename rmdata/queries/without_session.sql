-- Grain: one row per person who agreed, has not left and has no held session, for the team. In
-- cohorts that keep a list of sessions.
-- Door: rows.
select role, cohort, code, site, agreed_on
from chosen('people', $selection)
where agreed_on is not null
    and left_on is null
    and n_sessions = 0
    and cohort in (select cohort from sittings where programme = $programme)
order by agreed_on, role, code
