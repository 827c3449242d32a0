"""The sheet "Errors to fix": one row a problem, each with a link to its cell."""

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Protocol

from rmdata.export.cells import write_text

if TYPE_CHECKING:
    from openpyxl import Workbook


TITLE = "Errors to fix"
HEADINGS = ("Level", "Sheet", "Cell", "What was typed", "What is wrong and what to do")
WIDTHS = (11, 24, 9, 32, 90)
LEVELS = ("error", "question", "warning")
PLURALS = {"error": "errors", "question": "questions", "warning": "warnings"}
REMEDIES = (
    "Correct the red cells, save this workbook and upload it again.",
    "Answer the questions where you uploaded the file, or correct the yellow cells and upload "
    "this workbook.",
    "Nothing has to be corrected; the yellow cells are worth a look.",
    "Nothing has to be corrected.",
)
ADDRESS = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})")
A_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[ T]00:00:00)?")
MOST_ROWS, LONGEST_TYPED, LONGEST_SENTENCE = 20_000, 500, 2_000
LINK_COLOUR = "0563C1"
MOST_ROWS_ABOVE = 10


class Told(Protocol):
    """One problem as a reader of files tells it: error, question or warning; where; what."""

    @property
    def level(self) -> str:
        """One of ``LEVELS``."""

    @property
    def sheet(self) -> str:
        """The sheet, blank for a text file or for the file as a whole."""

    @property
    def cell(self) -> str:
        """The address of the cell, such as E4, or blank."""

    @property
    def value(self) -> str:
        """What was typed there."""

    @property
    def message(self) -> str:
        """What is wrong and what to do, in a sentence."""


def in_order(problems: Sequence[Told]) -> list[Told]:
    """Errors first, then questions, then warnings; each as they came."""
    return sorted(problems, key=lambda problem: LEVELS.index(problem.level))


def add_errors_sheet(
    book: "Workbook", problems: Sequence[Told], remarks: Sequence[str], names: Mapping[str, str]
) -> None:
    """Put the sheet first in a workbook, open at it.

    ``remarks`` stand above the table; ``names`` maps the sheets that problems name to those of
    the workbook, and only these are linked to.
    """
    sheet = book.create_sheet(_free_title(book), 0)
    for line in (_summary(problems), *remarks):
        sheet.append([line])
        _text(sheet.cell(sheet.max_row, 1), line)
    sheet.append([None])
    header = sheet.max_row + 1
    for column, heading in enumerate(HEADINGS, start=1):
        _text(sheet.cell(header, column), heading, bold=True)
    for row, problem in enumerate(in_order(problems)[:MOST_ROWS], start=header + 1):
        _add_row(sheet, row, problem, names)
    if len(problems) > MOST_ROWS:
        more = f"{len(problems) - MOST_ROWS:,} more problems are not listed here."
        _text(sheet.cell(header + MOST_ROWS + 1, 1), more)
    sheet.freeze_panes = f"A{header + 1}"
    for letter, width in zip("ABCDE", WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    book.active = 0
    # Sheets that stay selected together are edited together.
    for other in book.worksheets:
        other.sheet_view.tabSelected = other is sheet


def is_errors_sheet(sheet: Any) -> bool:
    """Whether a sheet is one of these, from an earlier upload."""
    if not sheet.title.startswith(TITLE):
        return False
    top = [cell for cell in filled_cells(sheet) if cell.row <= MOST_ROWS_ABOVE]
    rows = {cell.row: [c.value for c in top if c.row == cell.row] for cell in top}
    return list(HEADINGS) in rows.values()


def filled_cells(sheet: Any) -> list[Any]:
    """The cells that a sheet has; going through its rows would make all those between them."""
    return list(sheet._cells.values())


def text_of(text: str, longest: int = LONGEST_SENTENCE) -> str:
    """Text that XML can hold, cut where it is too long for a person to read."""
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    plain: str = ILLEGAL_CHARACTERS_RE.sub("", text.encode("utf-8", "replace").decode("utf-8"))
    return plain if len(plain) <= longest else plain[: longest - 1] + "…"


def link_to(sheet: str, cell: str) -> str:
    """The place of a cell as a link inside a workbook names it."""
    quoted = sheet.replace("'", "''")
    return f"'{quoted}'!{cell}"


def _free_title(book: "Workbook") -> str:
    taken = {name.casefold() for name in book.sheetnames}
    title, number = TITLE, 1
    while title.casefold() in taken:
        number += 1
        title = f"{TITLE} ({number})"
    return title


def _summary(problems: Sequence[Told]) -> str:
    counts = [(sum(p.level == level for p in problems), level) for level in LEVELS]
    told = [f"{n:,} {level if n == 1 else PLURALS[level]}" for n, level in counts if n]
    worst = min((LEVELS.index(p.level) for p in problems), default=len(LEVELS))
    return f"{', '.join(told) or 'No problems'}. {REMEDIES[worst]}"


def _add_row(sheet: Any, row: int, problem: Told, names: Mapping[str, str]) -> None:
    from openpyxl.styles import Alignment, Font
    from openpyxl.worksheet.hyperlink import Hyperlink

    typed = A_DAY.sub(r"\3/\2/\1", problem.value) if A_DAY.fullmatch(problem.value) else ""
    where = names.get(problem.sheet, problem.sheet)
    texts = (
        problem.level.capitalize(),
        where,
        problem.cell,
        typed or text_of(problem.value, LONGEST_TYPED),
        text_of(problem.message),
    )
    for column, text in enumerate(texts, start=1):
        cell = sheet.cell(row, column)
        _text(cell, text)
        cell.alignment = Alignment(vertical="top", wrap_text=column > 1)
    if problem.sheet in names and ADDRESS.fullmatch(problem.cell):
        cell = sheet.cell(row, 3)
        place = link_to(where, problem.cell)
        cell.hyperlink = Hyperlink(ref=cell.coordinate, location=place, display=problem.cell)
        cell.font = Font(color=LINK_COLOUR, underline="single")


def _text(cell: Any, text: str, *, bold: bool = False) -> None:
    """Write a text that stays one, or empty the cell."""
    from openpyxl.styles import Font

    cell.value = None
    if text:
        write_text(cell, text_of(text))
    if bold:
        cell.font = Font(bold=True)
