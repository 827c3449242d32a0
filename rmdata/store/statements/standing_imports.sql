-- Grain: one row per entry of the list that is not undone, the oldest first.
select import_id, kind, programme from imports
where undone_at is null
order by import_id
