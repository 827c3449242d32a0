"""A person's workbook back: all of theirs as it was, and every problem where it stands."""

import io
import subprocess
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Border, Font, PatternFill, Side
from openpyxl.worksheet.datavalidation import DataValidation

from rmdata import sandbox
from rmdata.export.marking import in_sandbox as annotating
from rmdata.export.marking.errors_sheet import HEADINGS, TITLE
from rmdata.export.marking.in_sandbox import file_back, workbook_back
from rmdata.export.marking.marked_workbook import (
    MARK,
    RED,
    YELLOW,
    NotAnnotated,
    annotated_name,
    annotated_text,
    annotated_workbook,
    problem_list,
)
from rmdata.reading.opening.sheets import OpenedFile, Sheet, SourceFile
from rmdata.reading.problems import Level, Problem
from rmdata.reading.understood import Reading
from tests.conftest import saved

ODD = "It's 50% #1 (é)"
SENTENCE = "6 is outside the scale. Type a whole number."
PAYLOADS = ("=cmd|' /C calc'!A0", "@SUM(1)", "+1+1", "-2+3", "\uff1d1+1", " =1+1", "\u200b=1+1")
NUL_AND_BELL = "a\x00b\x07c"


def problem(
    level: Level = Level.ERROR, cell: str = "", message: str = SENTENCE, sheet: str = ODD,
    value: str = "6",
) -> Problem:  # fmt: skip
    return Problem(level, message, cell, value, file="answers.xlsx", sheet=sheet)


def opened(content: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(content), rich_text=True)


