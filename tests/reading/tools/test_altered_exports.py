"""Exports as people really have them: other orders, other wording, more and fewer columns."""

import random
from collections.abc import Callable
from typing import Any

import pytest

from rmdata.reading.choices import Choices
from rmdata.reading.problems import Level
from rmdata.reading.understood import Reading
from tests.reading.tools.shapes import ROLES, Rows, as_file, export, export_rows

ReadIn = Callable[..., Reading]
Alter = Callable[[Rows], Rows]

# A file, its header rows, the columns that may not move (they are known by their place).
FILES = [
    ("microsoft_forms.csv", 1, 0, {}),
    ("google_forms.csv", 1, 1, {}),
    ("qualtrics.csv", 3, 0, {}),
    ("qualtrics_numbers.csv", 3, 0, {"meanings": ROLES}),
    ("surveymonkey.csv", 2, 0, {}),
    ("jisc_questions.csv", 1, 0, {}),
    ("redcap_raw.csv", 1, 1, {"meanings": ROLES}),
    ("redcap_labels.csv", 1, 1, {}),
]


def shuffled(rows: Rows, fixed: int) -> Rows:
    order = list(range(fixed, len(rows[0])))
    random.Random(11).shuffle(order)
    return [[row[i] for i in (*range(fixed), *order)] for row in rows]


def with_questions(rows: Rows, n_headers: int) -> Rows:
    """Further questions whose words come near the domains: opinions, ratings, sentences."""
    headers = ["Which colour do you like?", "Any thoughts about time management or strengths?"]
    below = ["", ""] if n_headers == 2 else headers
    added = [headers, *[below] * (n_headers - 1)]
    answers = [["Blue", f"In week {n} I thought about a great many things"] for n in range(99)]
    return [row + more for row, more in zip(rows, added + answers, strict=False)]


def without(rows: Rows, *names: str) -> Rows:
    gone = {i for i, name in enumerate(rows[0]) if name in names}
    assert gone
    return [[cell for i, cell in enumerate(row) if i not in gone] for row in rows]


def with_titles(rows: Rows) -> Rows:
    width = len(rows[0])
    return [["Evaluation of reverse mentoring", *[""] * (width - 1)], [""] * width, *rows]


def worded(rows: Rows, *changes: tuple[str, str]) -> Rows:
    def said(cell: str) -> str:
        for old, new in changes:
            cell = cell.replace(old, new)
        return cell

    return [[said(cell) for cell in row] for row in rows]


# In SurveyMonkey's two rows a question and its options stand side by side.
MOVABLE = [file for file in FILES if file[1] != 2]


@pytest.mark.parametrize(("name", "n_headers", "fixed", "said"), MOVABLE)
def test_columns_in_any_order(
    name: str, n_headers: int, fixed: int, said: Any, change_of: Any, founding_change: Any
) -> None:
    file = as_file(shuffled(export_rows(name), fixed))
    assert change_of([([file], Choices(**said))]) == founding_change


@pytest.mark.parametrize(("name", "n_headers", "fixed", "said"), FILES)
def test_further_questions(
    name: str, n_headers: int, fixed: int, said: Any, change_of: Any, founding_change: Any
) -> None:
    file = as_file(with_questions(export_rows(name), n_headers))
    assert change_of([([file], Choices(**said))]) == founding_change


@pytest.mark.parametrize(("name", "n_headers", "fixed", "said"), FILES)
def test_title_rows_above(
    name: str, n_headers: int, fixed: int, said: Any, change_of: Any, founding_change: Any
) -> None:
    file = as_file(with_titles(export_rows(name)))
    assert change_of([([file], Choices(**said))]) == founding_change


MISSING = [
    ("microsoft_forms.csv", ("Last modified time", "Name", "ID"), {}),
    ("microsoft_forms.csv", ("What concerns do you have? (tick all)",), {}),
    ("google_forms.csv", ("Would you recommend the programme?",), {}),
    ("qualtrics.csv", ("IPAddress", "LocationLatitude", "UserLanguage", "RecordedDate"), {}),
    ("surveymonkey.csv", ("Collector ID", "IP Address", "First Name"), {}),
    ("redcap_raw.csv", ("redcap_repeat_instrument", "redcap_survey_identifier"), ROLES),
    ("redcap_labels.csv", ("Survey Timestamp", "Survey Identifier"), {}),
]


@pytest.mark.parametrize(("name", "gone", "meanings"), MISSING)
def test_without_columns_that_need_not_be_there(
    name: str, gone: tuple[str, ...], meanings: Any, change_of: Any, founding_change: Any
) -> None:
    file = as_file(without(export_rows(name), *gone))
    said = Choices(meanings=meanings or None)
    assert change_of([([file], said)]) == founding_change


