-- Delete the entries of the list that decided on codes of the people in $gone.
delete from imports
where import_id in (
    select import_id from decisions
    where
        list_contains($gone, programme || chr(31) || code)
        or list_contains($gone, programme || chr(31) || same_as)
)
