"""Who the rows are about: stage, role, group; the same person twice; codes."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from rmdata.reading.choices import FIRST, LAST
from rmdata.reading.opening.sheets import SourceFile
from rmdata.reading.problems import Asks, Level
from rmdata.reading.understood import Reading

Understood = Callable[..., Reading]
Workbook = Callable[..., SourceFile]
Make = Callable[..., dict[str, Any]]


def said(reading: Reading) -> list[tuple[Level, str, str]]:
    return [(problem.level, problem.cell, problem.message) for problem in reading.problems]


def less(row: dict[str, Any], *headers: str) -> dict[str, Any]:
    return {header: value for header, value in row.items() if header not in headers}


def test_a_missing_stage_is_a_question_that_the_choice_answers(
    understood: Understood, workbook: Workbook, answer: Make
) -> None:
    file = workbook(Questionnaires=[less(answer(), "Stage")])
    sentence = (
        "No column says whether these answers were given before or after. Choose the stage for "
        "this file, or add a “Stage” column."
    )
    reading = understood(file)
    assert said(reading) == [(Level.QUESTION, "", sentence)]
    assert reading.asked("answers.xlsx") == (Asks.STAGE,)
    reading = understood(file, stage="post")
    assert (reading.problems, reading.sources[0].data["stage"].to_pylist()) == ((), ["post"])


def test_a_missing_role_is_a_question_only_where_no_other_table_tells(
    understood: Understood, workbook: Workbook, answer: Make, meeting: Make
) -> None:
    answers = [less(answer("M1"), "Role"), less(answer("E1"), "Role"), less(answer("X1"), "Role")]
    sentence = (
        "No column says who is a mentor and who is a mentee, and no other table tells. Choose the "
        "role for this file, or add a “Role” column."
    )
    alone = workbook(Questionnaires=answers)
    assert said(understood(alone)) == [(Level.QUESTION, "", sentence)]
    assert understood(alone).asked("answers.xlsx") == (Asks.ROLE,)

    blank = "The role is blank, and no other table tells it; the row stays out of figures by role."
    told = workbook(Questionnaires=answers, Sessions=[meeting("M1", "E1")])
    reading = understood(told)
    assert [(level, message[: len(blank)]) for level, _, message in said(reading)] == [
        (Level.WARNING, blank)
    ]
    assert reading.sources[0].data["role"].to_pylist() == ["mentor", "mentee", None]

    listed = {("Our programme", "All", "M1"): "mentor", ("Our programme", "All", "E1"): "mentee"}
    assert understood(alone, known=listed).asked("answers.xlsx") == ()


def test_what_other_tables_tell_outweighs_the_choice_of_a_role(
    understood: Understood, workbook: Workbook, answer: Make, meeting: Make
) -> None:
    answers = [less(answer(code), "Role") for code in ("M1", "E1", "M2")]
    file = workbook(Questionnaires=answers, Sessions=[meeting("M1", "E1")])
    roles = understood(file, role="mentor").sources[0].data["role"].to_pylist()
    assert roles == ["mentor", "mentee", "mentor"]


def test_blank_groups_take_the_choice(
    understood: Understood, workbook: Workbook, answer: Make
) -> None:
    rows = [answer("M1", Programme="A", Cohort=2024), answer("M2")]
    reading = understood(workbook(Questionnaires=rows), programme="B", cohort="2025")
    assert reading.sources[0].data.select(["programme", "cohort"]).to_pylist() == [
        {"programme": "A", "cohort": "2024"},
        {"programme": "B", "cohort": "2025"},
    ]


def test_different_answers_of_one_person_and_stage_are_a_question(
    understood: Understood, workbook: Workbook, answer: Make
) -> None:
    file = workbook(Questionnaires=[answer(), answer(Experience=5)])
    sentence = (
        "Row 2 of Questionnaires is about the same person and stage but differs in Experience. "
        "Delete one of the two rows, or choose which one counts."
    )
    reading = understood(file)
    assert said(reading) == [(Level.QUESTION, "E3", sentence)]
    assert reading.asked("answers.xlsx") == (Asks.DUPLICATES,)


@pytest.mark.parametrize(("choice", "counted"), [(FIRST, 4), (LAST, 5)])
def test_the_choice_between_two_rows_is_followed(
    choice: str, counted: int, understood: Understood, workbook: Workbook, answer: Make
) -> None:
    files = [workbook(f"{n}.xlsx", Questionnaires=[answer(Experience=n)]) for n in (4, 5)]
    reading = understood(*files, duplicates=choice)
    sentence = (
        f"Differs from row 2 of Questionnaires of 4.xlsx in Experience; the {choice} of the two "
        "is used, as chosen."
    )
    assert said(reading) == [(Level.WARNING, "E2", sentence)]
    assert [n for s in reading.sources for n in s.data["experience"].to_pylist()] == [counted]


def test_repeated_people_and_sessions_are_spoken_of_as_such(
    understood: Understood, workbook: Workbook, meeting: Make
) -> None:
    people = [{"Participant code": "M1", "Grade": grade} for grade in ("A", "B")]
    met = [meeting(**{"Session id": "S1"}, Mode=mode) for mode in ("online", "phone")]
    reading = understood(workbook(Participants=people, Sessions=met))
    person = (
        "Row 2 of Participants is the same person but differs in Grade. Delete one of the two "
        "rows, or choose which one counts."
    )
    session = (
        "Row 2 of Sessions is the same session but differs in Mode. Delete one of the two rows, "
        "give each its own session id, or choose which one counts."
    )
    assert said(reading) == [(Level.QUESTION, "A3", person), (Level.QUESTION, "F3", session)]


def test_anonymous_people_who_ticked_alike_stay_two(
    understood: Understood, workbook: Workbook, answer: Make
) -> None:
    reading = understood(workbook(Questionnaires=[answer(None), answer(None)]))
    keys = reading.sources[0].data["row_key"].to_pylist()
    assert (len(set(keys)), reading.problems) == (2, ())


def test_answers_without_a_column_of_codes_cannot_be_paired(
    understood: Understood, workbook: Workbook, answer: Make
) -> None:
    sentence = (
        "There is no column of participant codes, so nobody's answers before and after can be "
        "joined; they are shown side by side. Add a “Participant code” column to pair them."
    )
    reading = understood(workbook(Questionnaires=[less(answer(), "Participant code")]))
    assert said(reading) == [(Level.WARNING, "A1", sentence)]


def test_a_supplement_of_concerns_is_no_repetition(
    understood: Understood, workbook: Workbook, answer: Make
) -> None:
    concerns = {"Participant code": "M1", "Stage": "pre", "Concerns": "Lack of time"}
    reading = understood(workbook(Questionnaires=[answer()], Concerns=[concerns]))
    assert reading.problems == ()
    assert [source.n_rows for source in reading.sources] == [1, 1]


def test_two_roles_of_one_person_in_a_cohort(
    understood: Understood, workbook: Workbook, answer: Make, meeting: Make
) -> None:
    rows = [
        answer("M1"),
        answer("M1", "post", Role="mentee"),
        answer("M1", Role="mentee", Cohort=2),
    ]
    reading = understood(workbook(Questionnaires=rows, Sessions=[meeting("E1", "M1")]))
    end = "One person has one role in a cohort: correct one of the two."
    where = "M1 is a mentee here and a mentor in row 2 of Questionnaires."
    errors = [entry for entry in said(reading) if entry[0] is Level.ERROR]
    assert errors == [(Level.ERROR, "B3", f"{where} {end}"), (Level.ERROR, "B2", f"{where} {end}")]


def test_codes_of_sessions_that_answered_nothing_are_warned_of(
    understood: Understood, workbook: Workbook, answer: Make, meeting: Make
) -> None:
    met = [meeting("M1", "E1"), meeting("M01; M1", "E1", date(2025, 5, 1))]
    file = workbook(Questionnaires=[answer("M1"), answer("E1")], Sessions=met)
    sentence = (
        "1 code of these sessions answered no questionnaire: M01. Check the spelling; the sessions "
        "are counted all the same."
    )
    assert said(understood(file)) == [(Level.WARNING, "A3", sentence)]
    assert understood(file, known={("Our programme", "All", "M01"): None}).problems == ()
    assert understood(workbook(Sessions=met)).problems == ()


@pytest.mark.parametrize(
    ("code", "what"),
    [
        ("someone@example.org", "an e-mail address"),
        ("Alex Example", "a name"),
        ("1234567", "a staff or registration number"),
        ("123456", "a staff or registration number"),
        ("1234567890", "a staff or registration number"),
    ],
)
def test_codes_that_name_somebody_are_warned_of(
    code: str, what: str, understood: Understood, workbook: Workbook, answer: Make
) -> None:
    rows = [answer("M1"), answer(code), answer(code, "post")]
    sentence = f"The code looks like {what} (2 such rows). Use codes that name nobody."
    assert said(understood(workbook(Questionnaires=rows))) == [(Level.WARNING, "A3", sentence)]


def test_a_questionnaire_without_a_date_tells_the_site_last(
    understood: Understood, workbook: Workbook, answer: Make
) -> None:
    rows = [answer("M1", "post", Site="York") | {"Completed on": None}, answer("M1", Site="Leeds")]
    [(level, cell, sentence)] = said(understood(workbook(Questionnaires=rows)))
    assert (level, cell) == (Level.WARNING, "F2")
    assert "the site “Leeds”; that one is used" in sentence


def test_a_person_of_two_sites_has_that_of_participants_else_the_earliest(
    understood: Understood, workbook: Workbook, answer: Make
) -> None:
    later = answer("M1", "post", Site="York") | {"Completed on": date(2025, 9, 1)}
    rows = [later, answer("M1", Site="Leeds")]
    sentence = (
        "Another row gives this person the site “{}”; that one is used. Correct one of the two if "
        "it matters."
    )
    reading = understood(workbook(Questionnaires=rows))
    assert said(reading) == [(Level.WARNING, "F2", sentence.format("Leeds"))]
    people = [{"Participant code": "M1", "Site": "Hull", "Grade": "A"}]
    reading = understood(workbook(Questionnaires=rows, Participants=people))
    assert said(reading) == [
        (Level.WARNING, "F3", sentence.format("Hull")),
        (Level.WARNING, "F2", sentence.format("Hull")),
    ]


def test_sheets_called_before_and_after_tell_the_stage_and_say_so(
    understood: Understood, workbook: Workbook, answer: Make
) -> None:
    row = {name: cell for name, cell in answer("M1").items() if name != "Stage"}
    reading = understood(workbook(Before=[row], After=[row]))
    assert [source.data["stage"].to_pylist() for source in reading.sources] == [["pre"], ["post"]]
    sentence = (
        "These answers count as {}, from the name of the sheet. Choose the stage for this file if "
        "that is wrong."
    )
    assert [problem.message for problem in reading.problems] == [
        sentence.format("Before"),
        sentence.format("After"),
    ]
