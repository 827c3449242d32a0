"""Findings as a workbook: a sheet that says what this is, then one sheet a table."""

import io
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from rmdata.export.cells import Plain, plain
from rmdata.export.text_cells import write_text
from rmdata.export.version import VERSION
from rmdata.findings.finding import Form, Table

if TYPE_CHECKING:
    from openpyxl import Workbook

ABOUT = "About"
RESERVED = (ABOUT.casefold(), "history")
LONGEST_SHEET_NAME = 31
NARROWEST, WIDEST, LOOKED_AT = 10, 60, 200
# Only the display; every cell keeps its full precision. A tiny p must not read as 0.000.
NUMBER_FORMATS = {
    Form.COUNT: "#,##0",
    Form.SHARE: "0%",
    Form.DECIMAL: "0.00",
    Form.P: '[<0.001]"< 0.001";0.000',
    Form.DATE: "dd/mm/yyyy",
}
DATE_FORMAT = NUMBER_FORMATS[Form.DATE]


def workbook_bytes(table_by_sheet: Mapping[str, Table], about: Sequence[tuple[str, str]]) -> bytes:
    """An .xlsx workbook: the sheet "About", then one sheet for each table.

    ``about`` holds what the first sheet says (filters, time, version), a name and a value each;
    the number of rows of every sheet follows. Dates are true dates; no cell is a formula,
    and texts are as typed.
    """
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    book.properties.creator, book.properties.version = "rmdata", VERSION
    sheets = dict(zip(_sheet_names(table_by_sheet), table_by_sheet.values(), strict=True))
    counts = [(f"Rows on sheet {name}", len(table.rows)) for name, table in sheets.items()]
    _add_about(book, [*about, *counts])
    for name, table in sheets.items():
        _add_table(book, name, table)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _add_about(book: "Workbook", lines: Sequence[tuple[str, str | int]]) -> None:
    sheet = book.create_sheet(ABOUT)
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 30, 80
    for name, value in lines:
        sheet.append([_cell(sheet, name, bold=True), _cell(sheet, plain(value))])


def _add_table(book: "Workbook", name: str, table: Table) -> None:
    from openpyxl.utils import get_column_letter

    sheet = book.create_sheet(name)
    sheet.freeze_panes = "A2"
    for index, field in enumerate(table.fields):
        values = (row[index] for row in table.rows[:LOOKED_AT])
        sheet.column_dimensions[get_column_letter(index + 1)].width = _width(field.label, values)
    sheet.append([_cell(sheet, field.label, bold=True) for field in table.fields])
    formats = [NUMBER_FORMATS.get(field.form, "") for field in table.fields]
    for row in table.rows:
        cells = zip(row, formats, strict=True)
        sheet.append([_cell(sheet, plain(value), shown_as=form) for value, form in cells])


def _cell(sheet: Any, value: Plain, *, bold: bool = False, shown_as: str = "") -> Any:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font

    if not isinstance(value, str):
        cell = WriteOnlyCell(sheet, value)
        if value is not None and (shown_as or isinstance(value, date)):
            cell.number_format = shown_as or DATE_FORMAT
        return cell
    cell = WriteOnlyCell(sheet)
    write_text(cell, value)
    if bold:
        cell.font = Font(bold=True)
    return cell


def _width(label: str, values: Iterable[Any]) -> int:
    longest = max([len(label), *(len(str(plain(value) or "")) for value in values)])
    return min(max(longest + 2, NARROWEST), WIDEST)


def _sheet_names(wanted: Iterable[str]) -> list[str]:
    """Names that Excel accepts: without its forbidden marks, short enough, no two alike."""
    taken, names = set(RESERVED), []
    for text in wanted:
        base = re.sub(r"[\[\]:*?/\\\x00-\x1f]", " ", text).strip(" '") or "Sheet"
        name, number = base[:LONGEST_SHEET_NAME].rstrip(" '"), 1
        while name.casefold() in taken:
            number += 1
            ending = f" ({number})"
            name = base[: LONGEST_SHEET_NAME - len(ending)] + ending
        taken.add(name.casefold())
        names.append(name)
    return names
