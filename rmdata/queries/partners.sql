-- Grain: one row per role and, over held sessions, number of partners, number of those met alone,
-- whether any partner was met by somebody else of the role, and whether both met that one alone.
-- Door: counts of people.
with
met as (
    select cohort, mentor, mentee, bool_or(is_match) as alone
    from meetings
    where programme = $programme and status = 'held'
    group by cohort, mentor, mentee
),
seats as (
    select
        cohort,
        mentor as code,
        'mentor' as role,
        alone,
        count(*) over (partition by cohort, mentee) as n_beside,
        count(*) filter (alone) over (partition by cohort, mentee) as n_beside_alone
    from met
    union all
    select
        cohort,
        mentee as code,
        'mentee' as role,
        alone,
        count(*) over (partition by cohort, mentor) as n_beside,
        count(*) filter (alone) over (partition by cohort, mentor) as n_beside_alone
    from met
),
counted as (
    select
        seats.role,
        cohort,
        code,
        count(*) as n_partners,
        count(*) filter (alone) as n_alone,
        bool_or(n_beside > 1) as shares,
        bool_or(alone and n_beside_alone > 1) as shares_alone
    from seats
    inner join people using (cohort, code)
    where people.programme = $programme
        and is_chosen($cohorts, cohort)
        and is_chosen($sites, people.site)
        and is_chosen($specialties, people.specialty)
        and is_chosen($roles, seats.role)
    group by seats.role, cohort, code
)
select role, n_partners, n_alone, shares, shares_alone, count(*) as n
from counted
group by all
order by all
