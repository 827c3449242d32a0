-- Grain: one row per role, whether a day of leaving is stored, and reason as somebody typed it,
-- over those with either; for the team.
with
reasons as (
    select programme, cohort, participant_code as code, reason_for_leaving as reason
    from coded_participants
)
select role, left_on is not null as has_day, reason, count(*) as n
from people
inner join reasons using (programme, cohort, code)
where programme = $programme
    and (left_on is not null or reason is not null)
    and is_chosen($cohorts, cohort)
    and is_chosen($sites, site)
    and is_chosen($specialties, specialty)
    and is_chosen($roles, role)
group by all
order by all
