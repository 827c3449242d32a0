-- Grain: one row per role, whether people are known but by answering (agreed or met), whether they
-- answered before and after, and their totals; over those who took part (agreed, met or answered).
-- Door: counts of people.
with
totals as (
    select
        programme,
        cohort,
        code,
        any_value(total) filter (stage = $before) as total_before,
        any_value(total) filter (stage = $after) as total_after
    from answers
    where programme = $programme and code is not null
    group by programme, cohort, code
)
select
    role,
    agreed_on is not null or n_sessions > 0 as is_known,
    list_contains(stages, $before) as answered_before,
    list_contains(stages, $after) as answered_after,
    total_before,
    total_after,
    count(*) as n
from chosen('people', $selection) as people
left join totals using (programme, cohort, code)
where (agreed_on is not null or n_sessions > 0 or len(stages) > 0)
    and role is not null
group by all
order by all
