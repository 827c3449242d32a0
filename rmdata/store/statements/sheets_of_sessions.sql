-- Grain: one row per sheet with sessions of the people in $gone (programme, cohort and code, unit separators between).
select distinct import_id, source_no
from imported.sessions
where len(list_filter(
    list_concat(mentor_code, mentee_code),
    lambda c: list_contains($gone, concat_ws(chr(31), programme, cohort, c))
)) > 0
order by import_id, source_no
