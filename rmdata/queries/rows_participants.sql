-- Grain: one row per participant in the selection, for the team.
select participants.*
from participants
left join joined_codes
    on joined_codes.programme = participants.programme
    and joined_codes.cohort = participants.cohort
    and joined_codes.code = participants.participant_code
inner join people
    on people.programme = participants.programme
    and people.cohort = participants.cohort
    and people.code = coalesce(joined_codes.same_as, participants.participant_code)
where participants.programme = $programme
    and is_chosen($cohorts, people.cohort)
    and is_chosen($sites, people.site)
    and is_chosen($specialties, people.specialty)
    and is_chosen($roles, people.role)
order by participants.cohort, participants.participant_code
limit $limit offset $offset
