-- Grain: one row per role, stage and pattern of answers to all rated questions; for reliability,
-- so for the team.
-- Door: rows.
select role, stage, scores, count(*) as n
from chosen('answers', $selection)
where total is not null
    and role is not null
group by all
order by all
