-- Grain: one row per whether a person's answers after bear an earlier day than those before, over
-- the people of whom both days are known.
select later.completed_on < earlier.completed_on as is_reversed, count(*) as n
from answers as earlier
inner join answers as later using (programme, cohort, code)
where programme = $programme
    and earlier.stage = $before
    and later.stage = $after
    and earlier.completed_on is not null
    and later.completed_on is not null
    and is_chosen($cohorts, cohort)
    and is_chosen($sites, earlier.site)
    and is_chosen($specialties, earlier.specialty)
    and is_chosen($roles, earlier.role)
group by all
order by all
