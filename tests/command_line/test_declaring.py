"""What a programme declares, and the day by which it is judged, from the command line."""

from collections.abc import Callable

import pytest

from tests.command_line.conftest import Call

CSV = b"""Programme,Cohort,Mentor code,Mentee code,Date,Minutes
North,2025,M1,E1,2025-03-01,45
"""


@pytest.fixture
def loaded(call: Call, written: Callable[[str, bytes], str]) -> Call:
    call("load", written("sessions.csv", CSV))
    return call


def test_a_setting_is_read_kept_and_listed(loaded: Call) -> None:
    told = loaded("set", "North", "last_day", "31/12/2025", "--cohort", "2025", "--by", "A team")
    assert told.stdout.rstrip().endswith("cohort 2025: last_day = 2025-12-31  (A team)")
    loaded("set", "North", "primary_outcome", "junior strengths", "--by", "A team")
    loaded("set", "North", "primary_outcome", "never", "--by", "Somebody else")
    lines = loaded("settings", "North").stdout.splitlines()
    assert [line.split("  ", 1)[1] for line in lines] == [
        "cohort 2025: last_day = 2025-12-31  (A team)",
        "primary_outcome = mentor strengths  (A team)",
        "primary_outcome = taken back  (Somebody else)",
    ]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("South", "last_day", "31/12/2025", "--cohort", "2025"),
         "There is no programme “South”; there is North."),
        (("North", "last_day", "31.12.", "--cohort", "2025"),
         "“31.12.” is no date. Type it as dd/mm/yyyy."),
        (("North", "last_day", "31/12/2025"),
         "The setting last_day belongs to a cohort: name it."),
    ],
)  # fmt: skip
def test_what_cannot_be_set_is_told(loaded: Call, words: tuple[str, ...], sentence: str) -> None:
    assert loaded("set", *words, exits=2).stderr.strip() == sentence
    assert loaded("settings", "North").stdout == ""


@pytest.mark.parametrize(
    ("day", "stands"),
    [("20/03/2025", "one active"), ("2025-05-20", "one quiet"), ("20/03/2026", "one finished")],
)
def test_the_overview_is_judged_by_the_day(loaded: Call, day: str, stands: str) -> None:
    told = loaded("show", "overview", "--as-of", day).stdout
    assert f": {stands} (" in told


def test_without_a_day_today_judges(loaded: Call) -> None:
    assert ": one finished (" in loaded("show", "overview").stdout
    assert "is no date" in loaded("show", "overview", "--as-of", "soon", exits=2).output


def test_a_declared_window_is_used(loaded: Call) -> None:
    loaded("set", "North", "last_day", "31/12/2030", "--cohort", "2025")
    assert ": one quiet (" in loaded("show", "overview", "--as-of", "20/03/2026").stdout
