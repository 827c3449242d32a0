-- Grain: one row per participant's row that was ever loaded about the people in $gone.
select
    imports.made_at as loaded_at,
    imports.undone_at,
    held.* exclude (import_id, source_no, row_no, row_key)
from imported.participants as held
inner join imports using (import_id)
where list_contains($gone, concat_ws(chr(31), held.programme, held.cohort, held.participant_code))
order by held.import_id, held.source_no, held.row_no
