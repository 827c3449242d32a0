-- Grain: one row per period ($period: week or month), status and length of session.
select
    date_trunc($period, held_on)::date as period,
    status,
    minutes,
    count(*) as n
from sittings
where programme = $programme
    and is_chosen($cohorts, cohort)
    and is_chosen($sites, site)
    and ($since is null or held_on >= $since::date)
    and ($until is null or held_on <= $until::date)
group by all
order by all
