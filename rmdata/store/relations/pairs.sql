-- One row per person and two different stages: the same person's answers beside each other.
-- `scores_before` and `scores_after` follow the instrument's order, as in answers.
create or replace table pairs as
select
    earlier.programme,
    earlier.cohort,
    earlier.code,
    earlier.role,
    earlier.site,
    earlier.specialty,
    earlier.stage as stage_before,
    later.stage as stage_after,
    earlier.scores as scores_before,
    later.scores as scores_after,
    earlier.total as total_before,
    later.total as total_after
from answers as earlier
inner join answers as later using (programme, cohort, code)
where earlier.stage <> later.stage;
