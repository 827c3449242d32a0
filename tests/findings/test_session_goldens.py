"""Sessions counted by hand in the list of conftest.py: S01 to S14."""

import re
from datetime import date
from typing import Any

import pytest

from rmdata.findings.evidence import Evidence, Selection
from rmdata.findings.finding import Field, Form
from rmdata.findings.participation import sessions

COUNT, SCORE, DATE = Form.COUNT, Form.SCORE, Form.DATE
EVER = sessions.Period()
FEBRUARY = sessions.Period("week", date(2025, 2, 3), date(2025, 2, 17))

# January: S01 45, S04 not timed. February: S02 60, S05 80, S14 65, S07 52, S03 60; cancelled
# S06 15, S11 25. March: S08 75, S13 45, S09 40; planned S10, not timed. April: planned S12 60.
BY_MONTH = [
    (date(2025, 1, 1), "Held", 2, 45),
    (date(2025, 2, 1), "Cancelled", 2, 40),
    (date(2025, 2, 1), "Held", 5, 317),
    (date(2025, 3, 1), "Held", 3, 160),
    (date(2025, 3, 1), "Planned", 1, None),
    (date(2025, 4, 1), "Planned", 1, 60),
]
# Mondays; S02 stands on the first day, S07 on the last.
BY_WEEK = [
    (date(2025, 2, 3), "Held", 2, 140),
    (date(2025, 2, 10), "Cancelled", 1, 15),
    (date(2025, 2, 10), "Held", 1, 65),
    (date(2025, 2, 17), "Held", 1, 52),
]


@pytest.mark.parametrize(
    ("period", "unit", "rows"),
    [
        pytest.param(EVER, "Month", BY_MONTH, id="by month"),
        pytest.param(FEBRUARY, "Week", BY_WEEK, id="some weeks"),
    ],
)
def test_sessions_and_minutes_by_period_and_status(
    programme: Evidence, ours: Selection, period: sessions.Period, unit: str, rows: list[Any]
):
    found = sessions.over_time(programme, ours, period)
    assert found.name == "sessions"
    assert found.table.fields == (
        Field("period", f"{unit} from", DATE),
        Field("status", "Status"),
        Field("n", "Sessions", COUNT),
        Field("minutes", "Minutes", SCORE),
    )
    assert list(found.table.rows) == rows


@pytest.mark.parametrize(
    ("period", "rows", "typical"),
    [
        # 40 45 45 52 60 60 65 75 80
        (EVER, [(40, 1), (45, 2), (52, 1), (60, 2), (65, 1), (75, 1), (80, 1)], "60"),
        (FEBRUARY, [(52, 1), (60, 1), (65, 1), (80, 1)], "62.5"),
    ],
    ids=["ever", "some weeks"],
)
def test_how_long_held_sessions_lasted(
    programme: Evidence, ours: Selection, period: sessions.Period, rows: list[Any], typical: str
):
    found = sessions.lengths(programme, ours, period)
    assert found.name == "lengths"
    assert found.table.fields == (
        Field("minutes", "Minutes", SCORE),
        Field("n", "Sessions", COUNT),
    )
    assert list(found.table.rows) == rows
    (metric,) = found.metrics
    told = (metric.label, metric.value, metric.source)
    assert told == ("Typical session", f"{typical} min", "Sessions")
    assert re.findall(r"\d+", found.basis) == [str(sum(n for _, n in rows))]


def test_days_between_two_held_sessions_of_one_pair(programme: Evidence, ours: Selection):
    found = sessions.gaps(programme, ours, EVER)
    assert found.name == "gaps"
    assert found.table.fields == (
        Field("days", "Days between sessions", COUNT),
        Field("n", "Times", COUNT),
    )
    # M1 and E1: S01 to S02 to S03; M2 and E1: S04 to S05
    assert found.table.rows == ((14, 2), (21, 1))
    assert re.findall(r"\d+", found.basis) == ["3"]
    assert sessions.gaps(programme, ours, FEBRUARY).is_empty


# Held: S01 to S05, S07 to S09, S13, S14.
FEATURES = {
    "mode": ("Mode", [("In person", 4), ("Online", 3), ("Phone", 1)]),
    "kind": ("Kind", [("One-to-one", 5), ("Group interview", 1), ("Induction", 1),
                      ("Support", 1)]),
    "format": ("Format", [("Structured", 4), ("Informal", 3)]),
    "topic": ("Topic", [("Feedback", 3), ("Careers", 2), ("Rota", 1)]),
}  # fmt: skip


@pytest.mark.parametrize("feature", FEATURES)
def test_features_of_held_sessions(programme: Evidence, ours: Selection, feature: str):
    found = sessions.features(programme, ours, EVER, feature)
    label, rows = FEATURES[feature]
    assert found.name == f"{feature}s"
    assert found.table.fields == (Field("value", label), Field("n", "Sessions", COUNT))
    assert list(found.table.rows) == rows


def test_features_of_some_weeks(programme: Evidence, ours: Selection):
    found = sessions.features(programme, ours, FEBRUARY, "mode")
    # S05 S07 in person, S02 online; S14 does not say
    assert found.table.rows == (("In person", 2), ("Online", 1))


def test_who_agreed_and_has_no_held_session(programme: Evidence, ours: Selection):
    found = sessions.without_session(programme, ours)
    assert found.name == "without-session"
    assert found.table.fields == (
        Field("role", "Role"),
        Field("cohort", "Cohort"),
        Field("code", "Participant code"),
        Field("site", "Site"),
        Field("agreed_on", "Agreed on", DATE),
    )
    # By the day they agreed; M7's only session was cancelled, M9 has left.
    assert found.table.rows == (
        ("Mentee", "Spring", "E4", None, date(2024, 11, 12)),
        ("Mentor", "Spring", "M5", "Leeds", date(2024, 11, 14)),
        ("Mentor", "Spring", "M08", "York", date(2024, 11, 18)),
        ("Mentor", "Autumn", "M7", "York", date(2024, 11, 18)),
    )
