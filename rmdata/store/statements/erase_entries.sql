-- Delete the entries of the list that decided on codes of the people in $gone.
delete from imports
where import_id in (
    select import_id from decisions
    where
        list_contains($gone, concat_ws(chr(31), programme, cohort, code))
        or list_contains($gone, concat_ws(chr(31), programme, cohort, same_as))
)
