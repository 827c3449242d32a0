-- Grain: one row per role and stage: how many answered it without a code.
select role, stage, count(*) as n
from answers
where programme = $programme
    and code is null
    and is_chosen($cohorts, cohort)
    and is_chosen($sites, site)
    and is_chosen($specialties, specialty)
    and is_chosen($roles, role)
group by all
order by all
