-- Grain: one row per two stages that anybody in the selection answered both of.
select stage_before, stage_after, count(*) as n
from pairs
where programme = $programme
    and is_chosen($cohorts, cohort)
    and is_chosen($sites, site)
    and is_chosen($specialties, specialty)
    and is_chosen($roles, role)
group by all
order by all
