-- Delete the rows of the people in $gone (programme, cohort and code, unit separators between), of
-- their sessions alone not, and what was decided on their codes; $marks of them are remembered.
delete from imported.questionnaires
where list_contains($gone, concat_ws(chr(31), programme, cohort, participant_code));

delete from imported.participants
where list_contains($gone, concat_ws(chr(31), programme, cohort, participant_code));

delete from imports
where import_id in (
    select import_id from decisions
    where
        list_contains($gone, concat_ws(chr(31), programme, cohort, code))
        or list_contains($gone, concat_ws(chr(31), programme, cohort, same_as))
);

delete from decisions
where list_contains($gone, concat_ws(chr(31), programme, cohort, code))
    or list_contains($gone, concat_ws(chr(31), programme, cohort, same_as));

insert into erased
select unnest($marks);
