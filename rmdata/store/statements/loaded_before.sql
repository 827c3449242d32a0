-- Grain: one row per import that holds a file of these bytes and still shows all that it brought:
-- it is not undone, and none of the file's programmes was removed after it.
with
holding as (
    select import_id, source_no
    from sources
    inner join imports using (import_id)
    where sha256 = $sha256 and undone_at is null
),
brought as (
    select import_id, source_no, programme from imported.questionnaires
    union
    select import_id, source_no, programme from imported.sessions
    union
    select import_id, source_no, programme from imported.participants
),
removed as (
    select holding.import_id
    from holding
    inner join brought using (import_id, source_no)
    inner join imports as removal
        on removal.programme = brought.programme
        and removal.import_id > holding.import_id
        and removal.undone_at is null
)
select distinct import_id
from holding
where import_id not in (select import_id from removed)
