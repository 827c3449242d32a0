"""Which sheet is which table, and where its cells stand."""

import io
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest

from rmdata.reading.opening.sheets import SourceFile
from rmdata.reading.problems import Asks, Level
from rmdata.reading.understood import Reading

Understood = Callable[..., Reading]
Workbook = Callable[..., SourceFile]
Make = Callable[..., dict[str, Any]]


def said(reading: Reading) -> list[tuple[Level, str, str]]:
    return [(problem.level, problem.cell, problem.message) for problem in reading.problems]


def test_title_rows_and_blank_edges_leave_the_addresses_right(understood: Understood) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet["B3"] = "Evaluation of the programme"
    for place, text in zip(("C6", "D6", "F6", "H6"), HEADERS, strict=True):
        sheet[place] = text
    for place, cell in zip(("C9", "D9", "F9", "H9"), ("M1", "mentor", "pre", 6), strict=True):
        sheet[place] = cell
    sheet["C12"] = "\u00a0 "
    buffer = io.BytesIO()
    book.save(buffer)
    reading = understood(SourceFile("answers.xlsx", buffer.getvalue()))
    [source], [problem] = reading.sources, reading.problems
    assert (source.header_row, source.data["row_no"].to_pylist()) == (6, [9])
    assert (problem.sheet, problem.cell, problem.value) == ("Sheet", "H9", "6")


HEADERS = ("Participant code", "Role", "Stage", "Experience")
PLACES = [(3, "D2"), (25, "Z2"), (28, "AC2"), (54, "BC2")]


@pytest.mark.parametrize(("index", "cell"), PLACES)
def test_a_problem_stands_in_the_column_that_the_spreadsheet_names(
    index: int, cell: str, understood: Understood, workbook: Workbook
) -> None:
    blank = [None] * (index - 3)
    rows = [[*HEADERS[:3], *blank, HEADERS[3]], ["M1", "mentor", "pre", *blank, 6]]
    [problem] = understood(workbook(Questionnaires=rows)).problems
    assert (problem.level, problem.cell) == (Level.ERROR, cell)


def test_a_missing_required_column_is_named_at_the_header(
    understood: Understood, workbook: Workbook, meeting: Make
) -> None:
    row = meeting()
    del row["Mentee code"]
    reading = understood(workbook(Sessions=[["Our sessions"], list(row), list(row.values())]))
    sentence = (
        "Sessions need a column “Mentee code”, and this sheet has none. Add the column, or name it "
        "so in the header row."
    )
    assert said(reading) == [(Level.ERROR, "A2", sentence)]


def test_a_column_that_comes_twice_is_named(
    understood: Understood, workbook: Workbook, answer: Make
) -> None:
    reading = understood(workbook(Questionnaires=[answer(Site="Leeds", Hospital="Leeds")]))
    sentence = "“Hospital” stands for Site, as an earlier column does. Keep one of them."
    assert said(reading) == [(Level.ERROR, "G1", sentence)]


def test_columns_that_are_not_read_are_warned_of(
    understood: Understood, workbook: Workbook, answer: Make
) -> None:
    reading = understood(workbook(Questionnaires=[answer(Specialyt="x", Shoes=41, Hat="L")]))
    near = "The column “Specialyt” is not known and is ignored. Did you mean Specialty?"
    other = "No column of Questionnaires is called “Shoes”, “Hat”; the columns are ignored."
    assert said(reading) == [(Level.WARNING, "F1", near), (Level.WARNING, "G1", other)]
    assert reading.sources[0].ignored == ("Specialyt", "Shoes", "Hat")


def test_domains_that_were_not_asked_leave_the_total_empty(
    understood: Understood, workbook: Workbook, answer: Make
) -> None:
    domains = ["Clinical practice", "Approach to juniors", "Approachability", "Use of technology"]
    reading = understood(workbook(Questionnaires=[answer() | dict.fromkeys(domains, 3)]))
    sentence = (
        "No column for Time management, Strengths, Areas for improvement, so the total stays "
        "empty. Add it if it was asked."
    )
    assert said(reading) == [(Level.WARNING, "A1", sentence)]


