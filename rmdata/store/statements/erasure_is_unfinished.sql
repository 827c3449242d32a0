-- The deleted rows may still lie in the file's free blocks or in a backup.
insert into unfinished values ($what)
