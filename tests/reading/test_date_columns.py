"""A column of dates is read by the one order that fits all of it, else the person is asked."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from rmdata.reading.choices import DAY_FIRST, MONTH_FIRST
from rmdata.reading.opening.sheets import SourceFile
from rmdata.reading.problems import Asks, Level
from rmdata.reading.understood import Reading

Read = Callable[[list[Any]], Reading]

DAY_ASKED = (
    "“03/04/2025” can be read day first or month first, and no date in Completed on tells which. "
    "Say which order the file uses."
)
MONTH_SAID = "These dates only make sense month first; they are read so."
SERIALS_SAID = "The whole column holds serial numbers; they are read as dates."


@pytest.fixture
def dates(
    understood: Callable[..., Reading],
    workbook: Callable[..., SourceFile],
    answer: Callable[..., dict[str, Any]],
) -> Callable[..., tuple[list[Any], list[tuple[Level, str, str]]]]:
    def column(*typed: Any, order: str | None = None) -> Any:
        rows = [answer(f"M{i}") | {"Completed on": text} for i, text in enumerate(typed)]
        reading = understood(workbook(Questionnaires=rows), dates=order)
        said = [(p.level, p.cell, p.message) for p in reading.problems]
        return (
            reading.sources[0].data["completed_on"].to_pylist(),
            said,
            reading.asked("answers.xlsx"),
        )

    return column


def test_dates_of_either_order_are_a_question_that_the_choice_answers(dates: Any) -> None:
    _, said, asked = dates("05/05/2025", "03/04/2025")
    assert (said, asked) == ([(Level.QUESTION, "D3", DAY_ASKED)], (Asks.DATES,))
    assert dates("03/04/2025", order=DAY_FIRST)[:2] == ([date(2025, 4, 3)], [])
    assert dates("03/04/2025", order=MONTH_FIRST)[:2] == ([date(2025, 3, 4)], [])


def test_a_choice_that_cannot_be_followed_is_said(dates: Any) -> None:
    days, said, _ = dates("04/27/2025", order=DAY_FIRST)
    assert (days, said) == ([date(2025, 4, 27)], [(Level.WARNING, "D1", MONTH_SAID)])


def test_an_impossible_date_does_not_hide_the_order_of_the_others(dates: Any) -> None:
    days, said, _ = dates("02/13/2025", "02/30/2025")
    assert days == [date(2025, 2, 13), None]
    assert [(level, cell) for level, cell, _ in said] == [
        (Level.WARNING, "D1"),
        (Level.ERROR, "D3"),
    ]


def test_a_whole_column_of_serial_numbers_is_dates(dates: Any) -> None:
    days, said, _ = dates(45743, 45744)
    assert days == [date(2025, 3, 27), date(2025, 3, 28)]
    assert said == [(Level.WARNING, "D1", SERIALS_SAID)]
    assert [level for level, _, _ in dates(45743, "27/03/2025")[1]] == [Level.ERROR]


def test_one_date_tells_the_order_of_the_whole_column(dates: Any) -> None:
    days, said, _ = dates("03/04/2025", "13/04/2025", "05/04/2025")
    assert (days, said) == ([date(2025, 4, 3), date(2025, 4, 13), date(2025, 4, 5)], [])
    days, said, _ = dates("03/04/2025", "04/13/2025", "05/04/2025")
    assert days == [date(2025, 3, 4), date(2025, 4, 13), date(2025, 5, 4)]
    assert said == [(Level.WARNING, "D1", MONTH_SAID)]


def test_dates_that_no_one_order_reads_are_errors(dates: Any) -> None:
    _, said, _ = dates("13/04/2025", "04/14/2025")
    assert [(level, cell) for level, cell, _ in said] == [(Level.ERROR, "D3")]


DAYS = [("31/12/1949", False), ("01/01/1950", True), ("31/12/2100", True), ("01/01/2101", False)]


@pytest.mark.parametrize(("typed", "sound"), DAYS)
def test_days_that_nobody_can_mean_are_errors(typed: str, sound: bool, dates: Any) -> None:
    days, said, _ = dates("27/03/2025", typed)
    assert (days[1] is not None, said == []) == (sound, sound)


def test_rows_that_answer_another_grid_tell_the_order_too(
    understood: Callable[..., Reading],
) -> None:
    """The first person answered one grid of the form, the second one the other."""
    text = (
        "Participant code,Role,Stage,Completed on,Strengths [1],Approachability [1],Strengths [2],"
        "Approachability [2]\nM1,mentor,pre,03/04/2025,2,3,,\nM2,mentor,post,27/04/2025,,,4,5\n"
    )
    reading = understood(SourceFile("answers.csv", text.encode()))
    assert reading.asked("answers.csv") == ()
    assert [d for s in reading.sources for d in s.data["completed_on"].to_pylist()] == [
        date(2025, 4, 3),
        date(2025, 4, 27),
    ]
