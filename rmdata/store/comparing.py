"""What an import would change, before anything is stored."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import duckdb

from rmdata.reading import Reading, Source
from rmdata.schema import Instrument, Table, declared_table
from rmdata.store import ddl
from rmdata.store.records import Change, Comparison

MOST_CHANGES_SHOWN = 50
UNCHANGED, CHANGED, NEW = range(3)


def compare(
    cursor: duckdb.DuckDBPyConnection, instrument: Instrument, reading: Reading, n_erased: int
) -> Comparison:
    """Rows new, changed and unchanged; two sheets that supplement each other make one row.

    ``n_erased`` rows were left out of the reading, as they are about people who were erased.
    """
    states: dict[tuple[str, str], int] = {}
    shown: list[Change] = []
    for source in reading.sources:
        table, room = declared_table(instrument, source.table), MOST_CHANGES_SHOWN
        cursor.register("arriving", source.data)
        found = cursor.execute(ddl.compare_statement(table, source.carried)).fetchall()
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
