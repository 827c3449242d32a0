-- Grain: one row per role, group, stage, question and score, over all answers, linked or not.
-- Door: counts of people.
with
rated as (
    select
        role,
        split_by($by, 'cohort', cohort) as cohort,
        split_by($by, 'site', site) as site,
        split_by($by, 'specialty', specialty) as specialty,
        stage,
        generate_subscripts(scores, 1) as question,
        unnest(scores) as score
    from chosen('answers', $selection)
    where role is not null
)
select role, cohort, site, specialty, stage, question, score, count(*) as n
from rated
where score is not null
group by all
order by all
