-- Grain: one row per person (programme, cohort, code) who is shown.
select programme, cohort, code, role from people
