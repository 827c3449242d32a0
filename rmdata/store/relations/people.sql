-- One row per person (programme, cohort, code) named in any table.
-- Role, site and specialty come from Participants, else from the earliest questionnaire that
-- says them, else (the role alone) from the sessions.
create or replace table people as
with
answered as (
    select
        programme,
        cohort,
        participant_code as code,
        first(role order by completed_on nulls last, import_id, source_no, row_no)
            filter (role is not null) as role,
        first(site order by completed_on nulls last, import_id, source_no, row_no)
            filter (site is not null) as site,
        first(specialty order by completed_on nulls last, import_id, source_no, row_no)
            filter (specialty is not null)
            as specialty,
        list(distinct stage) as stages
    from coded_questionnaires
    where participant_code is not null
    group by all
),
seated as (
    select programme, cohort, mentor as code, 'mentor' as role, row_key, status, minutes, held_on
    from meetings
    union
    select programme, cohort, mentee as code, 'mentee' as role, row_key, status, minutes, held_on
    from meetings
),
met as (
    select
        programme,
        cohort,
        code,
        any_value(role) as role,
        count(*) filter (status = 'held') as n_sessions,
        sum(minutes) filter (status = 'held') as minutes
    from seated
    group by programme, cohort, code
),
listed as (
    select *, participant_code as code, true as is_listed
    from coded_participants
),
everyone as (
    select programme, cohort, code from listed
    union
    select programme, cohort, code from answered
    union
    select programme, cohort, code from met
)
select
    everyone.programme,
    everyone.cohort,
    everyone.code,
    coalesce(listed.role, answered.role, met.role) as role,
    coalesce(listed.site, answered.site) as site,
    coalesce(listed.specialty, answered.specialty) as specialty,
    listed.grade,
    listed.years_in_post,
    listed.sex,
    listed.age_band,
    listed.how_recruited,
    listed.invited_on,
    listed.agreed_on,
    listed.left_on,
    coalesce(listed.is_listed, false) as is_listed,
    coalesce(answered.stages, []) as stages,
    coalesce(met.n_sessions, 0) as n_sessions,
    met.minutes
from everyone
left join listed using (programme, cohort, code)
left join answered using (programme, cohort, code)
left join met using (programme, cohort, code);
