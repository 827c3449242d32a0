"""What a survey tool's sheet becomes: the same cells, in the shape that the layout step reads.

Row and column numbers never change, so every value keeps its place in the original file.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from rmdata.reading.answers.cells import is_missing
from rmdata.reading.choices import Choices
from rmdata.reading.opening.sheets import Sheet, column_letter
from rmdata.reading.problems import Level, Problem
from rmdata.reading.recognising import headers
from rmdata.schema.tables import declared_table
from rmdata.schema.vocabulary import QUESTIONNAIRES, Column, Instrument, Kind, Table, squash

# The template's own headers, given to the fixed columns of a tool that mean the same.
CODE, STAGE, DAY = "Participant code", "Stage", "Completed on"
SEPARATOR = "; "
NOT_TICKED = frozenset({"0", "unchecked", "no", "false", "notselected", "notticked"})
OTHER = re.compile(r"other\b.*(specify|state|describe|say)|^other$", re.IGNORECASE)
OWN_WORDS = " (in your own words)"
SHORTEST_OPEN_ANSWER = 20

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
class Arranged:
    """A sheet with one header row, what was left out of it (with counts), what is to be said.

    ``runs`` tells repeated questions apart where the tool numbers them: column to number.
    """

    sheet: Sheet
    header_row: int
    dropped: tuple[tuple[int, str], ...] = ()
    problems: tuple[Problem, ...] = ()
    runs: Mapping[int, int] = field(default_factory=dict)


def row_of(sheet: Sheet, names: Collection[str], least: int) -> int:
    """The row that holds most of the squashed names, or 0 where none holds enough of them."""
    return sheet.header_row(lambda texts: sum(squash(t) in names for t in texts.values()), least)


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
                    changed.get(index, sheet.below(index, row)), start=row + 1
                )
            ),
        ]
        for index, name in sorted(names.items())
    }
    return replace(sheet, columns=columns)


def holding_codes(
    names: dict[int, str], index: int, original: str, table: Table
) -> tuple[Problem, ...]:
    """Name the column of a tool that holds the codes; another column of codes is left out."""
    others = [
        i
        for i, name in names.items()
        if i != index and (found := headers.exact(name, table)) and found.name == "participant_code"
    ]
    names[index] = CODE
    left_out = {i: names.pop(i) for i in others}
    return tuple(
        Problem(
            Level.WARNING,
            f"“{name}” (column {column_letter(i)}) is not read: “{original}” holds the codes.",
        )
        for i, name in left_out.items()
    )


def is_ticked(cell: str | None) -> bool:
    """Whether the cell of one option says that it was ticked."""
    return bool(cell) and not is_missing(cell or "") and squash(cell or "") not in NOT_TICKED


def theme_question(question: str, options: Iterable[str], setting: Setting) -> Column | None:
    """The column of themes that a question asks for, judged by its words and its options."""
    found = headers.exact(question, setting.table)
    if not found:
        found = headers.inside(question, setting.table, setting.instrument, list(options))
    return found if found and found.kind is Kind.THEMES else None


def one_hot(sheet: Sheet, row: int, options: Mapping[int, str]) -> bool:
    """Whether every column holds nothing but ticks of its own option."""
    return all(
        squash(text) in {squash(option), *NOT_TICKED, "1", "checked", "yes", "true"}
        or (text.isdigit() and len(sheet.distinct(index, row)) == 1)
        for index, option in options.items()
        for text in sheet.distinct(index, row)
    )


def folded(sheet: Sheet, row: int, options: Mapping[int, str]) -> Cells:
    """The cells of one column an option as one column: "Hierarchy; Selection bias"."""
    names = [option.replace(";", ",") for option in options.values()]
    ticks = [
        [is_ticked(cell) for cell in sheet.below(index, row) + [None] * sheet.n_rows]
        for index in options
    ]
    rows = range(sheet.n_rows - row)
    found = [[name for name, column in zip(names, ticks, strict=True) if column[i]] for i in rows]
    return [SEPARATOR.join(ticked) or None for ticked in found]


def split(cells: Sequence[str | None], column: Column) -> Cells:
    """Cells of options joined by commas, with ; between: known options are found first.

    An option may hold commas itself. It is known where the codebook names it, or where somebody
    ticked it alone.
    """
    known = {squash(name) for choice in column.choices for name in choice.names() if name}
    texts = {cell for cell in cells if cell and "," in cell}
    alone = {squash(cell) for cell in cells if cell and "," not in cell}
    parted = {text: SEPARATOR.join(_options(text, known | alone)) for text in texts}
    return [parted.get(cell, cell) if cell else cell for cell in cells]


def _options(text: str, known: set[str]) -> list[str]:
    """The longest known options first; what is between them stays together."""
    pieces, found, strange = text.split(","), list[str](), list[str]()
    at = 0
    while at < len(pieces):
        end = next(
            (n for n in range(len(pieces), at, -1) if squash(",".join(pieces[at:n])) in known), 0
        )
        if not end:
            strange.append(pieces[at])
        if (end or at + 1 == len(pieces)) and strange:
            found.append(",".join(strange).strip())
            strange = []
        if end:
            found.append(",".join(pieces[at:end]).strip())
        at = end or at + 1
    return [option.replace(";", ",") for option in found if option]


def ticked_questions(
    sheet: Sheet, row: int, names: dict[int, str], setting: Setting
) -> dict[int, Cells]:
    """The columns that hold several options a cell, split; open answers are named as such."""
    changed: dict[int, Cells] = {}
    for index, name in list(names.items()):
        texts = sheet.distinct(index, row)
        column = theme_question(name, texts, setting)
        if column and texts and _is_open(column, texts):
            names[index] = name + OWN_WORDS
        elif column:
            changed[index] = split(sheet.below(index, row), column)
    return changed


def fold_groups(
    sheet: Sheet,
    row: int,
    names: dict[int, str],
    groups: Mapping[str, Mapping[int, str]],
    setting: Setting,
) -> dict[int, Cells]:
    """Fold every question that has one column an option into its first column.

    ``groups`` maps a question to its columns and their options. An option to be said in words
    stays a column of its own.
    """
    changed: dict[int, Cells] = {}
    for question, columns in groups.items():
        options = {index: text for index, text in columns.items() if not OTHER.search(text)}
        if len(columns) < 2 or not theme_question(question, options.values(), setting):
            continue
        if not one_hot(sheet, row, options):
            continue
        first = min(options)
        changed[first] = folded(sheet, row, options)
        names[first] = question
        for index in set(options) - {first}:
            names.pop(index, None)
    return changed


def _is_open(column: Column, texts: Sequence[str]) -> bool:
    """Whether people wrote sentences where ticks were expected."""
    middle = sorted(len(text) for text in texts)[len(texts) // 2]
    return middle >= SHORTEST_OPEN_ANSWER and not headers.holds_theme(column, texts)
