-- Grain: one row per role, standing (completed: answered after too; lost: did not) and total
-- before.
select
    answers.role,
    if(list_contains(people.stages, $after), 'completed', 'lost') as standing,
    answers.total,
    count(*) as n
from answers
inner join people using (programme, cohort, code)
where answers.programme = $programme
    and answers.stage = $before
    and answers.total is not null
    and answers.role is not null
    and is_chosen($cohorts, answers.cohort)
    and is_chosen($sites, answers.site)
    and is_chosen($specialties, answers.specialty)
    and is_chosen($roles, answers.role)
group by all
order by all
