-- Grain: one row per person who agreed, has not left and has no held session, for the team. In
-- cohorts that keep a list of sessions.
select role, cohort, code, site, agreed_on
from people
where programme = $programme
    and agreed_on is not null
    and left_on is null
    and n_sessions = 0
    and cohort in (select cohort from sittings where programme = $programme)
    and is_chosen($cohorts, cohort)
    and is_chosen($sites, site)
    and is_chosen($specialties, specialty)
    and is_chosen($roles, role)
order by agreed_on, role, code
