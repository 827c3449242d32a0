-- The current rows under the codes that a person said belong together: where two codes were
-- joined, both bear the code that was kept. Nothing is merged that nobody decided. What two people
-- decided alike was decided once.
create or replace view joined_codes as
select distinct decisions.programme, decisions.cohort, decisions.code, decisions.same_as
from decisions
inner join imports using (import_id)
where imports.kind = 'join' and imports.undone_at is null;

create or replace view coded_questionnaires as
select
    questionnaires.*
    replace (coalesce(joined_codes.same_as, participant_code) as participant_code)
from questionnaires
left join joined_codes
    on joined_codes.programme = questionnaires.programme
    and joined_codes.cohort = questionnaires.cohort
    and joined_codes.code = questionnaires.participant_code;

-- Where both codes stand in the list of participants, the row of the code that was kept counts.
create or replace view coded_participants as
select
    participants.*
    replace (coalesce(joined_codes.same_as, participant_code) as participant_code)
from participants
left join joined_codes
    on joined_codes.programme = participants.programme
    and joined_codes.cohort = participants.cohort
    and joined_codes.code = participants.participant_code
qualify row_number() over (
    partition by
        participants.programme,
        participants.cohort,
        coalesce(joined_codes.same_as, participants.participant_code)
    order by joined_codes.same_as is not null, participants.participant_code
) = 1;

create or replace view coded_sessions as
with
joined as (
    select programme, cohort, map_from_entries(list((code, same_as))) as kept
    from joined_codes
    group by programme, cohort
)
select
    sessions.*
    replace (
        list_transform(mentor_code, lambda c: coalesce(kept[c], c)) as mentor_code,
        list_transform(mentee_code, lambda c: coalesce(kept[c], c)) as mentee_code
    )
from sessions
left join joined using (programme, cohort);
