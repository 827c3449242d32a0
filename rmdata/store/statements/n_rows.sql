-- Grain: one row: how many rows were ever loaded, by table.
select
    (select count(*) from imported.questionnaires) as questionnaires,
    (select count(*) from imported.participants) as participants,
    (select count(*) from imported.sessions) as sessions
