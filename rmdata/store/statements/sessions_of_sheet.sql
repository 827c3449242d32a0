-- Grain: one row per session of one sheet.
select *
from imported.sessions
where import_id = $import_id and source_no = $source_no
