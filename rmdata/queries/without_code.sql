-- Grain: one row per role and stage: how many answered it without a code.
-- Door: counts of people.
select role, stage, count(*) as n
from chosen('answers', $selection)
where code is null
group by all
order by all
