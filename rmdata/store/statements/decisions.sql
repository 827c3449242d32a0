-- Grain: one row per decision on two codes.
select import_id, programme, cohort, code, same_as from decisions
