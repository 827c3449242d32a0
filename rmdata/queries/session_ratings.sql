-- Grain: one row per side (mentor, mentee) and its rating of a held session; null: not rated.
-- Door: counts of sessions.
with
rated as (
    select
        unnest(['mentor', 'mentee']) as side,
        unnest([mentor_rating, mentee_rating]) as rating
    from chosen_sessions('sittings', $selection)
    where status = 'held'
        and ($since is null or held_on >= $since::date)
        and ($until is null or held_on <= $until::date)
)
select side, rating, count(*) as n
from rated
group by all
order by all
