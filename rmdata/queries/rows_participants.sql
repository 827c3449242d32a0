-- Grain: one row per participant in the selection, for the team.
select participants.*
from participants
inner join people
    on people.programme = participants.programme
    and people.cohort = participants.cohort
    and people.code = participants.participant_code
where participants.programme = $programme
    and is_chosen($cohorts, people.cohort)
    and is_chosen($sites, people.site)
    and is_chosen($specialties, people.specialty)
    and is_chosen($roles, people.role)
order by participants.cohort, participants.participant_code
limit $limit offset $offset
