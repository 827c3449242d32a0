-- Grain: one row per role and years in the present post, over those who took part (agreed, met or
-- answered) and whose years are known.
select role, years_in_post as years, count(*) as n
from people
where programme = $programme
    and (agreed_on is not null or n_sessions > 0 or len(stages) > 0)
    and years_in_post is not null
    and role is not null
    and is_chosen($cohorts, cohort)
    and is_chosen($sites, site)
    and is_chosen($specialties, specialty)
    and is_chosen($roles, role)
group by all
order by all
