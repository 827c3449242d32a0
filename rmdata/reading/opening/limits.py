"""How much a file may hold, and how much reading it may cost. Every such number stands here."""

from dataclasses import dataclass

MIB = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """What one file may be at most, and what reading it may take.

    ``member_bytes`` and ``inflated_bytes`` are of one part and of all parts of a workbook, as
    inflated by hand; ``ratio`` is inflated to compressed bytes, looked at from ``ratio_from``
    inflated bytes on, since a small sheet of few words is rightly compressed a thousandfold.
    ``memory_bytes`` is what the reading process may take on top of its libraries;
    ``answer_bytes`` is what it may hand back, and ``said_bytes`` what of it may be said in words
    about the cells. ``title_rows`` may stand above ``rows``; an export of a known survey tool may
    have ``tool_columns``. ``area`` is the cells, filled or blank, from A1 to the last row and
    column of a sheet, for each of which the parser takes memory, and ``areas`` those of all sheets;
    ``row_length`` is the characters of one row of a text file, counted before it is taken apart;
    ``merged`` is ranges of merged cells, ``texts`` cells with an error or an uncalculated formula.
    """

    file_bytes: int
    members: int
    member_bytes: int
    inflated_bytes: int
    ratio: int
    ratio_from: int
    rows: int
    columns: int
    tool_columns: int
    title_rows: int
    area: int
    areas: int
    merged: int
    texts: int
    text_length: int
    row_length: int
    cpu_seconds: int
    wall_seconds: int
    memory_bytes: int
    answer_bytes: int
    said_bytes: int

    @property
    def last_row(self) -> int:
        """The lowest row of a sheet that may hold anything."""
        return self.rows + self.title_rows


@dataclass(frozen=True)
class VisitLimits:
    """What the server holds for one visit of Upload at most: files, and their bytes together."""

    files: int
    file_bytes: int


DASHBOARD = Limits(
    file_bytes=20 * MIB,
    members=1_000,
    member_bytes=128 * MIB,
    inflated_bytes=192 * MIB,
    ratio=200,
    ratio_from=8 * MIB,
    rows=50_000,
    columns=60,
    tool_columns=500,
    title_rows=20,
    area=4_000_000,
    areas=8_000_000,
    merged=10_000,
    texts=250_000,
    text_length=32_767,
    row_length=1_000_000,
    cpu_seconds=10,
    wall_seconds=30,
    # With its libraries the process stays below 512 MiB.
    memory_bytes=448 * MIB,
    answer_bytes=128 * MIB,
    said_bytes=16 * MIB,
)
# A million rows of a file that whoever types the command has on their own disk.
COMMAND_LINE = Limits(
    file_bytes=400 * MIB,
    members=1_000,
    member_bytes=1_280 * MIB,
    inflated_bytes=2_560 * MIB,
    ratio=200,
    ratio_from=8 * MIB,
    rows=1_000_000,
    columns=60,
    tool_columns=500,
    title_rows=20,
    area=80_000_000,
    areas=160_000_000,
    merged=10_000,
    texts=5_000_000,
    text_length=32_767,
    row_length=1_000_000,
    cpu_seconds=200,
    wall_seconds=600,
    memory_bytes=10_240 * MIB,
    answer_bytes=2_560 * MIB,
    said_bytes=320 * MIB,
)
# Before and after with their keys, sessions and people, for a few cohorts. What is held of a file
# is its cells, several times its bytes, until it is loaded or taken out.
VISIT = VisitLimits(files=20, file_bytes=60 * MIB)
