-- Grain: one row per role, group, stage, question and score, over all answers, linked or not.
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
    from answers
    where programme = $programme
        and role is not null
        and is_chosen($cohorts, cohort)
        and is_chosen($sites, site)
        and is_chosen($specialties, specialty)
        and is_chosen($roles, role)
)
select role, cohort, site, specialty, stage, question, score, count(*) as n
from rated
where score is not null
group by all
order by all
