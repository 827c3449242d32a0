-- Grain: one row per two codes of one cohort that hold as one person's.
select distinct programme, cohort, code, same_as
from joined_codes
