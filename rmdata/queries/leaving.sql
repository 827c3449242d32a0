-- Grain: one row per role, whether a day of leaving is stored, and reason as somebody typed it,
-- over those with either; for the team.
-- Door: rows.
with
reasons as (
    select programme, cohort, participant_code as code, reason_for_leaving as reason
    from coded_participants
)
select role, left_on is not null as has_day, reason, count(*) as n
from chosen('people', $selection) as people
inner join reasons using (programme, cohort, code)
where (left_on is not null or reason is not null)
group by all
order by all
