-- Grain: one row per questionnaire in the selection, for the team.
select questionnaires.*
from questionnaires
inner join answers using (row_key)
where answers.programme = $programme
    and is_chosen($cohorts, answers.cohort)
    and is_chosen($sites, answers.site)
    and is_chosen($specialties, answers.specialty)
    and is_chosen($roles, answers.role)
order by questionnaires.cohort, questionnaires.participant_code, questionnaires.completed_on,
    questionnaires.row_key
limit $limit offset $offset
