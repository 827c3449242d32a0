"""Sheets as columns of Arrow: what the reading process hands over without touching each cell."""

from collections.abc import Sequence
from dataclasses import dataclass

import pyarrow as pa

from rmdata.reading.sheets import Encoded, Sheet

RUN = 256


@dataclass(frozen=True)
class ArrowSheet:
    """One sheet before its cells become Python's.

    ``positions`` holds the column index of each column of ``batch`` (text, rows from 1 on);
    ``texts`` what a cell says for which the reader has nothing: row, column index, text.
    """

    name: str
    hidden: bool
    positions: tuple[int, ...]
    batch: pa.RecordBatch
    texts: tuple[tuple[int, int, str], ...] = ()
    merged: tuple[tuple[int, int, int, int], ...] = ()
    n_fields: tuple[int, ...] = ()
    from_1904: bool = False
    encoded: Encoded | None = None

    def size(self) -> tuple[int, int]:
        """How many rows and columns :meth:`sheet` makes of it."""
        n_rows = max(self.batch.num_rows, max((row for row, _, _ in self.texts), default=0))
        return n_rows, len({*self.positions, *(index for _, index, _ in self.texts)})

    def sheet(self) -> Sheet:
        """The cells as text, every one at its own address."""
        n_rows, _ = self.size()
        missing: list[str | None] = [None] * (n_rows - self.batch.num_rows)
        cells = [column.to_pylist() + missing for column in self.batch.columns]
        columns = dict(zip(self.positions, cells, strict=True))
        for row, index, text in self.texts:
            columns.setdefault(index, [None] * n_rows)[row - 1] = text
        return Sheet(
            self.name,
            self.hidden,
            columns,
            self.n_fields,
            self.merged,
            from_1904=self.from_1904,
            encoded=self.encoded,
        )


def longest_beyond(batch: pa.RecordBatch, most: int) -> tuple[int, int] | None:
    """The row, from 1, and the column of a text longer than ``most`` characters, if there is one.

    Looks at runs of rows by the bytes they take together, and into a run only where it must.
    """
    for place, column in enumerate(batch.columns):
        buffer = column.buffers()[1] if len(column) else None
        ends = memoryview(buffer).cast("i")[: len(column) + 1] if buffer else []
        for at in range(0, len(ends) - 1, RUN):
            run = ends[at : at + RUN + 1]
            if run[-1] - run[0] > most:
                for row in range(at, at + len(run) - 1):
                    if ends[row + 1] - ends[row] > most and len(column[row].as_py() or "") > most:
                        return row + 1, place
    return None


def batch_of(columns: Sequence[pa.Array]) -> pa.RecordBatch:
    """Columns of text under names that nobody reads."""
    texts = [column.cast(pa.string()) for column in columns]
    return pa.RecordBatch.from_arrays(texts, schema=text_schema(len(texts)))


def text_schema(n_columns: int) -> pa.Schema:
    """The schema of every batch of so many columns."""
    return pa.schema([(str(n), pa.string()) for n in range(n_columns)])


def text_batch(sheet: Sheet) -> ArrowSheet:
    """A sheet of Python's cells as columns of Arrow."""
    arrays = [pa.array(cells, pa.string()) for cells in sheet.columns.values()]
    positions = tuple(sheet.columns)
    return ArrowSheet(
        sheet.name,
        sheet.hidden,
        positions,
        batch_of(arrays),
        n_fields=sheet.n_fields,
        encoded=sheet.encoded,
    )
