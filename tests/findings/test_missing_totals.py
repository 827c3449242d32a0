"""Who has a total both times, and what the others leave open: counted by hand."""

from datetime import date
from typing import Any

import pytest

from rmdata.findings.evidence import Evidence, Selection
from rmdata.findings.finding import Field, Form
from rmdata.findings.participation import missing_totals
from rmdata.schema.vocabulary import Instrument
from rmdata.store.store import Store

OURS = Selection("Our programme")
LATER = date(2027, 1, 1)
Row = dict[str, Any]


@pytest.fixture
def told(store: Store, load: Any, answer: Any, instrument: Instrument) -> Any:
    """The finding on mentors who gave one point to every domain before and after, or nothing."""
    labels = [domain.label for domain in instrument.domains]

    def finding(*points: tuple[int | None, int | None], n_listed: int = 0, as_of: date = LATER):
        rows = [
            answer(f"M{i}", stage) | dict.fromkeys(labels, point)
            for i, both in enumerate(points)
            for stage, point in zip(("pre", "post"), both, strict=True)
            if point
        ]
        listed = [
            {"Participant code": f"M{i}", "Role": "mentor", "Agreed on": date(2025, 1, 6)}
            for i in range(n_listed)
        ]
        load(Questionnaires=rows, **({"Participants": listed} if listed else {}))
        return missing_totals.missing(Evidence(store), OURS, "mentor", as_of)

    return finding


UP, SAME, DOWN, LOST, TOP = (2, 3), (3, 3), (3, 2), (3, None), (5, None)


def test_the_missing_bound_who_rose(told: Any) -> None:
    # 22 up, 3 alike and 5 down of 30; 6 lost, one of them at the top; 4 agreed and no more.
    found = told(*[UP] * 22, *[SAME] * 3, *[DOWN] * 5, *[LOST] * 5, TOP, n_listed=40)
    assert found.name == "missing-mentor"
    assert found.title == (
        "30 of the 40 mentors who took part have a total both times: 22 of 30 rose (73%), 5 fell"
    )
    assert found.sentences == (
        "Had nobody else risen it would be 22 of 40 (55%), had everybody else who could 31 of 40 "
        "(78%): bounds, not a confidence interval.",
    )
    assert found.notes == (
        "One person without a total after began at 35, the highest, and cannot have risen.",
    )
    assert found.table.fields == (
        Field("label", "Group"),
        Field("n", "People", Form.COUNT),
        Field("n_of", "Of", Form.COUNT),
        Field("share", "Share", Form.SHARE),
    )
    assert [row[:3] for row in found.table.rows] == [
        ("Took part", 40, None),
        ("Answered before", 36, 40),
        ("Answered after", 30, 40),
        ("Answered both times", 30, 40),
        ("Have a total both times", 30, 40),
        ("Rose in their total", 22, 30),
        ("Fell in their total", 5, 30),
        ("Rose at worst: nobody else did", 22, 40),
        ("Rose at best: everybody else did who could", 31, 40),
    ]
    assert found.table.column("share")[1:3] == [0.9, 0.75]
    assert not found.judgements


def test_without_a_list_the_whole_is_who_answered_before(told: Any) -> None:
    found = told(UP, UP, DOWN, LOST, (None, 4))
    assert found.title == (
        "Three of the four mentors who answered before have a total both times: 2 of 3 rose (67%), "
        "1 fell"
    )
    assert [row[:3] for row in found.table.rows][:3] == [
        ("Answered before", 4, None),
        ("Answered after", 3, 4),
        ("Answered both times", 3, 4),
    ]
    assert "2 of 4 (50%), had everybody else who could 3 of 4 (75%)" in found.sentences[0]


@pytest.mark.parametrize(
    ("points", "title", "sentence"),
    [
        (
            [UP, SAME],
            "Both mentors who answered before have a total both times: 1 of 2 rose (50%), 0 fell",
            "Nobody is missing, so there is nothing to bound.",
        ),
        (
            [UP],
            "The only mentor who answered before has a total both times: 1 of 1 rose (100%), 0 "
            "fell",
            "Nobody is missing, so there is nothing to bound.",
        ),
        (
            [LOST, LOST, TOP],
            "None of the three mentors who answered before has a total both times",
            "Had nobody risen it would be 0 of 3 (0%), had everybody who could 2 of 3 (67%): "
            "bounds, not a confidence interval.",
        ),
        (
            [UP, TOP],
            "One of the two mentors who answered before has a total both times: 1 of 1 rose "
            "(100%), 0 fell",
            "Had nobody else risen it would be 1 of 2 (50%), had everybody else who could 1 of 2 "
            "(50%): bounds, not a confidence interval.",
        ),
    ],
    ids=["both", "one", "nobody", "only at the top"],
)
def test_who_is_missing_is_told_truly(told: Any, points: Any, title: str, sentence: str) -> None:
    found = told(*points)
    assert (found.title, found.sentences) == (title, (sentence,))


def test_nobody_is_missing_before_it_is_due(told: Any) -> None:
    found = told(LOST, as_of=date(2025, 4, 1))
    assert (
        found.title == "The questionnaire after has not fallen due, so nobody counts as lost yet."
    )


def test_the_written_programme(programme: Evidence, ours: Selection) -> None:
    # Mentors M1 to M7, M08, M8, M9 took part; M1 to M6 have a total both times: M1 M2 M6 rose,
    # M5 fell; E1 E3 rose and E2 fell, of E1 to E6.
    found = [missing_totals.missing(programme, ours, r, LATER).title for r in ("mentor", "mentee")]
    assert found == [
        "Six of the ten mentors who took part have a total both times: 3 of 6 rose (50%), 1 fell",
        "Three of the six mentees who took part have a total both times: 2 of 3 rose (67%), 1 fell",
    ]


def test_of_nobody_there_are_no_bounds(programme: Evidence, nobody: Selection) -> None:
    found = missing_totals.missing(programme, nobody, "mentee", LATER)
    assert (found.name, found.is_empty) == ("missing-mentee", True)
    assert found.title == "No mentee answered before where the questionnaire after is due."
