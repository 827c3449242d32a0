-- Mark one entry of the list as undone.
update imports set undone_at = $at where import_id = $import_id
