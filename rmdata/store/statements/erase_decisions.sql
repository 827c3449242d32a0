-- Delete what was decided on codes of the people in $gone.
delete from decisions
where
    list_contains($gone, concat_ws(chr(31), programme, cohort, code))
    or list_contains($gone, concat_ws(chr(31), programme, cohort, same_as))
