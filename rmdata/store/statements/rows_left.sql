-- Grain: one row per registered row `arriving` that is about none of the people in $gone
-- (programme, cohort and code, unit separators between).
select *
from arriving
where not coalesce(list_contains($gone, concat_ws(chr(31), programme, cohort, participant_code)), false)
order by row_no
