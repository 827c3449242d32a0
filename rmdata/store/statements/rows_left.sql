-- Grain: one row per registered row `arriving` that is about none of the people in $gone
-- (programme, unit separator, code).
select *
from arriving
where not coalesce(list_contains($gone, programme || chr(31) || participant_code), false)
order by row_no
