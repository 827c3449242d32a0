-- Grain: one row per filter and value that occurs in the programme, with the people behind it.
-- Door: facts of the programme.
with
known as (
    select cohort, site, specialty, role from people where programme = $programme
    union all
    select cohort, site, specialty, role from answers
    where programme = $programme and code is null
),
named as (
    select unnest(['cohort', 'site', 'specialty', 'role']) as filter,
        unnest([cohort, site, specialty, role]) as value
    from known
)
select filter, value, count(*) as n
from named
where value is not null
group by filter, value
order by filter, value
