-- Grain: one row per two codes of one programme that hold as one person's.
select distinct programme, code, same_as
from joined_codes
