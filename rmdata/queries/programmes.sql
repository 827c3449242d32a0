-- Grain: one row per programme shown; is_sample where all of its rows came with the samples.
-- Door: facts of the programme.
select
    shown.programme,
    count(*) as n_rows,
    bool_and(imports.kind = 'sample') as is_sample
from (
    select programme, import_id from questionnaires
    union all
    select programme, import_id from sessions
    union all
    select programme, import_id from participants
) as shown
inner join imports using (import_id)
group by shown.programme
order by is_sample, n_rows desc, shown.programme
