-- Grain: one row per role and stage: how many answered every domain (the first $n_domains of the
-- rated questions), in how many different ways, and how many gave each domain the same point.
-- Door: counts of people.
with
answered as (
    select role, stage, list_slice(scores, 1, $n_domains::integer) as given
    from chosen('answers', $selection)
    where total is not null
        and role is not null
)
select
    role,
    stage,
    count(distinct given) as n_ways,
    count(*) filter (len(list_distinct(given)) = 1) as n_straight,
    count(*) as n
from answered
group by all
order by all
