-- Grain: one row per period ($period: week or month), status and length of session.
-- Door: counts of sessions.
select
    date_trunc($period, held_on)::date as period,
    status,
    minutes,
    count(*) as n
from chosen_sessions('sittings', $selection)
where ($since is null or held_on >= $since::date)
    and ($until is null or held_on <= $until::date)
group by all
order by all
