"""What a person sees of a file's columns, and what was understood of the files of one import."""

from collections.abc import Collection
from dataclasses import dataclass

import pyarrow as pa

from rmdata.reading.choices import fingerprint
from rmdata.reading.opening.encodings import decoded
from rmdata.reading.opening.sheets import OpenedFile, Sheet, column_letter
from rmdata.reading.problems import Asks, Level, Problem
from rmdata.reading.recognising.layout import Match
from rmdata.schema.vocabulary import clean

SAMPLES, LONGEST_SAMPLE = 3, 40


@dataclass(frozen=True)
class Source:
    """The checked rows of one sheet.

    ``data`` has one row a spreadsheet row: ``row_no`` (from 1), ``row_key`` and every column of
    the table; ``carried`` names the columns that the sheet really had.
    """

    file: str
    sheet: str
    table: str
    header_row: int
    matches: tuple[Match, ...]
    ignored: tuple[str, ...]
    carried: tuple[str, ...]
    data: pa.Table

    @property
    def n_rows(self) -> int:
        """How many rows were read."""
        return int(self.data.num_rows)


@dataclass(frozen=True)
class FileReading:
    """What was understood of one file."""

    name: str
    sha256: str
    recognised: str
    sources: tuple[Source, ...]
    passed_over: tuple[str, ...]

    def tables(self) -> dict[str, int]:
        """How many rows of each table the file holds."""
        counts: dict[str, int] = {}
        for source in self.sources:
            counts[source.table] = counts.get(source.table, 0) + source.n_rows
        return counts


@dataclass(frozen=True)
class Reading:
    """What was understood of all files of one import, and every problem in them."""

    files: tuple[FileReading, ...]
    problems: tuple[Problem, ...]

    @property
    def sources(self) -> tuple[Source, ...]:
        """Every sheet with rows, in the order of the files."""
        return tuple(source for file in self.files for source in file.sources)

    @property
    def stopped(self) -> bool:
        """Whether an error or an unanswered question stops the import."""
        return any(problem.level is not Level.WARNING for problem in self.problems)

    def waits(self, file: str) -> bool:
        """Whether an error or an unanswered question of one file stops the import."""
        return any(problem.level is not Level.WARNING for problem in self.of(file))

    def without(self, files: Collection[str]) -> "Reading":
        """The same reading less some files, for instance those that are loaded already."""
        kept = tuple(file for file in self.files if file.name not in files)
        return Reading(kept, tuple(p for p in self.problems if p.file not in files))

    def of(self, file: str) -> tuple[Problem, ...]:
        """The problems of one file."""
        return tuple(problem for problem in self.problems if problem.file == file)

    def asked(self, file: str) -> tuple[Asks, ...]:
        """Which choices one file waits for."""
        return tuple(dict.fromkeys(p.asks for p in self.of(file) if p.asks))


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
    # Of several rows that name as many columns the first: the data are as wide.
    row = sheet.header_row(len) or 1
    return [
        PeekedColumn(sheet.name, column_letter(index), name, _samples(sheet.below(index, row)))
        for index, name in sheet.texts(row).items()
    ]


def _samples(cells: list[str | None]) -> tuple[str, ...]:
    values = (clean(text) for text in cells if text and clean(text))
    distinct = dict.fromkeys(value[:LONGEST_SAMPLE] for value in values)
    return tuple(distinct)[:SAMPLES]
