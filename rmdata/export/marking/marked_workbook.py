"""A person's own workbook back: every problem on a first sheet, every cell of one marked."""

import io
import re
import zipfile
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from rmdata.export.marking.errors_sheet import (
    ADDRESS,
    Told,
    add_errors_sheet,
    filled_cells,
    in_order,
    is_errors_sheet,
    text_of,
)

if TYPE_CHECKING:
    from openpyxl import Workbook


# Measured with openpyxl 3.1.5: cells, formulas, formats, notes, tables, pivot tables, pictures
# (PNG, JPEG, GIF) and the usual charts come through; these parts do not, or not whole.
PARTS = (
    (re.compile(r"xl/charts/"), "some of the look of charts"),
    (re.compile(r"xl/media/.*\.(?:emf|wmf|svg)"), "pictures that are drawings (EMF, WMF, SVG)"),
    (re.compile(r"xl/(?:ctrlProps|activeX)/"), "buttons and form controls"),
    (re.compile(r"xl/embeddings/"), "embedded files"),
    (re.compile(r"xl/(?:slicers|timelines)/"), "slicers"),
    (re.compile(r"xl/threadedComments/"), "the threads of comments (their text stays as a note)"),
    (re.compile(r"xl/(?:connections\.xml|queryTables/)"), "data connections"),
    (re.compile(r"xl/externalLinks/"), "links to other workbooks"),
)
DRAWING, SHEET = re.compile(r"xl/drawings/[^/]+\.xml"), re.compile(r"xl/worksheets/[^/]+\.xml")
SHAPES = re.compile(rb"<(?:\w+:)?(?:sp|grpSp|cxnSp)[ >]")
MARKS = (
    (re.compile(rb"sparklineGroup"), "sparklines"),
    (re.compile(rb"x14:conditionalFormatting "), "some rules of conditional formatting"),
    (re.compile(rb"x14:dataValidation "), "drop-down lists whose words stand on another sheet"),
)
RED, YELLOW = "FFC7CE", "FFEB9C"
# What stands below it in a note is ours; what stands above it was there before.
MARK = "To fix before the next upload:"
AUTHOR = "rmdata"
NOTE_WIDTH, LINE_HEIGHT, LETTERS_A_LINE, TALLEST_NOTE = 320, 18, 46, 500
LONGEST_NOTE = 8_000
FORBIDDEN = frozenset('\\/:*?"<>|')
TEXT_SHEET, LONGEST_CELL = "Your file", 32_767
TEXT_FILE = "A text file has no colours, so here it is as a workbook."
LIST_ONLY = "The file itself could not be marked; correct it in your own copy."


def lost_in_a_copy(content: bytes) -> tuple[str, ...]:
    """What a copy of an .xlsx workbook lacks, in words; empty where nothing is lost.

    The stored results of formulas are lost in any copy; Excel calculates them when it opens it.
    """
    found: dict[str, None] = {}
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        for name in parts.namelist():
            found |= {words: None for part, words in PARTS if part.match(name)}
            if DRAWING.fullmatch(name) and SHAPES.search(parts.read(name)):
                found["text boxes and shapes"] = None
            if SHEET.fullmatch(name):
                sheet = parts.read(name)
                found |= {words: None for mark, words in MARKS if mark.search(sheet)}
    return tuple(found)


class NotAnnotated(ValueError):
    """A file that cannot be opened to mark its cells; offer :func:`problem_list` instead."""


def annotated_workbook(content: bytes, problems: Sequence[Told]) -> bytes:
    """The person's .xlsx with the sheet "Errors to fix" first, cells with problems coloured.

    An error is red, a question or a warning yellow; each such cell has a note with its sentences,
    below a note that was there before. What an earlier such workbook marked is cleared first.
    Raises :class:`NotAnnotated` for bytes that are no workbook.
    """
    from openpyxl import load_workbook

    try:
        lost = lost_in_a_copy(content)
        book = load_workbook(io.BytesIO(content), keep_links=False, rich_text=True)
    except MemoryError:
        raise
    except Exception as error:  # the reader raises whatever a damaged file makes it stumble on
        raise NotAnnotated("The workbook could not be opened to mark its cells.") from error
    _clear(book)
    remarks = []
    if lost:
        remarks = [f"This copy lacks {', '.join(lost)}. Your own file keeps them."]
    return _marked(book, problems, remarks, {sheet.title: sheet.title for sheet in book.worksheets})


