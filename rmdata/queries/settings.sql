-- Grain: one row per setting of the programme, or of one of its cohorts, that is in force, and
-- whether it was set before any answer but those before the programme was given or loaded.
-- Door: facts of the programme.
with
answered as (
    select
        min(imports.made_at) as loaded_at,
        min(questionnaires.completed_on) as completed_on
    from questionnaires
    inner join imports using (import_id)
    where questionnaires.programme = $programme and questionnaires.stage <> 'pre'
)
select
    cohort,
    name,
    value,
    set_at::date as set_on,
    coalesce(set_at < least(loaded_at, completed_on), true) as came_first
from programme_settings, answered
where programme = $programme
qualify row_number() over (partition by cohort, name order by setting_no desc) = 1
    and value is not null
order by cohort nulls first, name
