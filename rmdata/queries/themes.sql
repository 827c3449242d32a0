-- Grain: one row per role, group, stage, what was asked and theme; theme null counts everybody
-- who answered that question, with or without a theme.
-- Door: counts of people.
with
selected as (
    select
        role,
        split_by($by, 'cohort', cohort) as cohort,
        split_by($by, 'site', site) as site,
        split_by($by, 'specialty', specialty) as specialty,
        stage,
        concerns,
        happened,
        benefits
    from chosen('answers', $selection)
    where role is not null
),
asked as (
    select
        * exclude (concerns, happened, benefits),
        unnest(['concerns', 'happened', 'benefits']) as asked,
        unnest([concerns, happened, benefits]) as themes
    from selected
),
counted as (
    select * exclude (themes), unnest(list_append(themes, null)) as theme
    from asked
    where themes is not null
)
select role, cohort, site, specialty, stage, asked, theme, count(*) as n
from counted
group by all
order by all
