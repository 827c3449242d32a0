-- Append one entry to the list of imports; only a removal names a programme.
insert into imports (
    import_id, kind, programme, made_at, n_new, n_changed, n_unchanged, n_erased
)
values ($import_id, $kind, $programme, $made_at, $n_new, $n_changed, $n_unchanged, $n_erased)
