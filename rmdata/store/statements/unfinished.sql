-- Grain: one row per erasure that is not finished.
select what from unfinished
