-- Grain: one row: how many rows were ever loaded, in one import or (without one) in all, by table.
select
    (
        select count(*) from imported.questionnaires
        where $import_id is null or import_id = $import_id
    ) as questionnaires,
    (
        select count(*) from imported.participants
        where $import_id is null or import_id = $import_id
    ) as participants,
    (
        select count(*) from imported.sessions
        where $import_id is null or import_id = $import_id
    ) as sessions
