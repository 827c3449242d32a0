-- Grain: one row per feature of held sessions (mode, kind, format, topic) and its value.
-- Door: counts of sessions.
with
held as (
    select mode, kind, format, topics
    from chosen_sessions('sittings', $selection)
    where status = 'held'
        and ($since is null or held_on >= $since::date)
        and ($until is null or held_on <= $until::date)
),
named as (
    select unnest(['mode', 'kind', 'format']) as feature, unnest([mode, kind, format]) as value
    from held
    union all
    select 'topic' as feature, unnest(topics) as value
    from held
)
select feature, value, count(*) as n
from named
where value is not null
group by feature, value
order by feature, n desc, value
