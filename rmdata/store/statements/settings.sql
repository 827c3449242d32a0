-- Everything that was ever set of a programme, in the order in which it was.
select cohort, name, value, set_at, set_by
from programme_settings
where programme = $programme
order by setting_no
