-- Grain: one row per participant in the selection, for the team.
-- Door: rows.
select participants.*
from participants
left join joined_codes
    on joined_codes.programme = participants.programme
    and joined_codes.cohort = participants.cohort
    and joined_codes.code = participants.participant_code
inner join chosen('people', $selection) as people
    on people.programme = participants.programme
    and people.cohort = participants.cohort
    and people.code = coalesce(joined_codes.same_as, participants.participant_code)
order by participants.cohort, participants.participant_code
limit $limit offset $offset
