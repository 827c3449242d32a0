"""Where several places say a thing of one row, the nearest of them counts."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from rmdata.reading.choices import Choices, completed, fingerprint, worth_keeping
from rmdata.reading.opening.files import parse
from rmdata.reading.opening.sheets import SourceFile
from rmdata.reading.problems import Asks, Level
from rmdata.reading.read import read
from rmdata.reading.understood import Reading
from rmdata.schema.vocabulary import Instrument

Understood = Callable[..., Reading]
Workbook = Callable[..., SourceFile]
Make = Callable[..., dict[str, Any]]

MENTOR = {("Our programme", "All", "X1"): "mentor"}
MENTEE = {("Our programme", "All", "X1"): "mentee"}


def values(reading: Reading, column: str, table: str = "questionnaires") -> list[Any]:
    return [
        v for s in reading.sources if s.table == table for v in s.data[column].to_pylist()
    ]  # fmt: skip


# What the sheet is called, what its column of stages says, what was chosen; the stages read.
STAGES = [
    ("Before", ["follow-up", None], "post", ["follow_up", "post"]),
    ("Before", ["follow-up", None], None, ["follow_up", None]),
    ("Before", [None, None], "post", ["post", "post"]),
    ("Before", [None, None], None, ["pre", "pre"]),
    ("Answers", [None, None], "post", ["post", "post"]),
    ("Answers", [None, None], None, [None, None]),
]


@pytest.mark.parametrize(("sheet", "column", "chosen", "stages"), STAGES)
def test_the_column_of_stages_then_the_choice_then_the_name_of_the_sheet(
    sheet: str, column: list[Any], chosen: str | None, stages: list[Any],
    understood: Understood, workbook: Workbook, answer: Make,
) -> None:  # fmt: skip
    rows = [answer(f"M{n}", said) for n, said in enumerate(column, start=1)]
    said = {"stage": chosen} if chosen else {}
    reading = understood(workbook(**{sheet: rows}), **said)
    assert values(reading, "stage") == stages
    assert reading.stopped == (None in stages)


GRIDS = (
    "Participant code,Role,{0} [Strengths],{0} [Approachability],{1} [Strengths],"
    "{1} [Approachability],Concerns,Concerns that happened\n"
    "M1,mentor,2,3,5,4,Lack of time,None of these\n"
)


def test_the_stage_of_a_grid_goes_before_the_chosen_one(understood: Understood) -> None:
    """What people fear is asked about the time before, whichever grid stands first."""
    file = SourceFile("answers.csv", GRIDS.format("One", "Two").encode())
    asking = understood(file, stage="follow_up")
    assert (asking.asked("answers.csv"), asking.stopped) == ((Asks.GRIDS,), True)
    reading = understood(file, grids="post, pre", stage="follow_up")
    one, other = reading.sources
    assert one.data.select(["stage", "strengths", "concerns", "happened"]).to_pylist() == [
        {"stage": "post", "strengths": 2, "concerns": None, "happened": []}
    ]
    assert other.data.select(["stage", "strengths", "concerns", "happened"]).to_pylist() == [
        {"stage": "pre", "strengths": 5, "concerns": ["time"], "happened": None}
    ]


def test_the_words_above_grids_tell_their_stages_unless_both_were_one_sitting(
    understood: Understood,
) -> None:
    """A row of a form is one visit, so its first grid may be a look back: that is asked."""
    text = GRIDS.format("After", "Before")
    reading = understood(SourceFile("answers.csv", text.encode()))
    assert values(reading, "stage") == ["post", "pre"]
    assert not reading.stopped
    form = text.replace("Participant", "Timestamp,Participant").replace("M1", "27/03/2025 18:36,M1")
    assert understood(SourceFile("form.csv", form.encode())).asked("form.csv") == (Asks.GRIDS,)


def test_two_texts_that_name_one_stage_may_be_two_occasions(
    understood: Understood, workbook: Workbook, answer: Make
) -> None:
    said = ("Before we met", "After, by phone", "After, by letter", "after")
    rows = [answer(f"M{n}", stage) for n, stage in enumerate(said)]
    reading = understood(workbook(Answers=rows))
    assert values(reading, "stage") == ["pre", None, None, "post"]
    assert [(p.level, p.cell) for p in reading.problems] == [
        (Level.ERROR, "C3"),
        (Level.ERROR, "C4"),
    ]


# The row's own role, what the other tables of the import say, what the store knows, the choice.
ROLES: list[tuple[str | None, str, Mapping[Any, str], str | None, str]] = [
    ("mentee", "", MENTOR, "mentor", "mentee"),
    ("mentor", "", MENTEE, "mentee", "mentor"),
    (None, "listed", MENTOR, "mentor", "mentee"),
    (None, "met", MENTOR, "mentor", "mentee"),
    (None, "", MENTEE, "mentor", "mentee"),
    (None, "", {}, "mentor", "mentor"),
]


@pytest.mark.parametrize(("own", "table", "known", "chosen", "role"), ROLES)
def test_the_row_then_the_other_tables_then_the_store_then_the_choice_tell_a_role(
    own: str | None, table: str, known: Mapping[Any, str], chosen: str | None, role: str,
    understood: Understood, workbook: Workbook, answer: Make, meeting: Make,
) -> None:  # fmt: skip
    listed = [{"Participant code": "X1", "Role": "mentee", "Grade": "A"}]
    others = {"listed": {"Participants": listed}, "met": {"Sessions": [meeting("M1", "X1")]}}
    file = workbook(Questionnaires=[answer("X1", Role=own)], **others.get(table, {}))
    assert values(understood(file, known=known, role=chosen), "role") == [role]


def test_a_person_of_another_cohort_or_programme_tells_no_role(
    understood: Understood, workbook: Workbook, answer: Make
) -> None:
    known = {("Our programme", "2024", "X1"): "mentor", ("North", "All", "X1"): "mentor"}
    reading = understood(workbook(Questionnaires=[answer("X1", Role=None)]), known=known)
    assert reading.asked("answers.xlsx") == (Asks.ROLE,)


@pytest.mark.parametrize(
    ("meanings", "roles"),
    [
        ("1 = mentor; 2 = mentee", ["mentor", "mentee"]),
        ("1 = mentee; 2 = mentor; 1 = mentor", ["mentee", "mentor"]),
        ("2 = mentor\n1 = mentor", ["mentor", "mentor"]),
    ],
)
def test_what_was_said_first_of_a_word_counts(
    meanings: str, roles: list[str], understood: Understood, workbook: Workbook, answer: Make
) -> None:
    rows = [answer("X1", Role=1), answer("X2", Role=2)]
    assert values(understood(workbook(Answers=rows), meanings=meanings), "role") == roles


def test_what_was_said_of_a_column_counts_and_an_ignored_one_is_not_read(
    understood: Understood, workbook: Workbook
) -> None:
    header = ["Ref", "Role", "Stage", "Strengths", "Old strengths", "Site"]
    file = workbook(Answers=[["Title"], header, ["M1", "mentor", "pre", 2, 5, "Leeds"]])
    said = "Ref = Participant code; Strengths = ignore; old STRENGTHS = Strengths; Site = ignore"
    [source] = understood(file, columns=said).sources
    assert source.data.select(["participant_code", "strengths", "site"]).to_pylist() == [
        {"participant_code": "M1", "strengths": 5, "site": None}
    ]
    assert source.ignored == ()


def test_every_file_is_read_by_its_own_choices(instrument: Instrument, workbook: Workbook) -> None:
    """The last row of the second file counts as that file's choice says."""
    header = ["Participant code", "Clinical practice", "Strengths"]
    first = workbook("first.xlsx", Answers=[header, ["M1", 1, 2], ["M2", 5, 3]])
    second = workbook("second.xlsx", Answers=[header, ["M1", 2, 4], ["M1", 2, 5]])
    said = {
        "first.xlsx": Choices(stage="pre", role="mentor", cohort="A", programme="P"),
        "second.xlsx": Choices(
            stage="post", role="mentee", cohort="B", programme="Q", duplicates="last"
        ),
    }
    reading = read([parse(first), parse(second)], instrument, said)
    assert not reading.stopped
    found = zip(*(values(reading, name) for name in
                  ("programme", "cohort", "stage", "role", "strengths")), strict=True)  # fmt: skip
    assert list(found) == [
        ("P", "A", "pre", "mentor", 2),
        ("P", "A", "pre", "mentor", 3),
        ("Q", "B", "post", "mentee", 5),
    ]


