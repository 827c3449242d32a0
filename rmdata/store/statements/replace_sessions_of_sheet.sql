-- Put the registered sessions `arriving` in the place of all sessions of one sheet.
delete from imported.sessions
where import_id = $import_id and source_no = $source_no;

insert into imported.sessions by name from arriving;
