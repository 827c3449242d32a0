-- Grain: one row per person in the programme and stage ($stages) that they have not answered.
-- In the programme: agreed, met or answered before, and has not left.
-- Door: rows.
with
asked as (
    select *, unnest($stages::varchar[]) as stage
    from chosen('people', $selection)
    where left_on is null
        and (agreed_on is not null or n_sessions > 0 or len(stages) > 0)
)
select role, cohort, code, site, specialty, stage, n_sessions
from asked
where not list_contains(stages, stage)
order by stage, role, cohort, code
