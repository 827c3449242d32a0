-- One row per session as it is counted: without a status it was held, without a site of its own
-- it takes its (first) mentor's.
create or replace table sittings as
with
sited as (
    select
        programme,
        cohort,
        participant_code as mentor,
        first(site order by preference, said_on nulls last, import_id, source_no, row_no) as site
    from (
        select *, 1 as preference, null::date as said_on from coded_participants
        union all by name
        select *, 2 as preference, completed_on as said_on from coded_questionnaires
    )
    where participant_code is not null and site is not null
    group by programme, cohort, participant_code
)
select
    sessions.* exclude (site, status),
    coalesce(sessions.status, 'held') as status,
    coalesce(sessions.site, sited.site) as site
from coded_sessions as sessions
left join sited
    on sited.programme = sessions.programme
    and sited.cohort = sessions.cohort
    and sited.mentor = sessions.mentor_code[1];
