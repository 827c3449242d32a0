"""The team has everything; nobody else has anything yet."""

from collections.abc import Callable
from datetime import date
from typing import Any, cast

import pytest

from rmdata.disclosure import Audience, Counts, release, release_rows
from rmdata.findings.confidence import confidence
from rmdata.findings.evidence import Evidence, Selection
from rmdata.findings.participation import partners
from rmdata.store.store import Store

COUNTS = Counts("scores", ("score", "n"), ((1, 3), (2, 1)))
DEAN = cast(Audience, "dean")


@pytest.mark.parametrize("let", [release, release_rows])
def test_the_team_gets_all(let: Callable[..., Any]):
    safe = let(COUNTS, Audience.TEAM)
    assert safe.records() == [{"score": 1, "n": 3}, {"score": 2, "n": 1}]
    assert (safe.question, safe.audience, safe.n_hidden) == ("scores", Audience.TEAM, 0)


@pytest.mark.parametrize("let", [release, release_rows])
def test_another_audience_is_refused(let: Callable[..., Any]):
    with pytest.raises(PermissionError):
        let(COUNTS, DEAN)


def test_no_finding_answers_another_audience(store: Store):
    evidence, selection = Evidence(store, DEAN), Selection("Our programme")
    questions: list[Callable[[], object]] = [
        evidence.programmes,
        lambda: evidence.options("Our programme"),
        lambda: evidence.span(selection),
        lambda: confidence.change_of(evidence, selection, "mentor"),
        lambda: partners.owing(evidence, selection, date(2025, 6, 1)),
        lambda: evidence.settings("Our programme"),
    ]
    for question in questions:
        with pytest.raises(PermissionError):
            question()
