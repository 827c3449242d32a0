-- Grain: one row per entry of the list, the newest first.
select * from imports
order by import_id desc
