-- Grain: one row per file and sheet that was loaded.
select distinct file_name, sheet from sources
