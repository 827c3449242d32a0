-- Grain: one row per number of held sessions of a match and whether it is quiet: no held session
-- in the $quiet_days days up to $as_of.
with
counted as (
    select
        count(*) filter (status = 'held' and held_on <= $as_of::date) as n_sessions,
        coalesce(
            max(held_on) filter (status = 'held' and held_on <= $as_of::date)
            < $as_of::date - $quiet_days::integer, true
        ) as is_quiet
    from meetings
    where programme = $programme
        and is_match
        and is_chosen($cohorts, cohort)
        and is_chosen($sites, site)
    group by programme, cohort, mentor, mentee
)
select n_sessions, is_quiet, count(*) as n
from counted
group by all
order by all
