-- Grain: one row per programme of which any row is stored, shown or not.
select programme from imported.questionnaires
union
select programme from imported.participants
union
select programme from imported.sessions
order by programme
