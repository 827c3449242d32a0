"""What arrives in an import: without erased people, compared with what is stored, and stored."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from rmdata.reading.understood import Reading, Source
from rmdata.schema.tables import declared_table
from rmdata.schema.vocabulary import SESSIONS, Instrument, Table
from rmdata.store import sql
from rmdata.store.engine import relations
from rmdata.store.engine.tables import Place, fold
from rmdata.store.record.people import SEPARATOR, mark_of, rows_without
from rmdata.store.results import Change, Comparison, StoreError
from rmdata.store.sql import Cursor

MOST_CHANGES_SHOWN = 50
UNCHANGED, CHANGED, NEW = range(3)


def load_rows(cursor: Cursor, instrument: Instrument, import_id: int, reading: Reading) -> None:
    """Append every sheet of one import and lay it over the rows that are shown, in order."""
    hashes = {file.name: file.sha256 for file in reading.files}
    for number, source in enumerate(reading.sources):
        place = Place(import_id, number, source.table, source.carried)
        insert(cursor, instrument, place, source, hashes[source.file])
        fold(cursor, instrument, place)


def insert(
    cursor: Cursor,
    instrument: Instrument,
    place: Place,
    source: Source,
    sha256: str,
) -> None:
    """Append one sheet's rows, and the sheet itself, to the list."""
    cursor.execute(
        sql.statement("add_source"),
        place.parameters()
        | {"file": source.file, "sha256": sha256, "sheet": source.sheet}
        | {"table": place.table, "carried": list(place.carried), "n_rows": source.n_rows},
    )
    cursor.register("arriving", source.data)
    table = declared_table(instrument, place.table)
    cursor.execute(relations.insert_statement(table), place.parameters())
    cursor.unregister("arriving")


def require_stored(cursor: Cursor, import_id: int, expected: int) -> None:
    """Count what the commit really stored: a commit can report success and store nothing."""
    counted = cursor.execute(sql.statement("n_rows"), {"import_id": import_id}).fetchall()
    stored = sum(counted[0])
    if stored != expected:
        raise StoreError(
            f"Import {import_id} was to store {expected} rows and stored {stored}. Undo it "
            "and load the files again."
        )


def compare(cursor: Cursor, instrument: Instrument, reading: Reading, n_erased: int) -> Comparison:
    """Rows new, changed and unchanged; two sheets that supplement each other make one row.

    ``n_erased`` rows were left out of the reading, as they are about people who were erased.
    """
    states: dict[tuple[str, str], int] = {}
    shown: list[Change] = []
    for source in reading.sources:
        table, room = declared_table(instrument, source.table), MOST_CHANGES_SHOWN
        cursor.register("arriving", source.data)
        found = cursor.execute(relations.compare_statement(table, source.carried)).fetchall()
        cursor.unregister("arriving")
        for row_key, row_no, is_new, changes in found:
            state = NEW if is_new else CHANGED if changes else UNCHANGED
            key = (source.table, row_key)
            states[key] = max(state, states.get(key, UNCHANGED))
            if state == CHANGED and room:
                room -= 1
                shown += _changes(source, table, row_no, changes)
    n = Counter(states.values())
    return Comparison(n[NEW], n[CHANGED], n[UNCHANGED], tuple(shown), n_erased)


def _changes(
    source: Source, table: Table, row_no: int, changes: list[dict[str, Any]]
) -> Iterator[Change]:
    for change in changes:
        label = table.column(change["field"]).label
        yield Change(source.file, source.sheet, row_no, label, change["was"], change["is"])


def without_erased(cursor: Cursor, reading: Reading, salt: str) -> tuple[Reading, int]:
    """A reading less the rows of people who were erased, and how many rows those are."""
    marks = {mark for (mark,) in cursor.execute(sql.statement("erased")).fetchall()}
    if not marks:
        return reading, 0
    files = [
        replace(file, sources=tuple(_without(cursor, s, marks, salt) for s in file.sources))
        for file in reading.files
    ]
    left = replace(reading, files=tuple(files))
    n_before = sum(source.n_rows for source in reading.sources)
    return left, n_before - sum(source.n_rows for source in left.sources)


def _without(cursor: Cursor, source: Source, marks: set[str], salt: str) -> Source:
    ends = "_of_sessions" if source.table == SESSIONS else ""
    cursor.register("arriving", source.data)
    named = cursor.execute(sql.statement(f"arriving_codes{ends}")).fetchall()
    cursor.unregister("arriving")
    arriving = [SEPARATOR.join(person) for person in named]
    gone = [key for key in arriving if mark_of(salt, key) in marks]
    if not gone:
        return source
    return replace(source, data=rows_without(cursor, source.table, source.data, gone, salt))
