-- Grain: one row: how many rows a table has, and the sum of their hashes: every column is read, the
-- order of the rows does not matter, repeated rows do.
select count(*) as n_rows, sum(hash(held)) as total
from query_table($table) as held
