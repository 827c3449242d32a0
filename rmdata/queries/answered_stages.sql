-- Grain: one row per person named anywhere, with the stages they answered; for the team.
-- Door: rows.
select role, cohort, code, site, specialty, stages, n_sessions
from chosen('people', $selection)
order by cohort, role, code
