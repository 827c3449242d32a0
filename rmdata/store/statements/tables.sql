-- Grain: one row per table of one database.
select schema_name, table_name
from duckdb_tables()
where database_name = $database and not internal
order by schema_name, table_name
