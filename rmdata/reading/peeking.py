"""A file's columns as a person sees them: header and first values, before anything is decided."""

from dataclasses import dataclass

from rmdata.reading.encodings import decoded
from rmdata.reading.mapping import fingerprint
from rmdata.reading.problems import column_letter
from rmdata.reading.sheets import OpenedFile, Sheet
from rmdata.schema import clean

SAMPLES, LONGEST_SAMPLE, SEARCHED_ROWS = 3, 40, 20


@dataclass(frozen=True)
class PeekedColumn:
    """One column of one sheet: where it stands, its header, the first values below it."""

    sheet: str
    letter: str
    header: str
    samples: tuple[str, ...]


@dataclass(frozen=True)
class Peek:
    """All columns of a file, and what tells its header from any other's."""

    fingerprint: str
    columns: tuple[PeekedColumn, ...]


def peek(file: OpenedFile, encoding: str | None = None) -> Peek:
    """Look at a file's columns in the encoding that was said; an unreadable file has none."""
    sheets = decoded(file, encoding).sheets
    columns = tuple(column for sheet in sheets for column in _columns(sheet))
    return Peek(fingerprint(column.header for column in columns), columns)


def _columns(sheet: Sheet) -> list[PeekedColumn]:
    row = _header_row(sheet)
    return [
        PeekedColumn(
            sheet.name, column_letter(index), clean(sheet.cell(index, row)), _samples(cells, row)
        )
        for index, cells in sheet.columns.items()
        if clean(sheet.cell(index, row))
    ]


def _header_row(sheet: Sheet) -> int:
    """The row that names most columns; of several the first, as the data are as wide."""
    rows = range(1, min(sheet.n_rows, SEARCHED_ROWS) + 1)
    filled = {row: sum(bool(sheet.cell(i, row).strip()) for i in sheet.columns) for row in rows}
    return max(filled, key=lambda row: (filled[row], -row), default=1)


def _samples(cells: list[str | None], row: int) -> tuple[str, ...]:
    values = (clean(text) for text in cells[row:] if text and clean(text))
    distinct = dict.fromkeys(value[:LONGEST_SAMPLE] for value in values)
    return tuple(distinct)[:SAMPLES]
