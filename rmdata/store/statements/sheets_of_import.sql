-- Grain: one row per sheet of one import, in the order in which they are laid over each other.
select import_id, source_no, table_name, carried
from sources
where import_id = $import_id
order by source_no
