"""What the readers of files hand on: sheets of text, every cell at its own address."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import pyarrow as pa

# What a formula without a stored value reads as; it begins so that nobody can have typed it.
UNCALCULATED = "\ue000formula without a value"
RUN = 256
HEADER_SEARCH_ROWS = 20


class UnreadableFile(ValueError):
    """A file that is no spreadsheet; the message says what it is and what to do."""


@dataclass(frozen=True)
class SourceFile:
    """One file as it arrived: its name and its bytes."""

    name: str
    content: bytes

    @cached_property
    def sha256(self) -> str:
        """What tells these very bytes from all others."""
        return hashlib.sha256(self.content).hexdigest()


@dataclass(frozen=True)
class Encoded:
    """In which encodings the text of a file can be, the likeliest first, and whether it is sure.

    Where it is not, its cells hold each byte as the letter of that number (Latin-1) until somebody
    says how to read them, and so do the ``words`` by which the encodings can be told apart.
    """

    sure: bool
    names: tuple[str, ...]
    words: tuple[str, ...]


@dataclass(frozen=True)
class Sheet:
    """The cells of one sheet by column; a text file is one sheet without a name.

    ``columns`` maps the column's index in the spreadsheet (A = 0) to its cells from row 1 on; a
    cell that holds an Excel error has its text, such as #N/A. ``n_fields`` holds the number of
    fields of every row of a text file, ``merged`` the first row, first column, last row and last
    column of every range of merged cells (rows from 1, columns from 0). ``from_1904`` is True where
    the serial numbers of the workbook's dates count from 1904. ``encoded`` is of a text file that
    does not say itself in which encoding it is.
    """

    name: str
    hidden: bool
    columns: dict[int, list[str | None]]
    n_fields: tuple[int, ...] = ()
    merged: tuple[tuple[int, int, int, int], ...] = ()
    from_1904: bool = False
    encoded: Encoded | None = None

    @property
    def n_rows(self) -> int:
        """How many rows the sheet has, title rows included."""
        return max((len(cells) for cells in self.columns.values()), default=0)

    def cell(self, index: int, row: int) -> str:
        """The text at a column and a row (from 1); blank where there is none."""
        cells = self.columns.get(index, [])
        return (cells[row - 1] or "") if row <= len(cells) else ""

    def cells(self, index: int, rows: Sequence[int]) -> list[str | None]:
        """The texts of a column at some rows (from 1); ``None`` where there is none."""
        cells = self.columns.get(index, [])
        n_cells = len(cells)
        return [(cells[row - 1] or None) if row <= n_cells else None for row in rows]

    def texts(self, row: int) -> dict[int, str]:
        """The texts of one row by column, without the blank ones."""
        # The reading process asks for none, and has no use for the declaration.
        from rmdata.schema.vocabulary import clean

        texts = {index: clean(self.cell(index, row)) for index in self.columns}
        return {index: text for index, text in texts.items() if text}

    def below(self, index: int, row: int) -> list[str | None]:
        """The cells of a column below a row."""
        return self.columns.get(index, [])[row:]

    def distinct(self, index: int, row: int) -> tuple[str, ...]:
        """The different texts of a column below a row, in their order."""
        texts = dict.fromkeys(cell for cell in self.below(index, row) if cell)
        return tuple(text for text in texts if text.strip())

    def only_rows(self, kept: set[int]) -> "Sheet":
        """The sheet with every other row blanked, so that row numbers stay."""
        columns = {
            index: [cell if row in kept else None for row, cell in enumerate(cells, start=1)]
            for index, cells in self.columns.items()
        }
        return replace(self, columns=columns)

    @property
    def top(self) -> range:
        """The rows among which the header is looked for."""
        return range(1, min(self.n_rows, HEADER_SEARCH_ROWS) + 1)

    def header_row(self, worth: Callable[[dict[int, str]], int], least: int = 1) -> int:
        """The first of the rows whose texts are worth most, or 0 where none is worth enough."""
        found = {row: worth(self.texts(row)) for row in self.top}
        best = max(found, key=lambda row: found[row], default=0)
        return best if best and found[best] >= least else 0


@dataclass(frozen=True)
class OpenedFile:
    """A file with its sheets, or with the sentence that says why it is refused."""

    name: str
    sha256: str
    sheets: tuple[Sheet, ...]
    refused: str = ""


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


def column_letter(index: int) -> str:
    """The spreadsheet's name of a column: 0 is A, 26 is AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def address(column: int, row: int) -> str:
    """The cell at a column (from 0) and a row (from 1, as the spreadsheet counts)."""
    return f"{column_letter(column)}{row}"
