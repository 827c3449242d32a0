-- Grain: one row: the secret of the store.
select salt from about
