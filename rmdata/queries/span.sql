-- Grain: one row; the first and last day on which anything happened in the chosen cohorts.
-- Door: facts of the programme.
select min(day) as first_day, max(day) as last_day
from (
    select held_on as day from sittings where programme = $programme and status = 'held'
        and is_chosen($cohorts, cohort)
    union all
    select completed_on as day from questionnaires where programme = $programme
        and is_chosen($cohorts, cohort)
)
