-- Grain: one row per cohort, number of held sessions of a match up to $as_of, how many of them lie
-- within $months months of its first (0: any), whether those months are still running, whether it
-- met in the $quiet_days days up to $as_of, and whether a later session is planned.
-- Door: counts of sessions.
with
meeting as (
    select
        cohort,
        mentor,
        mentee,
        status,
        held_on,
        status = 'held' and held_on <= $as_of::date as is_held,
        min(held_on) filter (status = 'held' and held_on <= $as_of::date)
            over (partition by cohort, mentor, mentee) as first_held_on
    from chosen_sessions('meetings', $selection)
    where is_match
),
counted as (
    select
        cohort,
        count(*) filter (is_held) as n_sessions,
        count(*) filter (
            is_held and ($months = 0 or held_on <= first_held_on + to_months($months::integer))
        ) as n_in_time,
        coalesce(
            any_value(first_held_on) + to_months($months::integer) >= $as_of::date, true
        ) as has_time,
        coalesce(
            max(held_on) filter (is_held) >= $as_of::date - $quiet_days::integer, false
        ) as met_lately,
        count(*) filter (status = 'planned' and held_on > $as_of::date) > 0 as is_planned
    from meeting
    group by cohort, mentor, mentee
)
select cohort, n_sessions, n_in_time, has_time, met_lately, is_planned, count(*) as n
from counted
group by all
order by all
