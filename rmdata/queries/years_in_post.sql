-- Grain: one row per role and years in the present post, over those who took part (agreed, met or
-- answered) and whose years are known.
-- Door: counts of people.
select role, years_in_post as years, count(*) as n
from chosen('people', $selection)
where (agreed_on is not null or n_sessions > 0 or len(stages) > 0)
    and years_in_post is not null
    and role is not null
group by all
order by all
