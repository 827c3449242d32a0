"""What people did to a sheet by hand: cells merged, rows added that sum up the others."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from rmdata.reading.answers.cells import excel_error
from rmdata.reading.choices import FILL, FIRST, Choices
from rmdata.reading.opening.sheets import Sheet, address, column_letter
from rmdata.reading.problems import Asks, Level, Problem
from rmdata.reading.recognising.layout import Layout
from rmdata.schema.vocabulary import clean

MOST_NAMED = 5
SUMS_UP = re.compile(
    r"(?:(?:grand |sub-?|overall )?totals?|sums?|averages?|means?|medians?|modes?|counts?"
    r"|(?:valid |number of |no\. of )?(?:responses|answers|respondents|participants)"
    r"|std\.? ?dev\.?|standard deviation|variance|n ?= ?\d+)\s*[:=(].*"
    r"|(?:grand |sub-?|overall )?totals?|sums?|averages?|means?|medians?|n ?= ?\d*"
    r"|counts?|std\.? ?dev\.?|standard deviation|number of (?:responses|answers|participants)",
    re.IGNORECASE,
)
# Said beside a sum or a mean; alone each of them may be somebody's code.
BESIDE = re.compile(r"n|min(?:imum)?|max(?:imum)?|sd|se|s\.d\.|range|%|modes?", re.IGNORECASE)
FIGURE = re.compile(r"[+-]?[\d.,\s]+%?|n ?= ?\d+", re.IGNORECASE)


@dataclass(frozen=True)
class Range:
    """One range of merged cells, rows from 1 and columns from 0, both ends included."""

    top: int
    left: int
    bottom: int
    right: int

    def __str__(self) -> str:
        """The range as a spreadsheet writes it: B2:B3."""
        return f"{address(self.left, self.top)}:{address(self.right, self.bottom)}"


def unmerged(sheet: Sheet, layout: Layout, choices: Choices) -> tuple[Sheet, list[Problem]]:
    """The sheet with its merged cells read as was said, and what is asked or said of them."""
    ranges = [Range(*ends) for ends in sheet.merged]
    problems = [said for found in ranges for said in _header(sheet, layout, found)]
    read = {match.index for match in layout.read_columns()}
    among = [found for found in ranges if _among_answers(sheet, layout, found, read)]
    if not among:
        return sheet, problems
    names = ", ".join(str(found) for found in among[:MOST_NAMED])
    more = f" and {len(among) - MOST_NAMED:,} more" if len(among) > MOST_NAMED else ""
    first = among[0]
    place = address(first.left, first.top), clean(sheet.cell(first.left, first.top))
    if choices.merged not in (FILL, FIRST):
        problems.append(Problem(Level.QUESTION, _question(names + more), *place, Asks.MERGED))
        # Nothing is stored before the answer, and blanks would only raise errors beside it.
        return _filled(sheet, among, read), problems
    held = "all the cells" if choices.merged == FILL else "the first cell alone"
    message = f"Cells are merged ({names}{more}); the value holds for {held} of each, as chosen."
    filled = _filled(sheet, among, read) if choices.merged == FILL else sheet
    return filled, [*problems, Problem(Level.WARNING, message, *place)]


def _question(names: str) -> str:
    return (
        f"Cells are merged among the answers ({names}), and only the first cell of each holds the "
        "value. Say whether it holds for all the cells or for the first alone, or unmerge them and "
        "type every value."
    )


def _header(sheet: Sheet, layout: Layout, found: Range) -> Iterator[Problem]:
    """A header over several columns names the first of them; the others have none."""
    if not found.top <= layout.header_row <= found.bottom or found.left == found.right:
        return
    beyond = range(found.left + 1, found.right + 1)
    nameless = [i for i in sorted(sheet.columns) if i in beyond and _below(sheet, layout, i)]
    name = clean(sheet.cell(found.left, found.top))
    if nameless and name:
        letters = ", ".join(column_letter(index) for index in nameless)
        columns, have = ("column", "has") if len(nameless) == 1 else ("columns", "have")
        message = (
            f"The header “{name}” is merged over {found}; it names column "
            f"{column_letter(found.left)} alone, and {columns} {letters} {have} no name and "
            f"{'is' if len(nameless) == 1 else 'are'} ignored. Type a header over each column."
        )
        yield Problem(Level.WARNING, message, address(found.left, found.top), name)


def _below(sheet: Sheet, layout: Layout, index: int) -> bool:
    cells = sheet.columns[index]
    named = cells[layout.header_row - 1] if len(cells) >= layout.header_row else None
    return not (named or "").strip() and any(cell for cell in cells[layout.header_row :])


def _among_answers(sheet: Sheet, layout: Layout, found: Range, read: set[int]) -> bool:
    """Whether a range that holds something begins below the header and touches a read column."""
    return (
        layout.header_row < found.top
        and any(found.left <= index <= found.right for index in read)
        and bool(sheet.cell(found.left, found.top).strip())
    )


def _filled(sheet: Sheet, ranges: list[Range], read: set[int]) -> Sheet:
    """The sheet with every value in all the cells that it was merged over.

    A row that holds nothing beside merged cells is no answer and stays blank. Ranges that lie over
    each other, which no spreadsheet makes, are filled only up to the size of the sheet.
    """
    n_rows = sheet.n_rows
    columns = {i: [*cells, *[None] * (n_rows - len(cells))] for i, cells in sheet.columns.items()}
    room = n_rows * len(columns)
    for found in ranges:
        value = sheet.cell(found.left, found.top)
        inside = [index for index in read if found.left <= index <= found.right]
        for row in range(found.top, min(found.bottom, n_rows) + 1):
            room -= len(columns)
            if room < 0:
                return replace(sheet, columns=columns)
            if row == found.top or _holds_more(sheet, row, found):
                for index in inside:
                    columns[index][row - 1] = value
    return replace(sheet, columns=columns)


def _holds_more(sheet: Sheet, row: int, found: Range) -> bool:
    """Whether a row has an answer of its own outside the merged columns."""
    return any(
        sheet.cell(index, row).strip()
        for index in sheet.columns
        if not found.left <= index <= found.right
    )


def without_summary(sheet: Sheet, layout: Layout) -> tuple[Sheet, list[Problem]]:
    """The sheet without its summing rows, and the warning that names them.

    A summing row stands below all answers, begins with a word such as Total or Mean, or with
    n = 12, and holds nothing but figures beside it.
    """
    found: dict[int, str] = {}
    for row in range(sheet.n_rows, layout.header_row, -1):
        cells = sheet.texts(row)
        if not cells:
            continue
        label, *others = (cells[index] for index in sorted(cells))
        if not _sums_up(label, others):
            break
        found[row] = label
    if not any(SUMS_UP.fullmatch(label) for label in found.values()):
        return sheet, []
    kept = sheet.only_rows(set(range(1, sheet.n_rows + 1)) - found.keys())
    return kept, [_remark(sheet, dict(sorted(found.items())))]


def _sums_up(label: str, others: list[str]) -> bool:
    named = SUMS_UP.fullmatch(label) or BESIDE.fullmatch(label)
    return bool(named) and all(FIGURE.fullmatch(text) or excel_error(text) for text in others)


def _remark(sheet: Sheet, found: dict[int, str]) -> Problem:
    row, label = next(iter(found.items()))
    labels = ", ".join(
        f"“{text[:40]}”" for text in dict.fromkeys(list(found.values())[:MOST_NAMED])
    )
    if len(found) == 1:
        message = (
            f"The last row sums up the others ({labels}) and is left out. If it holds a person's "
            "answers, type the code in its first cell."
        )
    else:
        message = (
            f"The last {len(found)} rows sum up the others ({labels}) and are left out. If they "
            "hold a person's answers, type the code in their first cell."
        )
    return Problem(Level.WARNING, message, address(min(sheet.texts(row)), row), label)
