"""Findings, or all that is stored of one person, as a workbook or a text file."""

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Protocol

from rmdata.export.cells import VERSION, Plain, plain, write_text
from rmdata.findings.finding import Field, Form, Table
from rmdata.guard import guarded
from rmdata.schema.tables import declared_table
from rmdata.schema.vocabulary import Instrument

if TYPE_CHECKING:
    from openpyxl import Workbook


ABOUT = "About"
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
LONGEST = 120
CUT = "-and-more"
ABOUT_PERSON = (
    ("What this is", "Every row that was loaded about this person, those taken back included."),
    ("What is left out", "What other people said, and by which codes they are known."),
)
OF_THE_IMPORT = {"loaded_at": "Loaded at", "undone_at": "Taken back at"}
RESERVED = (ABOUT.casefold(), "history")


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


def csv_bytes(table: Table) -> bytes:
    """The table as comma-separated text: a header of labels, the rows and nothing else.

    UTF-8 with a byte order mark, CRLF at line ends, ISO dates, numbers in full precision, blank
    for None. Text that would be a formula gets a leading apostrophe, which the reading of text
    files takes off again.
    """
    lines = io.StringIO(newline="")
    writer = csv.writer(lines, lineterminator="\r\n")
    writer.writerow([guarded(field.label) for field in table.fields])
    writer.writerows([written(value) for value in row] for row in table.rows)
    return lines.getvalue().encode("utf-8-sig")


def written(value: Any) -> str:
    """One value as a cell of a text file: blank for None, dates in ISO form, text guarded."""
    value = plain(value)
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        return guarded(value)
    return repr(value) if isinstance(value, float) else str(value)


def file_name(page: str, words: Sequence[str], today: date, ending: str) -> str:
    """A name such as ``confidence_cohort-2023_2026-11-21.csv``, of [a-z0-9-_.] alone.

    ``words`` are the filters in force, one phrase each; where they are too many for 120
    characters they are cut and the name says so. ``ending`` may have its dot or not.
    """
    last = f"_{today.isoformat()}.{_slug(ending)}"
    parts = [_slug(part) for part in (page, *words)]
    name = "_".join(part for part in parts if part)
    room = LONGEST - len(last)
    if len(name) > room:
        name = name[: room - len(CUT)].rstrip("-_") + CUT
    return (name + last).lstrip("_")


def _slug(text: str) -> str:
    """The letters and digits of a phrase, without accents, joined by hyphens."""
    marks = unicodedata.normalize("NFKD", text.lower())
    plain = "".join(mark for mark in marks if not unicodedata.combining(mark))
    return re.sub(r"[^a-z0-9_]+", "-", plain).strip("-_")


class Rows(Protocol):
    """Rows of one table with the names of their columns."""

    @property
    def columns(self) -> tuple[str, ...]:
        """The names, in the order of every row."""

    @property
    def rows(self) -> tuple[tuple[Any, ...], ...]:
        """One value a column."""


def person_bytes(instrument: Instrument, stored: Mapping[str, Rows], now: datetime) -> bytes:
    """An .xlsx workbook with a sheet for every table that has rows, under the screen's headers.

    ``stored`` maps a table's name to its rows. Columns without any value are left out.
    """
    sheets = {
        declared_table(instrument, name).title: _person_table(instrument, name, rows)
        for name, rows in stored.items()
        if rows.rows
    }
    return workbook_bytes(sheets, [*ABOUT_PERSON, ("Made on", f"{now:%d/%m/%Y %H:%M}")])


def _person_table(instrument: Instrument, name: str, found: Rows) -> Table:
    declared = {column.name: column.label for column in declared_table(instrument, name).columns}
    labels = OF_THE_IMPORT | declared
    filled = [
        index
        for index in range(len(found.columns))
        if any(row[index] not in (None, [], "") for row in found.rows)
    ]
    fields = []
    for index in filled:
        column = found.columns[index]
        is_date = any(isinstance(row[index], date) for row in found.rows)
        fields.append(Field(column, labels[column], Form.DATE if is_date else Form.TEXT))
    return Table(tuple(fields), tuple(tuple(row[i] for i in filled) for row in found.rows))
