-- Grain: one row per role, trait, value, whether people took part (agreed, met or answered) and,
-- of those, whether they answered both times. The groups are disjoint.
-- Door: counts of people.
with
matched as (
    select programme, cohort, participant_code as code, how_matched
    from coded_participants
),
standing as (
    select
        role,
        agreed_on is not null or n_sessions > 0 or len(stages) > 0 as took_part,
        list_contains(stages, $before) and list_contains(stages, $after) as completed,
        unnest(['grade', 'sex', 'age_band', 'site', 'specialty', 'how_recruited', 'how_matched'])
            as trait,
        unnest([grade, sex, age_band, site, specialty, how_recruited, how_matched]) as value
    from chosen('people', $selection) as people
    left join matched using (programme, cohort, code)
    where role is not null
)
select role, trait, value, took_part, completed, count(*) as n
from standing
where value is not null
group by all
order by all
