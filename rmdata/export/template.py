"""The blank workbook that people fill in, made from the declaration."""

import io
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from rmdata.export.cells import VERSION
from rmdata.schema.tables import declared_tables
from rmdata.schema.vocabulary import Column, Instrument, Kind, Scale, Table

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.datavalidation import DataValidation
    from openpyxl.worksheet.worksheet import Worksheet


LONGEST_TITLE, LONGEST_PROMPT, LONGEST_ERROR = 32, 255, 225  # Excel's limits
EARLIEST, LATEST = date(1950, 1, 1), date(2100, 12, 31)
LISTED = (Kind.CHOICE, Kind.YES_NO, Kind.THEMES)
BOUNDED = {Kind.RATING: "whole", Kind.NUMBER: "decimal", Kind.MINUTES: "decimal"}
# Text format keeps codes such as 001 and bands such as 10-12 as they are typed.
NUMBER_FORMATS = {Kind.DATE: "dd/mm/yyyy"} | dict.fromkeys(
    (Kind.CODE, Kind.CODES, Kind.TEXT, Kind.TAGS, Kind.THEMES, Kind.FREE_TEXT), "@"
)
GUIDE, VALUES = "How to fill it in", "Allowed values"
CHECKED_ROWS = 1000
NARROWEST, GUIDE_WIDTH = 12, 100
REQUIRED_COLOUR = "FFF2CC"
Ranges = dict[tuple[str, ...], str]


def listed(column: Column) -> tuple[str, ...]:
    """The words a column's drop-down offers; empty where it has none."""
    if column.kind not in LISTED:
        return ()
    return tuple(choice.label for choice in column.choices)


def validation(column: Column, range_of: Mapping[tuple[str, ...], str]) -> "DataValidation":
    """The check, the drop-down and the hint of one column.

    ``range_of`` says in which cells of the workbook each list of words stands.
    """
    from openpyxl.worksheet.datavalidation import DataValidation

    hint = " ".join(part for part in (_needed(column), column.meaning, _how(column)) if part)
    return DataValidation(
        **_accepts(column, range_of),
        allow_blank=True,
        showInputMessage=True,
        promptTitle=_cut(column.label, LONGEST_TITLE),
        prompt=_cut(hint, LONGEST_PROMPT),
        # Several themes fit no drop-down: it offers them and takes whatever is typed.
        showErrorMessage=column.kind is not Kind.THEMES,
        errorTitle=_cut(column.label, LONGEST_TITLE),
        error=_cut(f"{_how(column)} Or leave the cell blank.", LONGEST_ERROR),
    )


def scale_words(scale: Scale) -> str:
    """Every point of the scale with its word: 1 Very low, 2 Low; nothing without words."""
    return ", ".join(f"{point} {scale.word(point)}" for point in scale.points() if scale.words)


def _accepts(column: Column, range_of: Mapping[tuple[str, ...], str]) -> dict[str, Any]:
    from openpyxl.utils.datetime import to_excel

    if listed(column):
        return {"type": "list", "formula1": range_of[listed(column)]}
    if column.kind is Kind.DATE:
        ends = [str(int(to_excel(day))) for day in (EARLIEST, LATEST)]
    elif column.kind in BOUNDED and column.low is not None and column.high is not None:
        ends = [f"{column.low:g}", f"{column.high:g}"]
    else:
        return {"type": None}
    kind = "date" if column.kind is Kind.DATE else BOUNDED[column.kind]
    return {"type": kind, "operator": "between", "formula1": ends[0], "formula2": ends[1]}


def _needed(column: Column) -> str:
    return "Required in every row." if column.required else ""


def _how(column: Column) -> str:
    ends = f"{column.low or 0:g} to {column.high or 0:g}"
    told = {
        Kind.RATING: f"Type a whole number from {ends}.",
        Kind.NUMBER: f"Type a number from {ends}.",
        Kind.MINUTES: f"Type a number from {ends}.",
        Kind.DATE: "Type day/month/year, for example 27/03/2025.",
        Kind.CHOICE: "Choose from the list.",
        Kind.YES_NO: "Choose from the list.",
    }
    return told.get(column.kind, "")


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"


