"""Findings as a workbook, read back with another eye than the writer's."""

import io
import re
import subprocess
import sys
import zipfile
from datetime import date, datetime

import openpyxl
import pytest

from rmdata.export.tables import workbook_bytes
from rmdata.findings.finding import Field, Form, Table

FIELDS = (
    Field("label", "Domain"),
    Field("p", "Exact p", Form.P),
    Field("day", "Day", Form.DATE),
    Field("share", "=Share", Form.SHARE),
)
ROWS = (
    ("Strengths", 1 / 3, date(2026, 3, 27), 0.5),
    ("=1+1", 0.00004, None, None),
    ("#N/A", None, date(2026, 1, 2), -0.25),
    ("bell\x07 and NUL\x00", float("inf"), None, True),
    (date(2026, 5, 6), None, None, None),
)
ABOUT = (("Cohort", "2023"), ("Made", "21/11/2026 23:45"), ("Note", "=1+1"))


@pytest.fixture(scope="module")
def content() -> bytes:
    return workbook_bytes({"Change": Table(FIELDS, ROWS), "Nobody": Table(FIELDS)}, ABOUT)


@pytest.fixture(scope="module")
def book(content: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


def test_the_first_sheet_says_what_this_is(book: openpyxl.Workbook):
    assert book.sheetnames == ["About", "Change", "Nobody"]
    said = list(book["About"].iter_rows(values_only=True))
    assert said[:2] == [("Cohort", "2023"), ("Made", "21/11/2026 23:45")]
    assert all(cell.font.bold for cell in book["About"]["A"])
    assert said[-2:] == [("Rows on sheet Change", 5), ("Rows on sheet Nobody", 0)]


def test_no_cell_is_a_formula_or_an_error(book: openpyxl.Workbook):
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
    assert book["About"]["B3"].value == "=1+1"
    assert book["Change"]["D1"].value == "=Share"
    assert [book["Change"][f"A{row}"].value for row in (3, 4, 5)] == ["=1+1", "#N/A",
                                                                     "bell and NUL"]  # fmt: skip


TYPED = ["=1+1", "+1", "-2", "@SUM(A1)", "\t=1", "\nplain", "  =1", "\u200b=1", "\uff1d1", "'=1",
         "'twas", "''"]  # fmt: skip
LEFT_ALONE = ["a=1", "it's", "M-01", " two", "#N/A"]


def test_what_editing_would_bring_alive_has_excels_own_mark_for_text() -> None:
    fields = (Field("x", "+X"), Field("y", "Y"))
    rows = tuple((text, "plain") for text in TYPED + LEFT_ALONE)
    about = [("-name", "=value")]
    made = openpyxl.load_workbook(io.BytesIO(workbook_bytes({"One": Table(fields, rows)}, about)))
    marked = [cell.value for cell in made["One"]["A"] if cell.quotePrefix]
    assert marked == ["+X", *TYPED]
    assert {cell.number_format for cell in made["One"]["A"] if cell.quotePrefix} == {"@"}
    assert [cell.value for cell in made["One"]["A"]][1:] == TYPED + LEFT_ALONE
    assert [cell.quotePrefix for cell in made["About"][1]] == [True, True]
    assert not any(cell.quotePrefix for cell in made["One"]["B"])


def test_dates_are_dates_and_numbers_are_exact(book: openpyxl.Workbook):
    sheet = book["Change"]
    assert sheet["C2"].value == datetime(2026, 3, 27)
    assert (sheet["C2"].is_date, sheet["C2"].number_format) == (True, "dd/mm/yyyy")
    assert (sheet["A6"].is_date, sheet["A6"].number_format) == (True, "dd/mm/yyyy")
    assert sheet["B2"].value == 1 / 3
    assert sheet["B5"].value is None


@pytest.mark.parametrize(
    ("form", "number_format"),
    [
        (Form.COUNT, "#,##0"),
        (Form.SHARE, "0%"),
        (Form.DECIMAL, "0.00"),
        (Form.P, '[<0.001]"< 0.001";0.000'),
        (Form.SCORE, "General"),
        (Form.TEXT, "General"),
    ],
)
def test_a_number_is_shown_as_its_column_says(form: Form, number_format: str):
    """Beside it stands a column of another form, which must not lend its own."""
    fields = (Field("other", "Other", Form.DATE), Field("x", "X", form))
    table = Table(fields, ((None, 0.125),))
    book = openpyxl.load_workbook(io.BytesIO(workbook_bytes({"One": table}, ())))
    cell = book["One"]["B2"]
    assert (cell.value, cell.number_format) == (0.125, number_format)


def test_a_table_stands_on_the_sheet_of_its_name():
    tables = {name: Table((Field("x", name),), ((name * n,),)) for n, name in enumerate("abc", 1)}
    book = openpyxl.load_workbook(io.BytesIO(workbook_bytes(tables, ())))
    told = {sheet.title: [row[0].value for row in sheet.iter_rows()] for sheet in book}
    assert told == {
        "About": [f"Rows on sheet {name}" for name in "abc"],
        "a": ["a", "a"],
        "b": ["b", "bb"],
        "c": ["c", "ccc"],
    }


def test_the_header_is_bold_and_stays_in_view(book: openpyxl.Workbook):
    for name in ("Change", "Nobody"):
        assert book[name].freeze_panes == "A2"
        assert all(cell.font.bold for cell in book[name][1])


def test_the_file_itself_holds_neither_formula_nor_error(content: bytes):
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        names = [name for name in parts.namelist() if name.startswith("xl/worksheets/")]
        sheets = "".join(parts.read(name).decode() for name in names)
    assert len(names) == 3
    assert "#N/A" in sheets
    assert not re.search(r"<f[ >/]|t=\"(e|str)\"|r:link|<hyperlink", sheets)


def test_any_name_of_a_sheet_will_do():
    table = Table((Field("x", "X"),), ((1,),))
    wanted = ("About", "a/b?", "a b", "A:B", "L" * 40, "L" * 41, "'", "History")
    book = openpyxl.load_workbook(io.BytesIO(workbook_bytes(dict.fromkeys(wanted, table), ())))
    assert len({name.casefold() for name in book.sheetnames}) == len(wanted) + 1
    assert all(0 < len(name) <= 31 for name in book.sheetnames)
    assert not any(mark in name for name in book.sheetnames for mark in "[]:*?/\\'")


def test_importing_the_room_does_not_load_the_library():
    code = "import sys, rmdata.export; sys.exit('openpyxl' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
