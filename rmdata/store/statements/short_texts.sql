-- Grain: one row per text that the store holds besides people's rows, its own SQL included.
select file_name from sources
union all
select sheet from sources
union all
select toml from mappings
union all
select programme || ' ' || cohort || ' ' || code || ' ' || same_as from decisions
union all
select sql from duckdb_views() where not internal
union all
select sql from duckdb_tables()
union all
select macro_definition from duckdb_functions() where not internal
union all
select programme from keep_until
union all
select concat_ws(' ', programme, cohort, value, set_by) from programme_settings
