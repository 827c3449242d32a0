"""What one cell may hold: the value that is read, or the sentence that is said."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest

from rmdata.reading.opening.sheets import SourceFile
from rmdata.reading.problems import Level
from rmdata.reading.understood import Reading
from rmdata.schema.vocabulary import clean

Understood = Callable[..., Reading]
Workbook = Callable[..., SourceFile]
Make = Callable[..., dict[str, Any]]

SCORE = "Type a whole number from 1 to 5, or leave the cell blank."
A_DATE = "Type it as day/month/year, for example 27/03/2025, or leave the cell blank."
IS_BLANK = "is blank. Every row needs one: type it, or delete the row."
NO_TIME = "is not a length of time. Type the minutes as a number, for example 45."
OUT_OF_DAY = "is outside 0 to 1440 for minutes. Correct the cell or leave it blank."

VALUES = [
    ("Clinical practice", 4, 4),
    ("Clinical practice", 4.0, 4),
    ("Clinical practice", 1, 1),
    ("Clinical practice", 5, 5),
    ("Clinical practice", "4", 4),
    ("Clinical practice", "\u00a04 ", 4),
    ("Clinical practice", "4,0", 4),
    ("Clinical practice", "very HIGH", 5),
    ("Clinical practice", "N/A", None),
    ("Site", "🏥", "🏥"),
    ("Clinical practice", "-", None),
    ("Participant code", "001", "001"),
    ("Participant code", 1, "1"),
    ("Role", "Reverse-Mentor", "mentor"),
    ("Stage", "T1", "post"),
    ("Benefited", True, True),
    ("Benefited", "N", False),
    ("Concerns", "None of these", []),
    ("Concerns", None, None),
    ("Concerns", " ; ", None),
    ("Concerns", "Lack of time; hierarchy; Lack of time;", ["time", "hierarchy"]),
    ("Concerns", "Lack of time, Hierarchy", ["time", "hierarchy"]),
    ("Concerns", "Lack of time\nHierarchy", ["time", "hierarchy"]),
    ("Concerns", "Lack of time, Weather", ["Lack of time, Weather"]),
    ("Concerns", "Prefer not to answer", None),
    ("Site", "Prefer not to answer", None),
    ("Concerns in your own words", " one; two, three ", "one; two, three"),
    ("Completed on", date(2025, 3, 27), date(2025, 3, 27)),
    ("Completed on", datetime(2025, 3, 27, 18, 5), date(2025, 3, 27)),
    ("Completed on", "27/03/2025", date(2025, 3, 27)),
    ("Completed on", "27.3.25", date(2025, 3, 27)),
    ("Completed on", "2025-03-27", date(2025, 3, 27)),
    ("Completed on", "2025/03/27", date(2025, 3, 27)),
    ("Completed on", "27 March 2025", date(2025, 3, 27)),
]


@pytest.mark.parametrize(("header", "typed", "value"), VALUES)
def test_a_cell_is_read_as_what_it_means(
    header: str, typed: Any, value: Any, understood: Understood, workbook: Workbook, answer: Make
) -> None:
    sheet = [answer() | {header: typed}]
    reading = understood(workbook(Questionnaires=sheet))
    column = next(m.column.name for m in reading.sources[0].matches if m.header == header)
    assert not reading.stopped
    assert reading.sources[0].data[column].to_pylist() == [value]


MINUTES = [
    (45, 45),
    ("45", 45),
    ("45,5", 45.5),
    ("45 min", 45),
    ("45 mins.", 45),
    ("0:45", 45),
    ("01:30:00", 90),
    ("1h 30m", 90),
    ("2 hours", 120),
    (time(0, 45), 45),
    (timedelta(hours=1, minutes=30), 90),
    (0, 0),
    (1440, 1440),
]


@pytest.mark.parametrize(("typed", "minutes"), MINUTES)
def test_a_length_of_time_is_read_in_minutes(
    typed: Any, minutes: float, understood: Understood, workbook: Workbook, meeting: Make
) -> None:
    reading = understood(workbook(Sessions=[meeting(Minutes=typed)]))
    assert reading.problems == ()
    assert reading.sources[0].data["minutes"].to_pylist() == [minutes]


TROUBLES = [
    ("Clinical practice", 6, f"6 is outside the scale of 1 to 5. {SCORE}"),
    ("Clinical practice", 0, f"0 is outside the scale of 1 to 5. {SCORE}"),
    ("Clinical practice", 3.5, f"“3.5” is not a whole number. {SCORE}"),
    ("Clinical practice", "good", f"“good” is not a number. {SCORE}"),
    ("Clinical practice", True, f"“true” is not a number. {SCORE}"),
    ("Role", "guest", "Role cannot be “guest”. Use Mentor or Mentee."),
    (
        "Role",
        "consultent",
        "Role cannot be “consultent”. Use Mentor or Mentee. Did you mean consultant?",
    ),
    (
        "Stage",
        "middle",
        "Stage cannot be “middle”. Use Before, After, Follow-up or Before, looking back.",
    ),
    ("Stage", None, "The stage is blank. Type pre, post or follow-up."),
    ("Benefited", "maybe", "Benefited cannot be “maybe”. Use Yes or No."),
    ("Completed on", "31/02/2025", f"“31/02/2025” is not a date. {A_DATE}"),
    ("Completed on", "last spring", f"“last spring” is not a date. {A_DATE}"),
    (
        "Completed on",
        "#N/A",
        "The cell holds the Excel error #N/A. Correct the formula or clear the cell.",
    ),
    (
        "Clinical practice",
        "#DIV/0!",
        "The cell holds the Excel error #DIV/0!. Correct the formula or clear the cell.",
    ),
]


@pytest.mark.parametrize(("header", "typed", "sentence"), TROUBLES)
def test_a_cell_that_cannot_be_read_stops_the_import(
    header: str, typed: Any, sentence: str, understood: Understood, workbook: Workbook, answer: Make
) -> None:
    sheet = [answer("M9"), answer() | {header: typed}]
    reading = understood(workbook(Questionnaires=sheet))
    [problem] = [p for p in reading.problems if p.level is Level.ERROR]
    letter = next(m.letter for m in reading.sources[0].matches if m.header == header)
    assert (problem.message, problem.sheet, problem.cell) == (
        sentence,
        "Questionnaires",
        f"{letter}3",
    )
    assert problem.value == clean(str("" if typed is None else typed)).replace("True", "true")


SESSION_TROUBLES = [
    ("Minutes", "about 45", f"“about 45” {NO_TIME}"),
    ("Minutes", timedelta(hours=25, minutes=30), f"1530 {OUT_OF_DAY}"),
    ("Minutes", -5, f"-5 {OUT_OF_DAY}"),
    ("Minutes", 1441, f"1441 {OUT_OF_DAY}"),
    ("Mentor code", None, f"Mentor code {IS_BLANK}"),
    ("Mentee code", " ; ", f"Mentee code {IS_BLANK}"),
    ("Date", None, f"Date {IS_BLANK}"),
]


@pytest.mark.parametrize(("header", "typed", "sentence"), SESSION_TROUBLES)
def test_a_session_that_cannot_be_read_stops_the_import(
    header: str,
    typed: Any,
    sentence: str,
    understood: Understood,
    workbook: Workbook,
    meeting: Make,
) -> None:
    reading = understood(workbook(Sessions=[meeting() | {header: typed}]))
    [problem] = reading.problems
    letter = next(m.letter for m in reading.sources[0].matches if m.header == header)
    assert (problem.level, problem.message, problem.cell) == (Level.ERROR, sentence, f"{letter}2")


@pytest.mark.parametrize(
    ("typed", "years"), [("3,5", 3.5), (0, 0), (70, 70), (70.5, None), (-1, None)]
)
def test_years_in_post_are_from_0_to_70(
    typed: Any, years: float | None, understood: Understood, workbook: Workbook
) -> None:
    person = {"Participant code": "M1", "Role": "mentor", "Years in post": typed}
    reading = understood(workbook(Participants=[person]))
    assert reading.sources[0].data["years_in_post"].to_pylist() == [years]
    assert reading.stopped == (years is None)


def test_a_theme_outside_the_codebook_is_kept_with_a_warning(
    understood: Understood, workbook: Workbook, answer: Make
) -> None:
    sheet = [answer(Concerns="Lack of time; Confidentialty"), answer("M2", Concerns="None")]
    reading = understood(workbook(Questionnaires=sheet))
    [problem] = reading.problems
    assert (problem.level, problem.cell) == (Level.WARNING, "F2")
    assert problem.message == (
        "“Confidentialty” is not in the codebook of the instrument; it is counted under its own "
        "words. Did you mean Confidentiality?"
    )
    themes = reading.sources[0].data["concerns"].to_pylist()
    assert themes == [["time", "Confidentialty"], []]


def test_a_very_long_run_of_bad_cells_is_cut_with_its_count(
    understood: Understood, workbook: Workbook, answer: Make
) -> None:
    """Errors are kept for the workbook that goes back; of warnings the first ones tell enough."""
    end = "more cells of this column have problems of this kind, from this one on."
    for said, most in (({"Experience": 9}, 1000), ({"Concerns": "Sleet"}, 100)):
        for more in (1, 3):
            sheet = [answer(f"M{i}", **said) for i in range(most + more)]
            problems = understood(workbook(Questionnaires=sheet)).problems
            assert len(problems) == most + 1
            assert not problems[-2].message.endswith(end)
            assert problems[-1].cell.endswith(str(most + 2))
            assert problems[-1].message.endswith(end) == (more == 3)


def test_one_cause_in_every_row_is_cut_with_its_count(
    understood: Understood, workbook: Workbook, answer: Make
) -> None:
    for n_people in (1200, 101):
        sheet = [answer(f"M{i // 2}", ("pre", "post")[i % 2], Site=f"S{i}")
                 for i in range(2 * n_people)]  # fmt: skip
        problems = understood(workbook(Questionnaires=sheet)).problems
        end = "more cells of this column have problems of this kind, from this one on."
        assert len(problems) == 101
        assert (problems[-1].message == f"1,100 {end}") == (n_people == 1200)
        assert problems[-1].message.endswith(end) == (n_people == 1200)
