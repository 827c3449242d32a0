"""Criteria to go on: declared marks, answered by counts that were counted by hand."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest

from rmdata.findings.evidence import Evidence, Selection
from rmdata.findings.finding import Finding
from rmdata.findings.overview import criteria
from rmdata.store.results import Said
from rmdata.store.store import Store

OURS = Selection("Our programme")
BEFORE_ALL, TODAY = datetime(2025, 2, 1), date(2025, 12, 1)


@pytest.fixture
def declare(store: Store) -> Callable[..., None]:
    def said(at: datetime = BEFORE_ALL, /, **settings: str) -> None:
        for name, value in settings.items():
            store.append_setting("Our programme", Said(None, name, value, at, "the team"))

    return said


@pytest.fixture
def six_people(store: Store, load: Any, answer: Any) -> Evidence:
    """Six invited, of whom four agreed; seven take part, four answer twice, one says it harmed.

    M5 was never invited, answers after alone, and says neither.
    """
    people = ("M1", "M2", "M3", "M4", "E1", "E2")
    agreed = {"M1", "M2", "M3", "E1"}
    after = [
        answer("M1", "post", **{"Would recommend": "yes", "Relationship harmed": "no"}),
        answer("M2", "post", **{"Would recommend": "no", "Relationship harmed": "no"}),
        answer("E1", "post", **{"Would recommend": "yes", "Relationship harmed": "yes"}),
        answer("E2", "post", **{"Would recommend": "yes"}),
        answer("M5", "post"),
        answer("M2", "follow-up", **{"Relationship harmed": "no", "Would recommend": "no"}),
    ]
    load(
        Questionnaires=[*(answer(who) for who in people), *after],
        Participants=[
            {"Participant code": who, "Role": "mentor" if who[0] == "M" else "mentee",
             "Invited on": date(2025, 1, 6), "Agreed on": date(2025, 1, 9) if who in agreed else ""}
            for who in people
        ],
    )  # fmt: skip
    return Evidence(store)


def asked(evidence: Evidence, selection: Selection = OURS, as_of: date = TODAY) -> Finding:
    return criteria.criteria(evidence, selection, as_of)


def test_each_criterion_is_answered_by_its_counts(six_people: Evidence, declare: Any) -> None:
    declare(go_on_agreed="67", go_on_answered_both="57", go_on_recommend="75", go_on_harm="0")
    found = asked(six_people)
    told = [(r["n"], r["n_of"], str(r["standing"])) for r in found.table.records()]
    # Agreed 4 of 6 = 66.7 %; both 4 of 7 = 57.1 %; recommend after 3 of 4; harm 1 in 3 + 1 answers.
    assert told == [(4, 6, "not met"), (4, 7, "met"), (3, 4, "met"), (1, 4, "not met")]
    assert found.title == "Criteria to go on: two met and two not met"
    assert found.sentences[2] == (
        "Criterion “at least 75% would recommend it” (declared on 01/02/2025, before any answer "
        "but those before the programme): met, 3 of 4 answers after (75%, 95% interval 19% to "
        "99.4%)."  # R: binom.test(3, 4)
    )
    # A filter changes nothing: the marks are the programme's.
    assert asked(six_people, Selection("Our programme", roles=("mentor",))) == found


def test_before_the_questionnaire_is_due_a_share_is_open_and_harm_is_not(
    six_people: Evidence, declare: Any
) -> None:
    declare(go_on_answered_both="57", go_on_recommend="76", go_on_harm="0")
    early = asked(six_people, as_of=date(2025, 4, 1))
    assert [str(s) for s in early.table.column("standing")] == [
        "not known", "not met so far", "not met"]  # fmt: skip
    assert early.title == "Criteria to go on: one not met, one not met so far and one not known"
    declare(go_on_harm="1")
    assert asked(six_people, as_of=date(2025, 4, 1)).table.column("standing")[2] == "met so far"


def test_what_was_declared_after_the_answers_says_so(six_people: Evidence, declare: Any) -> None:
    declare(datetime(2025, 3, 4), go_on_agreed="60")
    found = asked(six_people)
    assert found.title == "Criteria to go on: the one declared is met"
    assert found.table.column("declared") == [
        "Declared on 04/03/2025, after such answers had come in, so it was not declared beforehand"
    ]


def test_nothing_declared_and_nobody_asked(
    store: Store, declare: Any, load: Any, answer: Any
) -> None:
    load(Questionnaires=[answer("M1"), answer("M1", "post")])
    evidence = Evidence(store)
    assert asked(evidence).title == "No criteria to go on were declared for this programme."
    declare(go_on_agreed="50", go_on_harm="0")
    assert asked(evidence).sentences[1] == (
        "Criterion “at most 0 report a harmed relationship” (declared on 01/02/2025, before any "
        "answer but those before the programme): not known, as there are no answers after or at "
        "follow-up."
    )
