-- Grain: one row: the layout and instrument of a store, how often it changed, and how many
-- entries of its list hold.
select
    layout_version,
    instrument,
    version,
    (select count(*) from imports) as n_imports
from about
