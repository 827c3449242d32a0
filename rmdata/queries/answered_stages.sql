-- Grain: one row per person named anywhere, with the stages they answered; for the team.
select role, cohort, code, site, specialty, stages, n_sessions
from people
where programme = $programme
    and is_chosen($cohorts, cohort)
    and is_chosen($sites, site)
    and is_chosen($specialties, specialty)
    and is_chosen($roles, role)
order by cohort, role, code
