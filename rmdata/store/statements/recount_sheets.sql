-- Say of every sheet how many of its rows are left.
update sources
set n_rows = (
    (
        select count(*) from imported.questionnaires as held
        where held.import_id = sources.import_id and held.source_no = sources.source_no
    )
    + (
        select count(*) from imported.sessions as held
        where held.import_id = sources.import_id and held.source_no = sources.source_no
    )
    + (
        select count(*) from imported.participants as held
        where held.import_id = sources.import_id and held.source_no = sources.source_no
    )
)
