-- Grain: one row per decision on two codes that holds, the newest first.
-- Door: rows.
select
    decisions.import_id,
    decisions.cohort,
    decisions.code,
    decisions.same_as,
    imports.kind = 'join' as joined
from decisions
inner join imports using (import_id)
where decisions.programme = $programme
    and imports.undone_at is null
    and is_chosen($cohorts, decisions.cohort)
order by decisions.import_id desc
