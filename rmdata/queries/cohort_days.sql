-- Grain: one row per cohort: the first day of a held session or of a questionnaire, and the last
-- one up to $as_of. A follow-up comes when a cohort is over, so it does not count.
-- Door: facts of the programme.
with
dated as (
    select cohort, held_on as day from sittings
    where programme = $programme and status = 'held'
    union all
    select cohort, completed_on as day from questionnaires
    where programme = $programme and stage <> 'follow_up'
),
known as (
    select distinct cohort from people where programme = $programme
    union
    select distinct cohort from questionnaires where programme = $programme
)
select
    known.cohort,
    min(dated.day) as first_day,
    max(dated.day) filter (dated.day <= $as_of::date) as last_day
from known
left join dated on dated.cohort = known.cohort
group by known.cohort
order by known.cohort
