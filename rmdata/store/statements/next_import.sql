-- Grain: one row: the number of the next entry of the list.
select coalesce(max(import_id), 0) + 1 as import_id from imports
