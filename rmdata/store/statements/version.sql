-- Grain: one row: how often the store has changed.
select version from about
