-- Grain: one row per number of days between two successive held sessions of one match.
-- Door: counts of sessions.
with
spaced as (
    select held_on - lag(held_on) over (
        partition by programme, cohort, mentor, mentee order by held_on
    ) as days
    from chosen_sessions('meetings', $selection)
    where status = 'held'
        and is_match
        and ($since is null or held_on >= $since::date)
        and ($until is null or held_on <= $until::date)
)
select days, count(*) as n
from spaced
where days is not null
group by days
order by days