def template_bytes(instrument: Instrument) -> bytes:
    """A blank .xlsx workbook for one instrument: a guide, a sheet a table, the allowed values.

    Every table has its headers in the declared order, with drop-downs, checks and hints over
    the first 1,000 rows. The guide and the document's properties say which version made it.
    """
    from openpyxl import Workbook

    book, tables = Workbook(), declared_tables(instrument)
    _stamp(book, instrument)
    _fill_guide(book.worksheets[0], instrument, tables)
    sheets = [book.create_sheet(table.title) for table in tables]
    ranges = _fill_values(book.create_sheet(VALUES), tables)
    for sheet, table in zip(sheets, tables, strict=True):
        _fill_table(sheet, table, ranges)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def stamp(instrument: Instrument) -> str:
    """What a template says of its origin."""
    return f"Template of rmdata {VERSION} for the instrument {instrument.id}"


def _stamp(book: "Workbook", instrument: Instrument) -> None:
    book.properties.creator, book.properties.version = "rmdata", VERSION
    book.properties.title, book.properties.subject = instrument.title, stamp(instrument)


def _fill_guide(sheet: "Worksheet", instrument: Instrument, tables: Sequence[Table]) -> None:
    from openpyxl.styles import Alignment, Font

    sheet.title = GUIDE
    sheet.column_dimensions["A"].width = GUIDE_WIDTH
    for line in _guide(instrument, tables):
        sheet.append([line])
        cell = sheet.cell(sheet.max_row, 1)
        cell.data_type = "s"
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet["A1"].font = Font(bold=True)


def _guide(instrument: Instrument, tables: Sequence[Table]) -> list[str]:
    """The sentences of the first sheet, one a row and in one column.

    Two words of this sheet beside each other could be taken for headers when it is read back.
    """
    scale, words = instrument.scale, scale_words(instrument.scale)
    required = [
        f"{table.title}: every row needs {', '.join(c.label for c in table.required())}."
        for table in tables
        if table.required()
    ]
    return [
        instrument.title,
        *(f"Sheet {table.title}: {table.grain}." for table in tables),
        "A sheet or a column that you have no data for may stay empty. "
        "Leave the header rows as they are.",
        *required,
        "Use codes, never names or staff numbers. One person has the same code everywhere.",
        "Several codes, themes or topics in one cell: put ; between them.",
        f"Ratings are whole numbers from {scale.low} to {scale.high}"
        + (f": {words}." if words else "."),
        "No answer: leave the cell blank. “None of these” is an answer, a blank is not.",
        "Dates: day/month/year, for example 27/03/2025.",
        f"The sheet {VALUES} holds the words that the drop-downs offer. The drop-downs and "
        f"checks cover the first {CHECKED_ROWS:,} rows; further rows are read all the same.",
        f"{stamp(instrument)}.",
    ]


def _fill_values(sheet: "Worksheet", tables: Sequence[Table]) -> Ranges:
    """Write every list of words once, below the columns it is for; say where each stands.

    Words in cells, not in the check itself: a comma in a word would split it there, and more
    than 255 characters do not fit. One column, for the reason that the guide has.
    """
    from openpyxl.styles import Font

    sheet.column_dimensions["A"].width = GUIDE_WIDTH
    ranges: Ranges = {}
    for words, labels in _users(tables).items():
        first = sheet.max_row + 2 if ranges else 1
        for row, text in enumerate((f"For {', '.join(labels)}", *words), first):
            sheet.cell(row, 1, text).data_type = "s"
        sheet.cell(first, 1).font = Font(bold=True)
        ranges[words] = f"'{VALUES}'!$A${first + 1}:$A${first + len(words)}"
    return ranges


def _users(tables: Sequence[Table]) -> dict[tuple[str, ...], list[str]]:
    """Every list of words and the labels of the columns that use it."""
    users: dict[tuple[str, ...], list[str]] = {}
    for table in tables:
        for column in table.columns:
            labels = users.setdefault(listed(column), [])
            if column.label not in labels:
                labels.append(column.label)
    users.pop((), None)
    return users


def _fill_table(sheet: "Worksheet", table: Table, ranges: Ranges) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    sheet.freeze_panes = "A2"
    for index, column in enumerate(table.columns, 1):
        letter = get_column_letter(index)
        header = sheet.cell(1, index, column.label)
        header.data_type = "s"
        header.font, header.alignment = Font(bold=True), Alignment(wrap_text=True, vertical="top")
        if column.required:
            header.fill = PatternFill("solid", fgColor=REQUIRED_COLOUR)
        dimension = sheet.column_dimensions[letter]
        dimension.width = max(NARROWEST, len(column.label) + 2)
        dimension.number_format = NUMBER_FORMATS.get(column.kind, "General")
        check = validation(column, ranges)
        check.add(f"{letter}2:{letter}{CHECKED_ROWS + 1}")
        sheet.add_data_validation(check)
