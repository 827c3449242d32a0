-- Grain: one row per role, group, stage, question without a score of its own, and answer.
-- Door: counts of people.
with
selected as (
    select
        role,
        split_by($by, 'cohort', cohort) as cohort,
        split_by($by, 'site', site) as site,
        split_by($by, 'specialty', specialty) as specialty,
        stage,
        unnest(['relationship_harmed', 'benefited', 'would_recommend', 'time_devoted',
            'experience']) as question,
        unnest([
            if(relationship_harmed, 'yes', if(not relationship_harmed, 'no', null)),
            if(benefited, 'yes', if(not benefited, 'no', null)),
            if(would_recommend, 'yes', if(not would_recommend, 'no', null)),
            time_devoted,
            experience::varchar
        ]) as answer
    from chosen('answers', $selection)
    where role is not null
)
select role, cohort, site, specialty, stage, question, answer, count(*) as n
from selected
where answer is not null
group by all
order by all
