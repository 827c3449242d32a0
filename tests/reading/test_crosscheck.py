"""What a reader loses or makes up is noticed: the file itself is counted beside it."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pyarrow as pa
import pytest

from rmdata.reading.opening import workbooks
from rmdata.reading.opening.files import parse
from rmdata.reading.opening.sheets import UNCALCULATED, SourceFile, batch_of
from rmdata.reading.opening.workbooks import SMALL
from tests.reliability.containers import answers, number, parts, sheet, zipped

# A sheet above a size is not read cell by cell unless a count disagrees.
PADDING = '<row r="9"><c r="A9" s="1"/></row>' + " " * SMALL
LARGE = pytest.mark.parametrize("padding", ["", PADDING], ids=["small", "large"])
Alter = Callable[[list[list[str | None]]], None]


def told(rows: str, **more: Any) -> str:
    """What is said of a workbook of these rows; nothing where it is read."""
    return parse(SourceFile("a.xlsx", zipped(parts(sheet=sheet(rows, **more))))).refused


def misread(monkeypatch: pytest.MonkeyPatch, alter: Alter) -> None:
    """A reader that does something to the columns of a sheet and says nothing."""
    honest = workbooks._loaded

    def loaded(*args: Any) -> workbooks.Loaded:
        found = honest(*args)
        columns = [column.to_pylist() for column in found.batch.columns]
        alter(columns)
        return replace(found, batch=batch_of([pa.array(c, pa.string()) for c in columns]))

    monkeypatch.setattr(workbooks, "_loaded", loaded)


@LARGE
def test_a_cell_that_the_reader_loses_is_named(
    padding: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lose(columns: list[list[str | None]]) -> None:
        columns[3][2] = None

    assert told(answers(number(4), number(5)) + padding) == ""
    misread(monkeypatch, lose)
    assert told(answers(number(4), number(5)) + padding) == (
        "Sheet Answers, cell D3: it is filled and could not be read. Open it in Excel, save it as "
        ".xlsx and upload it again."
    )


@LARGE
def test_a_cell_that_the_reader_makes_up_is_named(
    padding: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def make_up(columns: list[list[str | None]]) -> None:
        columns[3][2] = "4"

    rows = answers(number(4), "")
    assert told(rows + padding) == ""
    misread(monkeypatch, make_up)
    assert told(rows + padding).startswith(
        "Sheet Answers, cell D3: it was read, but the file holds no such cell."
    )


# What could be read in two ways, and the beginning of the refusal.
TWO_WAYS = [
    (answers(number(4)).replace('r="D2"', 'r="C2"'),
     "cell C2: the sheet holds two cells of this address."),
    (answers(number(4)).replace('r="D2"', 'r="D3"'), "cell D3: it stands in row 2 of the file."),
    (answers(number(4)).replace("<v>4</v>", "<v>4</v><v>5</v>"), "cell D2: it holds two values."),
    (answers(number("7", t="s")), "cell D2: its text is missing from the file."),
    (answers(number(4, t="q")), "cell D2: its kind, q, is not known."),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "sentence"), TWO_WAYS)
def test_what_could_be_read_in_two_ways_is_refused_with_its_cell(rows: str, sentence: str) -> None:
    assert told(rows).startswith(f"Sheet Answers, {sentence}")


FORMULA = '<c r="{}"><f>1+1</f></c>'


@LARGE
def test_errors_and_formulas_without_a_value_stand_in_their_cells(padding: str) -> None:
    cells = (number("#N/A", t="e"), FORMULA, number(5), number("#NAME?", t="e"))
    file = SourceFile("a.xlsx", zipped(parts(sheet=sheet(answers(*cells) + padding))))
    [read] = parse(file).sheets
    assert read.columns[3][:5] == ["Experience", "#N/A", UNCALCULATED, "5", "#NAME?"]


def test_merged_ranges_are_read_with_both_their_ends() -> None:
    after = '<mergeCells><mergeCell ref="B2:D3"/><mergeCell ref="AA10:AB12"/></mergeCells>'
    file = SourceFile("a.xlsx", zipped(parts(sheet=sheet(answers(number(4)), after=after))))
    assert parse(file).sheets[0].merged == ((2, 1, 3, 3), (10, 26, 12, 27))
