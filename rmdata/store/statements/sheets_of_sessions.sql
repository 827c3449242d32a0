-- Grain: one row per sheet with sessions of the people in $gone (programme, unit separator, code).
select distinct import_id, source_no
from imported.sessions
where len(list_filter(
    list_concat(mentor_code, mentee_code),
    lambda c: list_contains($gone, programme || chr(31) || c)
)) > 0
order by import_id, source_no
