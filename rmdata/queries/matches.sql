-- Grain: one row per match (a mentor with a mentee who met alone, or were to), for the team.
-- Door: rows.
select
    cohort,
    mentor,
    mentee,
    any_value(site) as site,
    count(*) filter (status = 'held' and held_on <= $as_of::date) as n_sessions,
    max(held_on) filter (status = 'held' and held_on <= $as_of::date) as last_held_on,
    min(held_on) filter (status = 'planned' and held_on > $as_of::date) as next_planned_on
from chosen_sessions('meetings', $selection)
where is_match
group by cohort, mentor, mentee
order by last_held_on nulls first, cohort, mentor, mentee
