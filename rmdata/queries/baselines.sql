-- Grain: one row per role, standing (completed: answered after too; lost: did not) and total
-- before.
-- Door: counts of people.
select
    answers.role,
    if(list_contains(people.stages, $after), 'completed', 'lost') as standing,
    answers.total,
    count(*) as n
from chosen('answers', $selection) as answers
inner join people using (programme, cohort, code)
where answers.stage = $before
    and answers.total is not null
    and answers.role is not null
group by all
order by all
