-- The deleted rows are nowhere any more.
delete from unfinished
