-- Grain: one row per two stages that anybody in the selection answered both of.
-- Door: counts of people.
select stage_before, stage_after, count(*) as n
from chosen('pairs', $selection)
group by all
order by all
