-- Grain: one row per role, group, theme, feared (before) and happened (after), over the people
-- who answered both questions; theme null counts all of them, also where nobody ticked a theme.
-- Door: counts of people.
with
both_times as (
    select
        earlier.role,
        split_by($by, 'cohort', earlier.cohort) as cohort,
        split_by($by, 'site', earlier.site) as site,
        split_by($by, 'specialty', earlier.specialty) as specialty,
        earlier.concerns as feared,
        later.happened
    from chosen('answers', $selection) as earlier
    inner join answers as later using (programme, cohort, code)
    where earlier.stage = $before
        and later.stage = $after
        and earlier.concerns is not null
        and later.happened is not null
        and earlier.role is not null
),
themes as (
    select distinct unnest(list_concat(feared, happened)) as theme from both_times
)
select
    role,
    cohort,
    site,
    specialty,
    theme,
    list_contains(feared, theme) as feared,
    list_contains(happened, theme) as happened,
    count(*) as n
from both_times, themes
group by all
union all
select role, cohort, site, specialty, null, null, null, count(*)
from both_times
group by all
order by all
