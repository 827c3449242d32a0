"""What the readers of files hand on: sheets of text, every cell at its own address."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

# What a formula without a stored value reads as; it begins so that nobody can have typed it.
UNCALCULATED = "\ue000formula without a value"


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


@dataclass(frozen=True)
class OpenedFile:
    """A file with its sheets, or with the sentence that says why it is refused."""

    name: str
    sha256: str
    sheets: tuple[Sheet, ...]
    refused: str = ""
