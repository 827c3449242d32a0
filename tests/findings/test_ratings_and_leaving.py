"""What both sides thought of their sessions, and why people left, counted by hand."""

from datetime import date
from typing import Any

import pytest

from rmdata.findings.evidence import Evidence, Selection
from rmdata.findings.finding import Field, Form
from rmdata.findings.participation import held_sessions, partners, sessions
from rmdata.store.store import Store

OURS = Selection("Our programme")
EVER = sessions.Period()


@pytest.fixture
def evidence(store: Store) -> Evidence:
    return Evidence(store)


@pytest.fixture
def rated(load: Any, meeting: Any) -> Any:
    """Sessions on the days from 1 April on, rated by mentor and mentee."""

    def sessions_rated(*given: tuple[int | None, int | None], **said: Any) -> None:
        load(
            Sessions=[
                meeting(on=date(2025, 4, 1 + i))
                | {"Mentor rating": mentor, "Mentee rating": mentee}
                | said
                for i, (mentor, mentee) in enumerate(given)
            ]
        )

    return sessions_rated


def test_ratings_of_both_sides(evidence: Evidence, rated: Any) -> None:
    rated((5, 1), (4, None), (2, 3), (5, None), (None, 4))
    found = held_sessions.ratings(evidence, OURS, EVER)
    assert found.name == "ratings"
    # 2 4 5 5 and 1 3 4.
    assert found.title == (
        "Mentors rated 4 of 5 held sessions, median 4.5 of 5; mentees rated 3 of 5 held sessions, "
        "median 3 of 5"
    )
    assert list(found.table.rows) == [
        ("Juniors (mentors)", 4, 5, 4.5, 0, 1, 0, 1, 2),
        ("Consultants (mentees)", 3, 5, 3, 1, 0, 1, 1, 0),
    ]
    assert found.table.fields[3:5] == (
        Field("median", "Median rating", Form.SCORE),
        Field("score_1", "Rated 1", Form.COUNT),
    )
    some = sessions.Period(since=date(2025, 4, 2), until=date(2025, 4, 3))
    assert held_sessions.ratings(evidence, OURS, some).title == (
        "Mentors rated 2 of 2 held sessions, median 3 of 5; mentees rated 1 of 2 held sessions, "
        "median 3 of 5"
    )


@pytest.mark.parametrize(
    ("given", "said", "title"),
    [
        ([(None, None)], {}, "Nobody rated any of 1 held session in this selection and period."),
        ([(3, 4)], {"Status": "cancelled"}, "No held session in this selection and period."),
        (
            [(None, 4)],
            {},
            "Mentors rated none of 1 held session; mentees rated 1 of 1 held session, median 4 of "
            "5",
        ),
    ],
    ids=["not rated", "not held", "one side"],
)
def test_ratings_that_are_missing(
    evidence: Evidence, rated: Any, given: Any, said: Any, title: str
) -> None:
    rated(*given, **said)
    assert held_sessions.ratings(evidence, OURS, EVER).title == title


def test_ratings_know_no_specialty(evidence: Evidence, rated: Any) -> None:
    rated((3, 4))
    surgery = Selection("Our programme", specialties=("Surgery",))
    assert held_sessions.ratings(evidence, surgery, EVER).title == sessions.UNREACHED


def left(code: str, on: date | None, reason: str | None) -> dict[str, Any]:
    role = "mentee" if code.startswith("E") else "mentor"
    return {
        "Participant code": code,
        "Role": role,
        "Agreed on": date(2025, 1, 6),
        "Left on": on,
        "Reason for leaving": reason,
    }


DAY = date(2025, 4, 1)


def test_reasons_stand_as_they_were_typed(evidence: Evidence, load: Any) -> None:
    load(
        Participants=[
            left("M1", DAY, "Moved"),
            left("M2", DAY, "moved"),
            left("M3", DAY, "Moved"),
            left("M4", DAY, None),
            left("M5", DAY, None),
            left("M6", DAY, None),
            left("E1", DAY, "Moved"),
            left("E2", None, "No time"),
            left("E3", None, None),
        ]
    )
    found = partners.leaving(evidence, OURS)
    assert found.title == "Seven people left; a reason is stored of four of seven"
    assert list(found.table.rows) == [
        ("Moved", "Mentor", "stored", 2),
        ("No time", "Mentee", "not stored", 1),
        ("Moved", "Mentee", "stored", 1),
        ("moved", "Mentor", "stored", 1),
        ("Not said", "Mentor", "stored", 3),
    ]
    assert found.notes == (
        "One person has a reason and no day of leaving, and is not counted as having left.",
    )


@pytest.mark.parametrize(
    ("people", "title"),
    [
        ([left("M1", DAY, "Moved")], "One person left; a reason is stored"),
        ([left("M1", DAY, None)], "One person left; no reason is stored"),
        ([left("M1", DAY, "a"), left("E1", DAY, "b")], "Two people left; a reason is stored of "
         "both"),
        ([left("M1", None, "Moved")], "Nobody has a day of leaving"),
        ([left("M1", None, None)], "Nobody in this selection is known to have left."),
    ],
)  # fmt: skip
def test_who_left_is_told_truly(evidence: Evidence, load: Any, people: Any, title: str) -> None:
    load(Participants=people)
    assert partners.leaving(evidence, OURS).title == title
