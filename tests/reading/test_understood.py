"""What of an import stops, and what of it waits: told of all files together, and of each."""

from collections.abc import Callable
from typing import Any

import pytest

from rmdata.reading.opening.sheets import SourceFile
from rmdata.reading.problems import Level
from rmdata.reading.understood import Reading

Make = Callable[..., dict[str, Any]]
FILES = ("good.xlsx", "warned.xlsx", "asking.xlsx", "wrong.xlsx")


@pytest.fixture
def reading(
    understood: Callable[..., Reading], workbook: Callable[..., SourceFile], answer: Make
) -> Reading:
    """Four files: nothing said, a warning, a question, an error."""
    rows = {
        "good.xlsx": answer("M1"),
        "warned.xlsx": answer("someone@example.org"),
        "asking.xlsx": answer("M3", None),
        "wrong.xlsx": answer("M4", Experience=9),
    }
    return understood(*(workbook(name, Answers=[row]) for name, row in rows.items()))


def test_every_problem_is_its_file_s(reading: Reading) -> None:
    levels = {name: [problem.level for problem in reading.of(name)] for name in FILES}
    assert levels == {
        "good.xlsx": [],
        "warned.xlsx": [Level.WARNING],
        "asking.xlsx": [Level.QUESTION],
        "wrong.xlsx": [Level.ERROR],
    }
    assert {source.file for source in reading.sources} == set(FILES)
    assert [len(file.sources) for file in reading.files] == [1, 1, 1, 1]


@pytest.mark.parametrize(
    ("left", "stopped"),
    [((), True), (FILES[2:], False), (FILES[3:], True), (FILES[2:3], True), (FILES, False)],
)
def test_errors_and_questions_stop_and_warnings_do_not(
    left: tuple[str, ...], stopped: bool, reading: Reading
) -> None:
    rest = reading.without(left)
    assert rest.stopped == stopped
    assert [file.name for file in rest.files] == [name for name in FILES if name not in left]
    assert [source.file for source in rest.sources] == [file.name for file in rest.files]


def test_a_file_waits_for_its_own_answers_alone(reading: Reading) -> None:
    assert [reading.waits(name) for name in FILES] == [False, False, True, True]


def test_sheets_of_one_table_are_counted_together(
    understood: Callable[..., Reading], workbook: Callable[..., SourceFile], answer: Make,
    meeting: Make,
) -> None:  # fmt: skip
    file = workbook(
        Before=[answer("M1"), answer("E1")], After=[answer("M1", "post")], Sessions=[meeting()]
    )
    assert understood(file).files[0].tables() == {"questionnaires": 3, "sessions": 1}


def test_a_refused_file_stops_all(
    understood: Callable[..., Reading], workbook: Callable[..., SourceFile], answer: Make
) -> None:
    reading = understood(workbook(Answers=[answer()]), SourceFile("no.xlsx", b"%PDF-1.7"))
    assert [(p.level, p.file) for p in reading.problems] == [(Level.ERROR, "no.xlsx")]
    assert (reading.stopped, reading.waits("answers.xlsx")) == (True, False)