# Of three rows of one person and stage: which score counts, and where it stood.
COUNTS = [("first", 2, 2), ("last", 3, 4)]


@pytest.mark.parametrize(("choice", "score", "row"), COUNTS)
def test_of_three_different_rows_the_chosen_end_counts(
    choice: str, score: int, row: int, understood: Understood, workbook: Workbook, answer: Make
) -> None:
    rows = [answer(Experience=said) for said in (2, 5, 3)] + [answer("M2", Experience=1)]
    reading = understood(workbook(Questionnaires=rows), duplicates=choice)
    assert values(reading, "experience") == sorted([score, 1], reverse=True)
    assert values(reading, "row_no") == [row, 5]
    assert [problem.cell for problem in reading.problems] == ["E3", "E4"]


def test_identical_rows_need_no_choice_and_the_first_stays(
    understood: Understood, workbook: Workbook, answer: Make
) -> None:
    file = workbook(Questionnaires=[answer(), answer(), answer("M2")])
    for said in ({}, {"duplicates": "first"}, {"duplicates": "last"}):
        reading = understood(file, **said)
        assert values(reading, "row_no") == [2, 4]
        assert [(p.level, p.cell) for p in reading.problems] == [(Level.WARNING, "A3")]


@pytest.mark.parametrize(
    ("other", "same"),
    [({}, True), ({"Cohort": "B"}, False), ({"Programme": "Q"}, False), ({"Stage": "post"}, False),
     ({"Participant code": "M2"}, False)],
)  # fmt: skip
def test_a_questionnaire_is_its_group_person_and_stage(
    other: dict[str, str], same: bool, understood: Understood, workbook: Workbook, answer: Make
) -> None:
    group = {"Programme": "P", "Cohort": "A"}
    file = workbook(Answers=[answer() | group, answer(Experience=1) | group | other])
    assert understood(file).asked("answers.xlsx") == ((Asks.DUPLICATES,) if same else ())


