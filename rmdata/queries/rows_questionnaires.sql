-- Grain: one row per questionnaire in the selection, for the team.
-- Door: rows.
select questionnaires.*
from questionnaires
inner join chosen('answers', $selection) as answers using (row_key)
order by questionnaires.cohort, questionnaires.participant_code, questionnaires.completed_on,
    questionnaires.row_key
limit $limit offset $offset
