-- Grain: one row per role, group, question (0 = total) and pair of answers (before, after).
-- Door: counts of people.
with
selected as (
    select
        role,
        split_by($by, 'cohort', cohort) as cohort,
        split_by($by, 'site', site) as site,
        split_by($by, 'specialty', specialty) as specialty,
        scores_before,
        scores_after,
        total_before,
        total_after
    from chosen('pairs', $selection)
    where stage_before = $before
        and stage_after = $after
        and role is not null
),
rated as (
    select
        role,
        cohort,
        site,
        specialty,
        generate_subscripts(scores_before, 1) as question,
        unnest(scores_before) as before,
        unnest(scores_after) as after
    from selected
    union all
    select role, cohort, site, specialty, 0 as question, total_before, total_after
    from selected
)
select role, cohort, site, specialty, question, before, after, count(*) as n
from rated
where before is not null and after is not null
group by all
order by all
