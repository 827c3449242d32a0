-- Grain: one row per person in the programme and stage ($stages) that they have not answered.
-- In the programme: agreed, met or answered before, and has not left.
with
asked as (
    select *, unnest($stages::varchar[]) as stage
    from people
    where programme = $programme
        and left_on is null
        and (agreed_on is not null or n_sessions > 0 or len(stages) > 0)
        and is_chosen($cohorts, cohort)
        and is_chosen($sites, site)
        and is_chosen($specialties, specialty)
        and is_chosen($roles, role)
)
select role, cohort, code, site, specialty, stage, n_sessions
from asked
where not list_contains(stages, stage)
order by stage, role, cohort, code