def annotated_text(columns: Mapping[int, Sequence[str | None]], problems: Sequence[Told]) -> bytes:
    """The cells of a text file as a workbook, marked as :func:`annotated_workbook` marks one.

    ``columns`` maps a column's index (A = 0) to its cells from row 1 on. Every cell is text in
    Excel's own sense, so that nothing in it comes alive when it is edited.
    """
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = TEXT_SHEET
    for index, cells in columns.items():
        for row, text in enumerate(cells, start=1):
            if text:
                cell = sheet.cell(row, index + 1, text_of(text, LONGEST_CELL))
                cell.data_type, cell.number_format, cell.quotePrefix = "s", "@", True
    return _marked(book, problems, [TEXT_FILE], {"": TEXT_SHEET})


def problem_list(problems: Sequence[Told]) -> bytes:
    """The first sheet alone, for a file that was refused or is too large to be marked."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    return _marked(book, problems, [LIST_ONLY], {})


def annotated_name(name: str) -> str:
    """What the workbook is called: the person's own name of it, and what it is."""
    stem = re.sub(r"\.\w{1,5}$", "", name)
    safe = "".join(m if m.isprintable() and m not in FORBIDDEN else "-" for m in stem)
    return f"{safe.strip(' .')[:100] or 'file'} - errors to fix.xlsx"


def _marked(
    book: "Workbook", problems: Sequence[Told], remarks: Sequence[str], names: dict[str, str]
) -> bytes:
    by_cell: dict[tuple[str, str], list[Told]] = defaultdict(list)
    for problem in in_order(problems):
        if problem.sheet in names and ADDRESS.fullmatch(problem.cell):
            sheet = names[problem.sheet]
            by_cell[sheet, _anchor(book[sheet], problem.cell)].append(problem)
    for (sheet, address), told in by_cell.items():
        _mark(book[sheet][address], told)
    add_errors_sheet(book, problems, remarks, names)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _mark(cell: Any, told: Sequence[Told]) -> None:
    """Colour one cell and add its sentences as a note."""
    from openpyxl.comments import Comment
    from openpyxl.styles import PatternFill

    cell.fill = PatternFill("solid", fgColor=RED if told[0].level == "error" else YELLOW)
    sentences = dict.fromkeys(f"{p.level.capitalize()}: {p.message}" for p in told)
    before = cell.comment
    above = f"{before.text.rstrip()}\n" if before and before.text.strip() else ""
    ours = text_of("\n".join([MARK, *sentences]), LONGEST_NOTE)
    note = Comment(above + ours, before.author if before else AUTHOR)
    n_lines = sum(1 + len(line) // LETTERS_A_LINE for line in note.text.splitlines())
    note.width, note.height = NOTE_WIDTH, min((n_lines + 1) * LINE_HEIGHT, TALLEST_NOTE)
    cell.comment = note


def _anchor(sheet: Any, address: str) -> str:
    """The address of a cell; of merged cells that of the first, which alone can have a note."""
    from openpyxl.cell.cell import MergedCell

    if not isinstance(sheet[address], MergedCell):
        return address
    found = next(merged for merged in sheet.merged_cells.ranges if address in merged)
    return str(sheet.cell(found.min_row, found.min_col).coordinate)


def _clear(book: "Workbook") -> None:
    """Take away what an earlier workbook of ours marked, so that only what is wrong now is red."""
    from openpyxl.comments import Comment
    from openpyxl.styles import PatternFill

    for sheet in [sheet for sheet in book.worksheets if is_errors_sheet(sheet)]:
        book.remove(sheet)
    for sheet in book.worksheets:
        for cell in [cell for cell in filled_cells(sheet) if cell.comment]:
            own, mark, _ = cell.comment.text.partition(MARK)
            if not mark:
                continue
            cell.comment = Comment(own.rstrip(), cell.comment.author) if own.strip() else None
            if cell.fill.fgColor.rgb in (f"00{RED}", f"00{YELLOW}"):
                cell.fill = PatternFill()
