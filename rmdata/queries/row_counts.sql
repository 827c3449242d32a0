-- Grain: one row per table; how many of its rows the selection has.
select 'questionnaires' as table_name, count(*) as n
from answers
where programme = $programme
    and is_chosen($cohorts, cohort)
    and is_chosen($sites, site)
    and is_chosen($specialties, specialty)
    and is_chosen($roles, role)
union all
select 'sessions', count(*)
from sittings
where programme = $programme
    and is_chosen($cohorts, cohort)
    and is_chosen($sites, site)
union all
select 'participants', count(*)
from people
where programme = $programme
    and is_listed
    and is_chosen($cohorts, cohort)
    and is_chosen($sites, site)
    and is_chosen($specialties, specialty)
    and is_chosen($roles, role)
