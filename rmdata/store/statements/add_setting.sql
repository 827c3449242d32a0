-- Append one setting of a programme, or of one of its cohorts; no value takes it back.
insert into programme_settings
select
    coalesce(max(setting_no), 0) + 1, $programme, $cohort, $name, $value, $set_at, $set_by
from programme_settings
