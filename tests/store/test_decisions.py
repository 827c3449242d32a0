"""Decisions on two codes: joined in their own cohort, or kept apart; and taken back."""

from collections.abc import Callable
from typing import Any

import pytest

from rmdata.store.results import APART, JOIN, Decision, Import
from rmdata.store.store import Store

Load = Callable[..., Import]
Make = Callable[..., dict[str, Any]]

MENTOR = Decision("A", "2023", "m1", "M1")
MENTEE = Decision("A", "2023", "e1", "E1")
APART_FROM_THE_START = [
    ("A", "2023", "E1"), ("A", "2023", "M1"), ("A", "2023", "e1"), ("A", "2023", "m1"),
    ("A", "2024", "M1"), ("A", "2024", "m1"), ("B", "2023", "M1"), ("B", "2023", "m1"),
]  # fmt: skip


@pytest.fixture
def typed_in_two_ways(store: Store, load: Load, answer: Make, meeting: Make) -> Store:
    """M1 is m1 afterwards, in two cohorts and two programmes; in one of them E1 is e1 too."""
    places = [("A", "2023"), ("A", "2024"), ("B", "2023")]
    load(
        Questionnaires=[
            answer(code, stage, Programme=programme, Cohort=cohort)
            for programme, cohort in places
            for code, stage in (("M1", "pre"), ("m1", "post"))
        ],
        Sessions=[
            meeting("m1", "E1", Programme="A", Cohort="2023", Minutes=35),
            meeting("M1", "e1", Programme="A", Cohort="2023", Minutes=50),
        ],
        Participants=[
            {"Participant code": code, "Site": site, "Programme": "A", "Cohort": "2023"}
            for code, site in (("m1", "York"), ("M1", "Leeds"))
        ],
    )
    return store


def people(store: Store) -> list[tuple[str, str, str]]:
    return sorted(store.known_people())


def pairs(store: Store) -> list[tuple[Any, ...]]:
    told = "select programme, cohort, code, site from pairs where stage_before = 'pre' order by all"
    return list(store.run(told).rows)


def sessions(store: Store) -> list[tuple[Any, ...]]:
    return list(store.run("select mentor, mentee, minutes from meetings order by minutes").rows)


def test_joined_codes_are_one_person_in_their_own_cohort_alone(typed_in_two_ways: Store) -> None:
    store = typed_in_two_ways
    made = store.decide(MENTOR, joined=True)
    store.decide(MENTEE, joined=True)
    assert (made.kind, made.decision) == (JOIN, MENTOR)
    assert people(store) == [
        *[("A", "2023", "E1"), ("A", "2023", "M1"), ("A", "2024", "M1"), ("A", "2024", "m1")],
        *[("B", "2023", "M1"), ("B", "2023", "m1")],
    ]
    assert pairs(store) == [("A", "2023", "M1", "Leeds")]
    assert sessions(store) == [("M1", "E1", 35), ("M1", "E1", 50)]
    met = "select code, n_sessions from people where cohort = '2023' and programme = 'A' order by 1"
    assert store.run(met).rows == (("E1", 2), ("M1", 2))


def test_a_decision_that_is_undone_joins_no_more(typed_in_two_ways: Store) -> None:
    store = typed_in_two_ways
    made = store.decide(MENTOR, joined=True)
    assert store.undo(made.import_id).undone_at
    assert people(store) == APART_FROM_THE_START
    assert (pairs(store), sessions(store)) == ([], [("m1", "E1", 35), ("M1", "e1", 50)])


def test_what_was_decided_twice_alike_is_one_decision(typed_in_two_ways: Store) -> None:
    """Two people press the same button of a page that both have open."""
    store = typed_in_two_ways
    store.decide(MENTOR, joined=True)
    once = (people(store), pairs(store), sessions(store))
    second = store.decide(MENTOR, joined=True)
    assert (people(store), pairs(store), sessions(store)) == once
    store.undo(second.import_id)
    assert (people(store), pairs(store), sessions(store)) == once


def test_two_people_stay_two_people(typed_in_two_ways: Store) -> None:
    store = typed_in_two_ways
    made = store.decide(MENTOR, joined=False)
    assert (made.kind, made.decision, made.files) == (APART, MENTOR, ())
    assert people(store) == APART_FROM_THE_START
    assert (pairs(store), sessions(store)) == ([], [("m1", "E1", 35), ("M1", "e1", 50)])