@pytest.mark.parametrize(
    ("headers", "table"),
    [
        (("Code", "Role", "Site", "Specialty"), "participants"),
        (("Code", "Role", "Site", "Concerns"), "questionnaires"),
        (("Mentor", "Mentee", "Date"), "sessions"),
    ],
)
def test_a_sheet_without_a_telling_name_is_the_table_that_it_serves(
    headers: tuple[str, ...], table: str, understood: Understood, workbook: Workbook
) -> None:
    [source] = understood(workbook(Sheet1=[headers, ["M1"] * len(headers)])).sources
    assert source.table == table


def test_hidden_sheets_are_warned_of(
    understood: Understood, workbook: Workbook, answer: Make
) -> None:
    file = workbook(Questionnaires=[answer()], Old=[["Code", "Note"], ["M1", "x"]])
    book = openpyxl.load_workbook(io.BytesIO(file.content))
    for sheet in book:
        sheet.sheet_state = "hidden"
    book.create_sheet("Front")
    buffer = io.BytesIO()
    book.save(buffer)
    reading = understood(SourceFile("answers.xlsx", buffer.getvalue()))
    start = "This sheet is hidden in the workbook; it is "
    assert [(p.level, p.sheet, p.message) for p in reading.problems] == [
        (
            Level.WARNING,
            "Questionnaires",
            f"{start}read all the same. Unhide it to look at it.",
        ),
        (
            Level.WARNING,
            "Old",
            f"{start}passed over, as it holds no rows of a table. Unhide it to look at it.",
        ),
    ]
    assert reading.files[0].passed_over == ("Old", "Front")


def test_a_file_without_rows_of_a_table_is_refused(
    understood: Understood, workbook: Workbook
) -> None:
    sentence = (
        "No sheet of this file holds rows of Questionnaires, Sessions, Participants. Use the "
        "headers of the template in one row, with the rows below it."
    )
    for rows in ([["Shopping", "Price"], ["Milk", 1]], [HEADERS]):
        assert said(understood(workbook(Questionnaires=rows))) == [(Level.ERROR, "", sentence)]


def test_an_empty_sheet_asks_nothing(
    understood: Understood, workbook: Workbook, meeting: Make
) -> None:
    file = workbook(Sessions=[meeting()], Questionnaires=[["Participant code", "Experience"]])
    reading = understood(file)
    assert (reading.problems, reading.files[0].passed_over) == ((), ("Questionnaires",))


def test_a_column_that_only_the_template_brought_counts_as_missing(
    understood: Understood, workbook: Workbook, answer: Make
) -> None:
    file = workbook(Questionnaires=[answer(stage=None) | {"Role": None}])
    assert understood(file).asked("answers.xlsx") == (Asks.STAGE, Asks.ROLE)
    reading = understood(file, stage="post", role="mentee")
    assert reading.problems == ()
    assert reading.sources[0].data.select(["stage", "role"]).to_pylist() == [
        {"stage": "post", "role": "mentee"}
    ]


@pytest.mark.parametrize(("above", "found"), [(19, True), (20, False)])
def test_a_header_is_looked_for_in_twenty_rows(
    above: int, found: bool, understood: Understood, workbook: Workbook
) -> None:
    rows = [*[["A title"]] * above, HEADERS, ["M1", "mentor", "pre", 4]]
    sources = understood(workbook(Questionnaires=rows)).sources
    assert [source.header_row for source in sources] == ([20] if found else [])


def test_the_name_of_a_sheet_tells_its_table(understood: Understood, workbook: Workbook) -> None:
    """Five of the headers may be of a questionnaire, only four of a list of participants."""
    headers = ("Participant code", "Role", "Site", "Invited on", "Stage", "Date")
    row = ["M1", "mentor", "Leeds", "2025-03-01", "pre", "2025-03-02"]
    [source] = understood(workbook(Participants=[headers, row])).sources
    assert source.table == "participants"
