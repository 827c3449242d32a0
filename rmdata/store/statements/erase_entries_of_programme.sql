-- Delete the entries of the list that removed a programme or decided on codes of it.
delete from imports
where programme = $programme
    or import_id in (select import_id from decisions where programme = $programme)
