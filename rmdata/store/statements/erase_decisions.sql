-- Delete what was decided on codes of the people in $gone.
delete from decisions
where
    list_contains($gone, programme || chr(31) || code)
    or list_contains($gone, programme || chr(31) || same_as)
