-- Grain: one row per import and file, with the rows that the file brought.
select import_id, file_name, sum(n_rows)::integer as n_rows
from sources
group by import_id, file_name
order by import_id, min(source_no)
