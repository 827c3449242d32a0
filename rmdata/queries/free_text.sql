-- Grain: one row per free text that somebody wrote, without the code, for the team to read.
-- Door: rows.
with
written as (
    select
        role,
        cohort,
        stage,
        unnest(['concerns', 'benefits']) as about,
        unnest([concerns_text, benefits_text]) as text
    from chosen('answers', $selection)
)
select role, cohort, stage, about, text
from written
where text is not null
order by about, stage, role, text
