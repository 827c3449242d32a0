-- Grain: one row per role, group and combination of steps that people took.
-- Door: counts of people.
select
    role,
    split_by($by, 'cohort', cohort) as cohort,
    split_by($by, 'site', site) as site,
    split_by($by, 'specialty', specialty) as specialty,
    invited_on is not null as invited,
    agreed_on is not null as agreed,
    list_contains(stages, $before) as answered_before,
    n_sessions > 0 as met,
    list_contains(stages, $after) as answered_after,
    list_contains(stages, 'follow_up') as answered_follow_up,
    len(stages) > 0 as answered_any,
    left_on is not null as has_left,
    is_listed,
    count(*) as n
from chosen('people', $selection)
where role is not null
group by all
order by all
