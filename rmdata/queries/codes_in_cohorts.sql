-- Grain: one row per number of cohorts in which one code stands; n counts the codes.
-- Door: counts of people.
with
codes as (
    select code, count(*) as n_cohorts
    from chosen('people', $selection)
    group by code
)
select n_cohorts, count(*) as n
from codes
group by all
order by all