SAME_SESSION = [
    ({"Mentor code": "M1; M2"}, {"Mentor code": "M2; M1"}, True),
    ({}, {"Date": "2025-05-01"}, False),
    ({}, {"Cohort": "B"}, False),
    ({}, {"Mentee code": "E2"}, False),
    ({"Session id": "S1"}, {"Session id": "S2"}, False),
    ({"Session id": "S1"}, {"Session id": "S1", "Date": "2025-05-01"}, True),
]


@pytest.mark.parametrize(("one", "other", "same"), SAME_SESSION)
def test_a_session_is_its_number_else_its_people_and_day(
    one: dict[str, str], other: dict[str, str], same: bool,
    understood: Understood, workbook: Workbook, meeting: Make,
) -> None:  # fmt: skip
    rows = [meeting(**{"Cohort": "A", "Minutes": 45} | one)]
    rows += [meeting(**{"Cohort": "A", "Minutes": 30} | other)]
    reading = understood(workbook(Sessions=rows))
    assert reading.asked("answers.xlsx") == ((Asks.DUPLICATES,) if same else ())


def test_what_was_kept_of_a_survey_completes_what_is_said_of_a_file() -> None:
    kept = Choices(programme="North", dates="day-first", columns="a = b", role="mentor")
    said = Choices(cohort="2025", dates="month-first", stage="post")
    assert completed(said, kept) == Choices(
        programme="North", cohort="2025", stage="post", role="mentor", dates="month-first",
        columns="a = b",
    )  # fmt: skip


def test_what_holds_for_one_file_alone_is_not_kept() -> None:
    """The exports of before and after have one header; a stage that was kept would mix them."""
    said = Choices("North", "2025", "post", "mentor", "day-first", "last", "4-0", "1 = mentor",
                   "a = b", "pre, post", "Email", "fill")  # fmt: skip
    assert worth_keeping(said) == Choices(
        "North", "All", None, "mentor", "day-first", None, "4-0", "1 = mentor",
        "a = b", "pre, post", "Email", None,
    )  # fmt: skip


def test_a_header_is_known_again_in_any_order_and_case() -> None:
    one = fingerprint(["Your code", "Strengths", "Approachability"])
    assert one == fingerprint(["approachability:", "YOUR CODE", "strengths"])
    assert one != fingerprint(["Your code", "Strengths", "Approachability", "Site"])


def test_an_answer_that_reads_like_an_explained_header_stays(understood: Understood) -> None:
    text = b"Code,Role,Stage,1,2\nM1,mentor,pre,4,1\nM2,mentor,pre,2,5\n"
    file = SourceFile("answers.csv", text)
    reading = understood(file, columns="1 = Strengths; 2 = Approachability")
    assert not reading.stopped
    assert (values(reading, "strengths"), values(reading, "approachability")) == ([4, 2], [1, 5])


def test_a_column_stays_though_an_answer_of_it_is_the_header_of_an_ignored_one(
    understood: Understood,
) -> None:
    text = b"Code,Role,Stage,Strengths,3\nM1,mentor,pre,3,1\nM2,mentor,pre,2,5\n"
    reading = understood(SourceFile("answers.csv", text), columns="3 = ignore")
    assert values(reading, "strengths") == [3, 2]
