-- Grain: one row per free text that somebody wrote, without the code, for the team to read.
with
written as (
    select
        role,
        cohort,
        stage,
        unnest(['concerns', 'benefits']) as about,
        unnest([concerns_text, benefits_text]) as text
    from answers
    where programme = $programme
        and is_chosen($cohorts, cohort)
        and is_chosen($sites, site)
        and is_chosen($specialties, specialty)
        and is_chosen($roles, role)
)
select role, cohort, stage, about, text
from written
where text is not null
order by about, stage, role, text
