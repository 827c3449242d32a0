-- Grain: one row per role, whether a domain was filled in, and totals (before, after) of people who
-- left out at most one domain each time; the one left out counts as the mean of their own others.
-- Door: counts of people.
with
selected as (
    select
        role,
        scores_before[1:$n_domains] as before,
        scores_after[1:$n_domains] as after
    from chosen('pairs', $selection)
    where stage_before = $before
        and stage_after = $after
        and role is not null
),
summed as (
    select
        role,
        list_sum(before) as sum_before,
        list_aggregate(before, 'count') as n_before,
        list_sum(after) as sum_after,
        list_aggregate(after, 'count') as n_after
    from selected
)
select
    role,
    n_before < $n_domains or n_after < $n_domains as is_filled,
    -- In parts of a point, so many as there are other domains: whole numbers, so ties stay ties.
    (sum_before * if(n_before < $n_domains, $n_domains, $n_domains - 1))::integer as before,
    (sum_after * if(n_after < $n_domains, $n_domains, $n_domains - 1))::integer as after,
    count(*) as n
from summed
where n_before >= $n_domains - 1 and n_after >= $n_domains - 1 and $n_domains > 1
group by all
order by all
