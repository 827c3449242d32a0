"""Everything stored of one person, as a workbook to hand to that person."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Protocol

from rmdata.export.workbook import workbook_bytes
from rmdata.findings.finding import Field, Form, Table
from rmdata.schema import Instrument, declared_table

ABOUT = (
    ("What this is", "Every row that was loaded about this person, those taken back included."),
    ("What is left out", "What other people said, and by which codes they are known."),
)
OF_THE_IMPORT = {"loaded_at": "Loaded at", "undone_at": "Taken back at"}


class Rows(Protocol):
    """Rows of one table with the names of their columns."""

    @property
    def columns(self) -> tuple[str, ...]:
        """The names, in the order of every row."""

    @property
    def rows(self) -> tuple[tuple[Any, ...], ...]:
        """One value a column."""


def person_bytes(instrument: Instrument, stored: Mapping[str, Rows], now: datetime) -> bytes:
    """An .xlsx workbook with a sheet for every table that has rows, under the screen's headers.

    ``stored`` maps a table's name to its rows. Columns without any value are left out.
    """
    sheets = {
        declared_table(instrument, name).title: _table(instrument, name, rows)
        for name, rows in stored.items()
        if rows.rows
    }
    return workbook_bytes(sheets, [*ABOUT, ("Made on", f"{now:%d/%m/%Y %H:%M}")])


def _table(instrument: Instrument, name: str, found: Rows) -> Table:
    declared = {column.name: column.label for column in declared_table(instrument, name).columns}
    labels = OF_THE_IMPORT | declared
    filled = [
        index
        for index in range(len(found.columns))
        if any(row[index] not in (None, [], "") for row in found.rows)
    ]
    fields = []
    for index in filled:
        column = found.columns[index]
        is_date = any(isinstance(row[index], date) for row in found.rows)
        fields.append(Field(column, labels[column], Form.DATE if is_date else Form.TEXT))
    return Table(tuple(fields), tuple(tuple(row[i] for i in filled) for row in found.rows))
