-- Grain: one row per person that the registered rows `arriving` name.
select distinct programme, cohort, participant_code as code
from arriving
where participant_code is not null
