-- Grain: one row per whether a person's answers after bear an earlier day than those before, over
-- the people of whom both days are known.
-- Door: counts of people.
select later.completed_on < earlier.completed_on as is_reversed, count(*) as n
from chosen('answers', $selection) as earlier
inner join answers as later using (programme, cohort, code)
where earlier.stage = $before
    and later.stage = $after
    and earlier.completed_on is not null
    and later.completed_on is not null
group by all
order by all
