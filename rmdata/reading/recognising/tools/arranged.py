"""What a survey tool's sheet becomes: the same cells, in the shape that the layout step reads.

Row and column numbers never change, so every value keeps its place in the original file.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

from rmdata.reading.choices import Choices
from rmdata.reading.opening.sheets import Sheet, column_letter
from rmdata.reading.problems import Asks, Level
from rmdata.reading.recognising import headers
from rmdata.schema.tables import declared_table
from rmdata.schema.vocabulary import QUESTIONNAIRES, Instrument, Table, clean, squash

HEADER_SEARCH_ROWS = 20
# The template's own headers, given to the fixed columns of a tool that mean the same.
CODE, STAGE, DAY = "Participant code", "Stage", "Completed on"

Cells = list[str | None]


@dataclass(frozen=True)
class Setting:
    """What a tool's export is read by: the instrument, what was said, the keys that came along."""

    instrument: Instrument
    choices: Choices = field(default_factory=Choices)
    keys: tuple[Sheet, ...] = ()

    @property
    def table(self) -> Table:
        """The table that survey exports hold rows of."""
        return declared_table(self.instrument, QUESTIONNAIRES)


@dataclass(frozen=True)
class Remark:
    """A problem that has not been told yet which file and sheet it is in."""

    level: Level
    message: str
    cell: str = ""
    value: str = ""
    asks: Asks | None = None


@dataclass(frozen=True)
class Arranged:
    """A sheet with one header row, what was left out of it (with counts), what is to be said.

    ``runs`` tells repeated questions apart where the tool numbers them: column to number.
    """

    sheet: Sheet
    header_row: int
    dropped: tuple[tuple[int, str], ...] = ()
    remarks: tuple[Remark, ...] = ()
    runs: Mapping[int, int] = field(default_factory=dict)


def header_row(sheet: Sheet, names: Collection[str], least: int) -> int:
    """The row that holds most of the squashed names, or 0 where none holds enough of them."""
    counts = {
        row: sum(squash(text) in names for text in texts_of(sheet, row).values())
        for row in range(1, min(sheet.n_rows, HEADER_SEARCH_ROWS) + 1)
    }
    best = max(counts, key=lambda row: (counts[row], -row), default=0)
    return best if best and counts[best] >= least else 0


def texts_of(sheet: Sheet, row: int) -> dict[int, str]:
    """The texts of one row by column, without the blank ones."""
    found = {index: clean(sheet.cell(index, row)) for index in sheet.columns}
    return {index: text for index, text in found.items() if text}


def below(sheet: Sheet, index: int, row: int) -> Cells:
    """The cells of a column below a row."""
    return sheet.columns.get(index, [])[row:]


def distinct(sheet: Sheet, index: int, row: int) -> tuple[str, ...]:
    """The different texts of a column below a row, in their order."""
    texts = dict.fromkeys(cell for cell in below(sheet, index, row) if cell)
    return tuple(text for text in texts if text.strip())


def rebuilt(
    sheet: Sheet,
    row: int,
    names: Mapping[int, str],
    changed: Mapping[int, Cells] | None = None,
    gone: Collection[int] = (),
) -> Sheet:
    """The sheet with one header row at ``row`` and only the named columns.

    ``changed`` holds new cells (below the header) of some columns, ``gone`` the numbers of the
    rows that are blanked.
    """
    changed = changed or {}
    columns = {
        index: [
            *[None] * (row - 1),
            name,
            *(
                None if number in gone else cell
                for number, cell in enumerate(
                    changed.get(index, below(sheet, index, row)), start=row + 1
                )
            ),
        ]
        for index, name in sorted(names.items())
    }
    return replace(sheet, columns=columns)


def holding_codes(
    names: dict[int, str], index: int, original: str, table: Table
) -> tuple[Remark, ...]:
    """Name the column of a tool that holds the codes; another column of codes is left out."""
    others = [
        i
        for i, name in names.items()
        if i != index and (found := headers.exact(name, table)) and found.name == "participant_code"
    ]
    names[index] = CODE
    left_out = {i: names.pop(i) for i in others}
    return tuple(
        Remark(
            Level.WARNING,
            f"“{name}” (column {column_letter(i)}) is not read: “{original}” holds the codes.",
        )
        for i, name in left_out.items()
    )
