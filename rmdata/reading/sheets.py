"""What the readers of files hand on: sheets of text, every cell at its own address."""

import hashlib
from dataclasses import dataclass
from functools import cached_property


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
class Sheet:
    """The cells of one sheet by column; a text file is one sheet without a name.

    ``columns`` maps the column's index in the spreadsheet (A = 0) to its cells from row 1 on; a
    cell that holds an Excel error has its text, such as #N/A. ``n_fields`` holds the number of
    fields of every row of a text file.
    """

    name: str
    hidden: bool
    columns: dict[int, list[str | None]]
    n_fields: tuple[int, ...] = ()

    @property
    def n_rows(self) -> int:
        """How many rows the sheet has, title rows included."""
        return max((len(cells) for cells in self.columns.values()), default=0)

    def cell(self, index: int, row: int) -> str:
        """The text at a column and a row (from 1); blank where there is none."""
        cells = self.columns.get(index, [])
        return (cells[row - 1] or "") if row <= len(cells) else ""
