-- Grain: one row per table; how many of its rows the selection has.
-- Door: counts of people.
select 'questionnaires' as table_name, count(*) as n
from chosen('answers', $selection)
union all
select 'sessions', count(*)
from chosen_sessions('sittings', $selection)
union all
select 'participants', count(*)
from participants
left join joined_codes
    on joined_codes.programme = participants.programme
    and joined_codes.cohort = participants.cohort
    and joined_codes.code = participants.participant_code
inner join chosen('people', $selection) as people
    on people.programme = participants.programme
    and people.cohort = participants.cohort
    and people.code = coalesce(joined_codes.same_as, participants.participant_code)
