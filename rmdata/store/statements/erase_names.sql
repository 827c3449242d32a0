-- Put $erased in the place of the names of files and sheets that are among $names.
update sources
set
    file_name = case when list_contains($names, file_name) then $erased else file_name end,
    sheet = case when list_contains($names, sheet) then $erased else sheet end
where list_contains($names, file_name) or list_contains($names, sheet)
