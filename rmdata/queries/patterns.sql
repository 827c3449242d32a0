-- Grain: one row per role, stage and pattern of answers to all rated questions; for reliability,
-- so for the team.
select role, stage, scores, count(*) as n
from answers
where programme = $programme
    and total is not null
    and role is not null
    and is_chosen($cohorts, cohort)
    and is_chosen($sites, site)
    and is_chosen($specialties, specialty)
    and is_chosen($roles, role)
group by all
order by all
