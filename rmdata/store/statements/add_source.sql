-- Append one sheet of an import, at its place in the order of the sheets.
insert into sources
values ($import_id, $source_no, $file, $sha256, $sheet, $table, $carried, $n_rows)
