"""A sheet is as large as its outermost cells make it, however few it has."""

from dataclasses import replace

import openpyxl
import pytest

from rmdata.reading.opening.limits import DASHBOARD
from rmdata.reading.opening.sheets import SourceFile
from rmdata.reading.opening.workbooks import SMALL, facts_of
from rmdata.reading.read import open_files
from tests.conftest import saved
from tests.reliability.containers import answers, number, parts, sheet, zipped

CLEAR = "Clear that cell in Excel, or delete its row and column, save and upload the file again."
# A sheet above a size is not read cell by cell, and has to say the same.
PADDING = '<row r="9"><c r="A9" s="1"/></row>' + " " * SMALL


def with_cells(*addresses: str, large: bool = False) -> SourceFile:
    """Two mentors' answers, and far below them numbers at some addresses, row by row."""
    far = "".join(
        f'<row r="{"".join(filter(str.isdigit, at))}"><c r="{at}"><v>1</v></c></row>'
        for at in addresses
    )
    rows = answers(number(4), number(5)) + (PADDING if large else "") + far
    return SourceFile("a.xlsx", zipped(parts(sheet=sheet(rows))))


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize(
    ("addresses", "sentence"),
    [
        (
            ["SA40000"],
            "Sheet Answers, cell SA40000: it lies so far out that the sheet spans 40,000 rows by "
            f"495 columns; the limit is 4,000,000 cells, blank ones included. {CLEAR}",
        ),
        (
            ["SA12", "B50000"],
            "Sheet Answers, cell SA12: it lies so far out, and so does cell B50000, that the sheet "
            "spans 50,000 rows by 495 columns; the limit is 4,000,000 cells, blank ones included. "
            + CLEAR,
        ),
        (
            ["SG10"],
            "Sheet Answers, cell SG10: it lies beyond 50,000 rows and 500 columns, which is as far "
            f"as a sheet is read. {CLEAR}",
        ),
    ],
)
def test_a_stray_cell_is_refused_by_its_address(
    addresses: list[str], sentence: str, large: bool
) -> None:
    [file] = open_files([with_cells(*addresses, large=large)])
    assert file.refused == sentence


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("address", ["BH50000", "CA50000", "SF8000"])
def test_a_cell_within_the_area_is_read(address: str, large: bool) -> None:
    [file] = open_files([with_cells(address, large=large)])
    assert "the limit is 50,000 rows by 60 columns" in file.refused or address == "BH50000"
    assert len(file.sheets) == (address == "BH50000")


def test_only_filled_cells_count() -> None:
    rows = answers(number(4), number(5)) + PADDING
    blank = '<row r="50000"><c r="SA50000" s="1"/></row>'
    facts = facts_of(sheet(rows + blank).encode(), DASHBOARD)
    assert (facts.odd, facts.far) == (False, None)


def test_a_text_file_is_as_wide_as_its_widest_row() -> None:
    [file] = open_files([SourceFile("a.csv", b"Participant code,Role\n" + b"," * 600 + b"x\n")])
    assert file.refused == (
        "The file has 2 rows and 601 columns; the limit is 50,000 rows by 60 columns. Split the "
        "file, or load it with the command line."
    )


def test_too_many_merged_cells_are_refused() -> None:
    ranges = "".join(f'<mergeCell ref="F{n}:G{n}"/>' for n in range(1, 10_002))
    xml = sheet(answers(number(4)), after=f"<mergeCells>{ranges}</mergeCells>")
    [file] = open_files([SourceFile("a.xlsx", zipped(parts(sheet=xml)))])
    assert file.refused == (
        "The file has 10,001 ranges of merged cells; the limit is 10,000. Unmerge them in "
        "Excel, save and upload the file again."
    )


def test_more_said_of_cells_than_an_answer_holds_is_refused() -> None:
    book = openpyxl.Workbook()
    for _ in range(9_000):
        book.worksheets[0].append(["=1+1"] * 40)
    [file] = open_files([SourceFile("a.xlsx", saved(book))])
    assert file.refused == (
        "The file holds too many Excel errors, or formulas without a calculated value, to name "
        "each. Open it in Excel, correct or clear them, save and upload it again."
    )


def test_sheets_that_are_too_much_together_are_refused() -> None:
    book = openpyxl.Workbook()
    for name in ("A", "B"):
        book.create_sheet(name).append(["x"] * 3)
    file = SourceFile("a.xlsx", saved(book))
    assert open_files([file], replace(DASHBOARD, areas=6))[0].refused == ""
    assert open_files([file], replace(DASHBOARD, areas=5))[0].refused == (
        "The sheets of this file span more than 5 cells together. Delete those that hold no "
        "answers, or split the file by cohort or by year."
    )
