"""A column of dates is read by the one order that fits all of it, else the person is asked."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from rmdata.reading import DAY_FIRST, MONTH_FIRST, Asks, Level, Reading, SourceFile

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
