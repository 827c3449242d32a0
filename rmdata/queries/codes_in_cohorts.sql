-- Grain: one row per number of cohorts in which one code stands; n counts the codes.
with
codes as (
    select code, count(*) as n_cohorts
    from people
    where programme = $programme
        and is_chosen($cohorts, cohort)
        and is_chosen($sites, site)
        and is_chosen($specialties, specialty)
        and is_chosen($roles, role)
    group by code
)
select n_cohorts, count(*) as n
from codes
group by all
order by all
