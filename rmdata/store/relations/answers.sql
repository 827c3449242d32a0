-- One row per questionnaire, with its person's role, site and specialty.
-- `scores` holds the rated answers in the instrument's order (domains, then further items);
-- `total` is the sum of the domains, and is blank unless every domain is answered.
create or replace table answers as
select
    scored.* exclude (role, site, specialty, participant_code, domain_scores),
    scored.participant_code as code,
    coalesce(people.role, scored.role) as role,
    coalesce(people.site, scored.site) as site,
    coalesce(people.specialty, scored.specialty) as specialty,
    case when len(list_filter(domain_scores, lambda s: s is null)) = 0
        then list_sum(domain_scores)
    end::usmallint as total
from scored
left join people
    on people.programme = scored.programme
    and people.cohort = scored.cohort
    and people.code = scored.participant_code;