@pytest.fixture(scope="module")
def theirs() -> bytes:
    """A workbook with much that a person may have done to it."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = ODD
    for row in (["Code", "Day", "Score", "Note"], ["M1", date(2025, 3, 27), 6, "'=kept"],
                ["M2", None, "=C2+1", "#N/A"], ["M3", None, 0.1, "x"]):  # fmt: skip
        sheet.append(row)
    sheet["D2"].value, sheet["D2"].data_type = "=1+1 as text", "s"
    sheet["A1"].font = Font(name="Arial", bold=True, color="FF0000")
    sheet["A2"].fill = PatternFill("solid", fgColor="00FF00")
    sheet["C4"].number_format = "0.00%"
    sheet["B2"].border = Border(bottom=Side("thick"))
    sheet["C2"].comment = Comment("Ask her again", "Dean")
    sheet.merge_cells("A6:B7")
    sheet["A6"] = "merged"
    sheet.column_dimensions["D"].width = 44
    sheet.freeze_panes = "B2"
    sheet.conditional_formatting.add("C2:C9", CellIsRule("lessThan", ["1"], font=Font(bold=True)))
    checked = DataValidation(type="list", formula1='"a,b"')
    checked.add("D9")
    sheet.add_data_validation(checked)
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=3, min_row=1, max_row=4))
    sheet.add_chart(chart, "H2")
    book.create_sheet(TITLE)["A1"] = "a list of their own"
    book.create_sheet("Hidden").sheet_state = "hidden"
    return saved(book)


PROBLEMS = (
    problem(Level.WARNING, "A4", "Looks odd."),
    problem(Level.ERROR, "C2"),
    problem(Level.QUESTION, "D4", "Which one?"),
    problem(Level.WARNING, "C2", "And a warning."),
    problem(Level.ERROR, "B7", "In merged cells."),
    problem(Level.WARNING, "", "About the file.", ""),
    problem(Level.ERROR, "A1", "Of a sheet that is not there.", "Gone"),
)


@pytest.fixture(scope="module")
def marked(theirs: bytes) -> Any:
    return opened(annotated_workbook(theirs, PROBLEMS))


def test_everything_of_theirs_is_as_it_was(theirs: bytes, marked: Any) -> None:
    before = opened(theirs)
    coloured = {(ODD, cell) for cell in ("A4", "C2", "D4", "A6")}
    for sheet in before.worksheets:
        after = marked[sheet.title]
        assert after.dimensions == sheet.dimensions
        for cell in (cell for row in sheet.iter_rows() for cell in row):
            other = after[cell.coordinate]
            assert (other.value, other.data_type) == (cell.value, cell.data_type)
            for part in ("font", "border", "number_format", "alignment", "protection"):
                assert repr(getattr(other, part)) == repr(getattr(cell, part))
            if (sheet.title, cell.coordinate) not in coloured:
                assert repr(other.fill) == repr(cell.fill)
                assert other.comment is None
    old, new = before[ODD], marked[ODD]
    assert (new.freeze_panes, new.column_dimensions["D"].width) == ("B2", 44)
    assert [str(found) for found in new.merged_cells.ranges] == ["A6:B7"]
    assert len(new._charts) == len(old._charts) == 1
    assert len(new.data_validations.dataValidation) == len(new.conditional_formatting) == 1
    assert marked["Hidden"].sheet_state == "hidden"


def test_the_first_sheet_lists_every_problem_the_worst_first(marked: Any) -> None:
    assert marked.sheetnames == [f"{TITLE} (2)", ODD, TITLE, "Hidden"]
    sheet = marked.worksheets[0]
    rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    assert rows[0][0] == (
        "3 errors, 1 question, 3 warnings. Correct the red cells, save this workbook and upload it "
        "again."
    )
    assert rows[1][0] == "This copy lacks some of the look of charts. Your own file keeps them."
    assert rows[3] == list(HEADINGS)
    assert [row[:3] for row in rows[4:]] == [
        ["Error", ODD, "C2"],
        ["Error", ODD, "B7"],
        ["Error", "Gone", "A1"],
        ["Question", ODD, "D4"],
        ["Warning", ODD, "A4"],
        ["Warning", ODD, "C2"],
        ["Warning", None, None],
    ]
    assert rows[4][3:] == ["6", SENTENCE]
    assert sheet.freeze_panes == "A5"
    assert all(sheet.column_dimensions[letter].width >= 9 for letter in "ABCDE")
    assert marked.active is sheet
    assert [s.sheet_view.tabSelected for s in marked.worksheets] == [True, False, False, False]


@pytest.mark.parametrize(
    ("levels", "sentence"),
    [
        ((Level.QUESTION, Level.WARNING), "1 question, 1 warning. Answer the questions where you "
         "uploaded the file, or correct the yellow cells and upload this workbook."),
        ((Level.WARNING,), "1 warning. Nothing has to be corrected; the yellow cells are worth a "
         "look."),
        ((), "No problems. Nothing has to be corrected."),
    ],
)  # fmt: skip
def test_the_first_line_says_what_to_do(levels: tuple[Level, ...], sentence: str) -> None:
    content = problem_list([problem(level) for level in levels])
    assert opened(content).worksheets[0]["A1"].value == sentence


def test_every_link_leads_to_its_cell(marked: Any) -> None:
    links = [cell.hyperlink for cell in marked.worksheets[0]["C"] if cell.hyperlink]
    assert [link.location for link in links] == [
        f"'It''s 50% #1 (é)'!{cell}" for cell in ("C2", "B7", "D4", "A4", "C2")
    ]
    assert not any(link.target for link in links)


def test_marked_cells_have_their_colour_and_one_note(marked: Any) -> None:
    sheet = marked[ODD]
    colours = {"C2": RED, "A6": RED, "D4": YELLOW, "A4": YELLOW}
    assert {cell: sheet[cell].fill.fgColor.rgb[2:] for cell in colours} == colours
    assert sheet["C2"].comment.text == (
        f"Ask her again\n{MARK}\nError: {SENTENCE}\nWarning: And a warning."
    )
    assert sheet["C2"].comment.author == "Dean"
    assert sheet["A6"].comment.text == f"{MARK}\nError: In merged cells."


def test_what_was_typed_never_comes_alive(theirs: bytes) -> None:
    typed = [*PAYLOADS, "#N/A", NUL_AND_BELL, "2025-03-27 00:00:00", "x" * 9_000]
    found = [problem(value=text, message=text, sheet=text[:9]) for text in typed]
    content = annotated_workbook(theirs, found)
    sheet = opened(content).worksheets[0]
    cells = [cell for row in sheet.iter_rows(min_row=5) for cell in row if cell.value]
    assert {cell.data_type for cell in cells} == {"s"}
    shown = [sheet.cell(row, 4).value for row in range(5, 5 + len(typed))]
    assert shown[: len(PAYLOADS)] == list(PAYLOADS)
    assert {sheet.cell(row, 4).quotePrefix for row in range(5, 5 + len(PAYLOADS))} == {True}
    assert shown[-3:-1] == ["abc", "27/03/2025"]
    assert len(shown[-1]) == 500
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        assert b"<f>" not in parts.read("xl/worksheets/sheet1.xml")


def test_a_corrected_copy_is_read_as_the_file_and_marked_afresh(
    workbook: Callable[..., SourceFile],
    understood: Callable[..., Reading],
    answer: Callable[..., Any],
) -> None:
    file = workbook(Questionnaires=[answer(), answer("M2", Experience=6), answer("M3", "prre")])
    first = understood(file)
    book = opened(annotated_workbook(file.content, first.problems))
    assert {p.cell for p in first.problems} == {"E3", "C4"}
    book["Questionnaires"]["E3"] = 5
    again = SourceFile("again.xlsx", saved(book))
    second = understood(again)
    assert [(p.sheet, p.cell) for p in second.problems] == [("Questionnaires", "C4")]
    assert second.files[0].passed_over == (TITLE,)
    book = opened(annotated_workbook(again.content, second.problems))
    assert book.sheetnames == [TITLE, "Questionnaires"]
    sheet = book["Questionnaires"]
    assert (sheet["E3"].comment, sheet["E3"].fill.fill_type) == (None, None)
    assert sheet["C4"].comment.text.count(MARK) == 1
    book["Questionnaires"]["C4"] = "pre"
    assert understood(SourceFile("third.xlsx", saved(book))).problems == ()


def test_a_text_file_comes_back_as_a_workbook_of_texts(
    understood: Callable[..., Reading],
) -> None:
    rows = [[], ["Participant code", "Role", "Stage", "Experience", "Remarks"],
            ["001", "mentor", "pre", "-6", "=1+1"]]  # fmt: skip
    columns = {i: [row[i] if row else None for row in rows] for i in range(5)}
    found = [problem(Level.ERROR, "D3", sheet="", value="-6")]
    book = opened(annotated_text(columns, found))
    sheet = book.worksheets[1]
    assert [[cell or "" for cell in row] for row in sheet.iter_rows(values_only=True)][1:] == rows[
        1:
    ]
    assert book.worksheets[0]["A2"].value == (
        "A text file has no colours, so here it is as a workbook."
    )
    assert book.worksheets[0]["C5"].hyperlink.location == "'Your file'!D3"
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value]
    assert {(c.data_type, c.number_format, c.quotePrefix) for c in cells} == {("s", "@", True)}
    sheet["D3"] = "5"
    reading = understood(SourceFile("again.xlsx", saved(book)))
    assert [p.message for p in reading.problems if p.level is Level.ERROR] == []
    assert reading.sources[0].data["participant_code"].to_pylist() == ["001"]


def test_a_file_that_cannot_be_marked_has_its_list() -> None:
    with pytest.raises(NotAnnotated, match=r"^The workbook could not be opened to mark its cells"):
        annotated_workbook(b"PK\x03\x04" + bytes(99), PROBLEMS)
    [sheet] = opened(problem_list(PROBLEMS)).worksheets
    assert sheet.title == TITLE
    assert sheet["A2"].value == "The file itself could not be marked; correct it in your own copy."
    assert (sheet.max_row, any(cell.hyperlink for cell in sheet["C"])) == (4 + len(PROBLEMS), False)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("xl/drawings/drawing7.xml", "text boxes and shapes"),
        ("xl/threadedComments/threadedComment1.xml", "the threads of comments"),
        ("xl/worksheets/sheet9.xml", "sparklines"),
        ("xl/externalLinks/externalLink1.xml", "links to other workbooks"),
    ],
)
def test_what_a_copy_lacks_is_said(name: str, words: str, theirs: bytes) -> None:
    buffer = io.BytesIO(theirs)
    with zipfile.ZipFile(buffer, "a") as parts:
        parts.writestr(name, "<a><xdr:sp /><x14:sparklineGroups /></a>")
    said = opened(annotated_workbook(buffer.getvalue(), ())).worksheets[0]["A2"].value
    assert words in said


def test_a_process_of_its_own_marks_the_same(
    theirs: bytes, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    popen, folders = subprocess.Popen, []

    def watched(*command: Any, **said: Any) -> Any:
        folders.append(Path(said["env"]["TMPDIR"]))
        assert folders[-1].is_dir()
        return popen(*command, **said)

    monkeypatch.setattr(subprocess, "Popen", watched)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    sheets = opened(workbook_back(theirs, PROBLEMS)).worksheets
    assert [folder.parent for folder in folders] == [tmp_path]
    assert not folders[0].exists(), "what the writer leaves behind goes with its folder"
    here = opened(annotated_workbook(theirs, PROBLEMS)).worksheets
    rows = [list(sheet.iter_rows(values_only=True)) for sheet in sheets]
    assert rows == [list(sheet.iter_rows(values_only=True)) for sheet in here]


@pytest.mark.parametrize(
    ("limit", "most"), [("MEMORY_BYTES", 1_000_000), ("CPU_SECONDS", 0), ("WALL_SECONDS", 0.01)]
)
def test_a_process_that_needs_too_much_leaves_the_list(
    limit: str, most: float, theirs: bytes, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    if limit != "WALL_SECONDS" and not sandbox.LIMITED:
        pytest.skip("only Linux holds a process to its limits")
    if limit == "CPU_SECONDS":
        book = openpyxl.Workbook()
        for _ in range(8_000):
            book.worksheets[0].append(["M1"] * 20)
        theirs = saved(book)
    monkeypatch.setattr(annotating, limit, most)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    sheets = opened(workbook_back(theirs, PROBLEMS)).worksheets
    assert [sheet.title for sheet in sheets] == [TITLE]
    assert list(tmp_path.iterdir()) == []


def test_every_kind_of_file_comes_back(theirs: bytes) -> None:
    named, nameless = Sheet(ODD, False, {0: ["x"]}), Sheet("", False, {0: ["x"]})
    for sheets, refused, titles in (
        ((named,), "", [f"{TITLE} (2)", ODD, TITLE, "Hidden"]),
        ((nameless,), "", [TITLE, "Your file"]),
        ((), "Too large.", [TITLE]),
    ):
        file = OpenedFile("answers.xlsx", "", sheets, refused)
        assert opened(file_back(file, theirs, PROBLEMS)).sheetnames == titles
    file = OpenedFile("answers.xlsx", "", (named,), "")
    assert opened(file_back(file, b"PK", PROBLEMS)).sheetnames == [TITLE]


def test_a_large_text_file_has_its_list_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    sheet = Sheet("", False, {0: ["x", None, "x"], 3: ["x"]})
    for most, titles in ((3, [TITLE, "Your file"]), (2, [TITLE])):
        monkeypatch.setattr(annotating, "TEXT_CELLS", most)
        file = OpenedFile("answers.csv", "", (sheet,), "")
        assert opened(file_back(file, b"x", PROBLEMS)).sheetnames == titles


@pytest.mark.parametrize(
    ("name", "called"),
    [
        ("answers.xlsx", "answers - errors to fix.xlsx"),
        ("Café 2025.v2.csv", "Café 2025.v2 - errors to fix.xlsx"),
        ("../../etc/passwd", "-..-etc-passwd - errors to fix.xlsx"),
        ('a"\r\nb', "a---b - errors to fix.xlsx"),
        (".csv", "file - errors to fix.xlsx"),
    ],
)
def test_the_workbook_is_called_by_the_persons_own_name(name: str, called: str) -> None:
    assert annotated_name(name) == called
