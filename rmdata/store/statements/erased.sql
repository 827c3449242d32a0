-- Grain: one row per erased person.
select mark from erased