GRID = "How confident are you in each area?"
WORDINGS = [
    (
        "google_forms.csv",
        ((GRID, "Please rate your confidence, today, about strengths:"), ("Your role:", "My role")),
    ),
    (
        "microsoft_forms.csv",
        (
            ("Clinical practice", "My confidence in clinical practice today"),
            ("Strengths", "Seeing the senior’s strengths "),
            ("Your participant code", "Please enter your personal code\n"),
            ("Is this before or after?", "At which time point are you answering?"),
        ),
    ),
    (
        "qualtrics.csv",
        (
            (GRID, "Wie sicher fühlen Sie sich?"),
            ("Response ID", "Antwort-ID"),
            ("End Date", "Ende"),
        ),
    ),
    ("surveymonkey.csv", ((GRID, "Rate yourself, line by line ***\nin each area"),)),
    ("redcap_labels.csv", (("Use of technology", "Confident with the use of technology"),)),
    ("jisc_questions.csv", ((GRID, "Your confidence"), ("Your role:", "What is your role?"))),
    ("google_forms.csv", (("Before the programme", "Baseline"), ("After the programme", "Post"))),
    ("microsoft_forms.csv", (("Neutral", "Neither agree nor disagree"),)),
    ("microsoft_forms.csv", (("Strongly agree", "5 - Strongly agree"), ("Neutral", "Neutral (3)"))),
]


@pytest.mark.parametrize(("name", "changes"), WORDINGS)
def test_other_wording_around_the_names(
    name: str, changes: Any, change_of: Any, founding_change: Any
) -> None:
    file = as_file(worded(export_rows(name), *changes))
    assert change_of([([file], Choices())]) == founding_change


def test_a_quiz_adds_nothing(change_of: Any, founding_change: Any) -> None:
    areas = ("Clinical practice", "Strengths", "Time management")
    changes = [(name, f"Your confidence in {name.lower()}") for name in areas]
    rows = worded(export_rows("microsoft_forms.csv"), *changes)
    names = rows[0][6:]
    marks = [[f"Points - {name}", f"Feedback - {name}"] for name in names]
    extra = ["Total points", "Quiz feedback", *(text for pair in marks for text in pair)]
    rows = [row + (extra if n == 0 else ["3"] * len(extra)) for n, row in enumerate(rows)]
    assert change_of([([as_file(rows)], Choices())]) == founding_change


def test_one_form_that_branches_by_stage(change_of: Any, founding_change: Any) -> None:
    rows = export_rows("microsoft_forms.csv")
    first, stage = rows[0].index("Clinical practice"), rows[0].index("Is this before or after?")
    grid = slice(first, first + 8)
    altered = [rows[0] + [f"{name}2" for name in rows[0][grid]]]
    for row in rows[1:]:
        points, blank = row[grid], [""] * 8
        after = row[stage].startswith("After")
        answers = row[: grid.start] + (blank if after else points) + row[grid.stop :]
        altered.append(answers + (points if after else blank))
    assert change_of([([as_file(altered)], Choices())]) == founding_change


def test_wide_rows_whose_headers_say_before_and_after(
    change_of: Any, founding_change: Any, read_in: ReadIn
) -> None:
    rows = export_rows("redcap_labels.csv")
    first = rows[0].index("Clinical practice")
    names = rows[0][first : first + 8]
    headers = ["Code", "Role", *(f"{n} (after)" for n in names), *(f"{n} (before)" for n in names)]
    half = len(rows) // 2
    wide = [headers]
    for before, after in zip(rows[1 : half + 1], rows[half + 1 :], strict=True):
        wide.append([before[0], before[4], *after[first : first + 8], *before[first : first + 8]])
    file = as_file(wide)
    [problem] = read_in(file).problems
    assert problem.level is Level.WARNING
    assert problem.message == (
        "Every row answers 2 times. Read as: column C on: After; column K on: Before."
    )
    assert change_of([([file], Choices())]) == founding_change


def test_the_tools_own_columns_are_not_worth_a_word(read_in: ReadIn) -> None:
    for name in ("microsoft_forms.xlsx", "google_forms.csv", "redcap_labels.csv"):
        assert read_in(export(name)).problems == ()


def test_the_tools_own_rows_are_left_out_and_counted(read_in: ReadIn) -> None:
    said = [p.message for p in read_in(export("qualtrics.csv")).problems]
    assert said[0] == "2 rows were left out: previews or tests (1), unfinished (1)."
    said = [p.message for p in read_in(export("redcap_raw.csv"), meanings=ROLES).problems]
    assert said == ["1 row holds no answer to any question that is read and is left out."]
