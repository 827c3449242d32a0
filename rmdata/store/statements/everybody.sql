-- Grain: one row per person (programme, cohort, code) whom any loaded row names, undone or not.
with
named as (
    select programme, cohort, participant_code as code, role
    from imported.questionnaires
    union all
    select programme, cohort, participant_code as code, role
    from imported.participants
    union all
    select programme, cohort, unnest(mentor_code) as code, 'mentor' as role
    from imported.sessions
    union all
    select programme, cohort, unnest(mentee_code) as code, 'mentee' as role
    from imported.sessions
)
select programme, cohort, code, max(role) as role
from named
where code is not null
group by programme, cohort, code
order by programme, cohort, code
