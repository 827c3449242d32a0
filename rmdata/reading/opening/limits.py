"""How much a file may hold, and how much reading it may cost. Every such number stands here."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rmdata.reading.opening.sheets import ArrowSheet, UnreadableFile

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


def check_together(sheets: Sequence[ArrowSheet], limits: Limits) -> None:
    """Raise :class:`UnreadableFile` for sheets that are, one or together, more than is handed on.

    A text file is held here, which has no cells but those that were read.
    """
    for sheet in sheets:
        n_rows, n_columns = sheet.size()
        if n_rows > limits.last_row or n_columns > limits.tool_columns or not fits([sheet], limits):
            raise too_many(sheet.name, (n_rows, n_columns), limits)
    if not fits(sheets, limits):
        raise UnreadableFile(
            f"The sheets of this file span more than {limits.areas:,} cells together. Delete those "
            "that hold no answers, or split the file by cohort or by year."
        )
    n_merged = sum(len(sheet.merged) for sheet in sheets)
    if n_merged > limits.merged:
        raise UnreadableFile(
            f"The file has {n_merged:,} ranges of merged cells; the limit is {limits.merged:,}. "
            "Unmerge them in Excel, save and upload the file again."
        )
    if sum(len(sheet.texts) for sheet in sheets) > limits.texts:
        raise UnreadableFile(
            "The file holds too many Excel errors, or formulas without a calculated value, to name "
            "each. Open it in Excel, correct or clear them, save and upload it again."
        )


def fits(sheets: Iterable[ArrowSheet], limits: Limits) -> bool:
    """Whether sheets, one by one and together, span no more cells than they may."""
    areas = [n_rows * n_columns for n_rows, n_columns in (sheet.size() for sheet in sheets)]
    return max(areas, default=0) <= limits.area and sum(areas) <= limits.areas


def too_many(sheet: str, size: tuple[int, int], limits: Limits) -> UnreadableFile:
    """The refusal of a sheet with so many rows and columns."""
    what = f"Sheet {sheet}" if sheet else "The file"
    return UnreadableFile(
        f"{what} has {size[0]:,} rows and {size[1]} columns; "
        f"the limit is {limits.rows:,} rows by {limits.columns} columns. Split the file, or "
        "load it with the command line."
    )
