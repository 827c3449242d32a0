-- Grain: one row: how often the store has changed, and whether an erasure waits to be finished.
select
    version,
    exists (from unfinished) as is_unfinished
from about
