-- Grain: one row per role, number of held sessions, minutes in them and change in the total.
-- Minutes make it almost a row per person, so it is for the team, without codes. A cohort without
-- any session keeps no list of them: how often its people met is not known.
-- Door: rows.
select
    pairs.role,
    people.n_sessions,
    people.minutes,
    pairs.total_after::integer - pairs.total_before::integer as change,
    count(*) as n
from chosen('pairs', $selection) as pairs
inner join people using (programme, cohort, code)
where pairs.stage_before = $before
    and pairs.stage_after = $after
    and pairs.total_before is not null
    and pairs.total_after is not null
    and pairs.role is not null
    and pairs.cohort in (select cohort from sittings where programme = $programme)
group by all
order by all
