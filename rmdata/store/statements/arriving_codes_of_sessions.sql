-- Grain: one row per person that the registered sessions `arriving` name.
select distinct programme, cohort, unnest(list_concat(mentor_code, mentee_code)) as code
from arriving
