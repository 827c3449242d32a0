"""The report's Results, as a journal prints them; every number was counted by hand or by R."""

from datetime import date, datetime
from typing import Any

import pytest

from rmdata.findings.confidence import comparisons
from rmdata.findings.evidence import Evidence, Selection
from rmdata.findings.overview import overview, report
from rmdata.store.results import Said
from rmdata.store.store import Store

OURS, LATER = Selection("Our programme"), date(2026, 6, 1)
DOMAINS = ("Clinical practice", "Approach to juniors", "Approachability", "Use of technology",
           "Time management", "Strengths", "Areas for improvement")  # fmt: skip


@pytest.fixture
def evidence(store: Store) -> Evidence:
    return Evidence(store)


def rated(answers: str) -> dict[str, int]:
    return {domain: int(a) for domain, a in zip(DOMAINS, answers, strict=True) if a != "."}


def paragraphs(evidence: Evidence, part: int = 1) -> list[str]:
    text: str = report.report(evidence, OURS, LATER).table.column("text")[part]
    return text.split("\n\n")


@pytest.fixture
def six_and_one(load: Any, answer: Any) -> None:
    """Six mentors, of whom five rise by 1 to 5 and one falls by one; one mentee who stays."""
    after = {"M1": "4333333", "M2": "4433333", "M3": "4443333", "M4": "4444333", "M5": "4444433",
             "M6": "3333332", "E1": "3333333"}  # fmt: skip
    harm = {"Relationship harmed": "no", "Benefited": "yes"}
    load(
        Questionnaires=[
            *(answer(who, **rated("3333333")) for who in after),
            *(answer(who, "post", **rated(said), **harm) for who, said in after.items()),
        ]
    )


def test_counts_and_intervals_come_before_p(evidence: Evidence, six_and_one: None) -> None:
    people, mentors, missing, _, mentee, *_ = paragraphs(evidence)
    assert people.startswith("Seven people answered before and after. ")
    assert missing.startswith("All six mentors who ")
    # R: binom.test(5, 6), binom.test(1, 6); score of tests/statistics/reference.R for 5, 0, 1;
    # changes 1 2 3 4 5 -1. Sign test 14/64, doubled. W: ranks 1.5 (twice, one down) 3 4 5 6.
    assert mentors.startswith(
        "Confidence in giving feedback to seniors, juniors (mentors): of six mentors with a total "
        "at both times, five rose (83%, 95% CI 36% to 99.6%), none stayed and one fell (17%, 95% "
        "CI 0.42% to 64%); median 21 to 23.5, net change +0.67 (95% score interval "
        "-0.13 to 0.94), typical change "
    )
    assert "exact sign test p = 0.219 (0.438 allowing for all that was tested)" in mentors
    assert ": no clear direction. Among mentors chance was excluded in no single domain." in mentors
    assert mentors.endswith(
        "Afterwards, mentors: none of six reported a harmed relationship, all six felt they "
        "benefited."
    )
    assert mentee.startswith(
        "Awareness of how they are seen by juniors, consultants (mentees): of one mentee with a "
        "total at both times, none rose (0%, 95% CI 0% to 98%), one stayed and none fell"
    )


def test_what_was_declared_is_answered_first(
    store: Store, evidence: Evidence, six_and_one: None
) -> None:
    for at, name, value in (
        (datetime(2025, 2, 1), "go_on_answered_both", "70"),
        (datetime(2025, 2, 3), "primary_outcome", "mentor strengths"),
    ):
        store.append_setting("Our programme", Said(None, name, value, at, "the team"))
    criterion, _, primary, *_ = paragraphs(evidence)
    assert criterion.startswith(
        "Criterion “at least 70% of those taking part answer before and after” (declared on "
        "01/02/2025, before any answer but those before the programme): met, 7 of 7 people"
    )
    assert primary.startswith(
        "Primary outcome: of six mentors with strengths at both times, "
        "none rose (0%, 95% CI 0% to 46%), six stayed and none fell"
    )
    assert (
        "The primary outcome, strengths of mentors, was declared on 03/02/2025, before any answer "
        "but those before the programme. It was tested alone and first; all else is secondary, and "
        "claimed only where the primary outcome is shown."
    ) in paragraphs(evidence, 0)[0]


def test_an_outcome_that_was_declared_late_is_any_other(
    store: Store, evidence: Evidence, six_and_one: None
) -> None:
    late = Said(None, "primary_outcome", "mentor total", datetime(2025, 9, 1), "the team")
    assert "No primary outcome was declared." in paragraphs(evidence, 0)[0]
    store.append_setting("Our programme", late)
    assert not any(part.startswith("Primary outcome") for part in paragraphs(evidence))
    assert (
        "An outcome, the total of mentors, was declared on 01/09/2025, after such answers had come "
        "in, so it was not declared beforehand; it is treated as any other."
    ) in paragraphs(evidence, 0)[0]


def test_looking_back_alone_stands_where_before_and_after_would(
    evidence: Evidence, load: Any, answer: Any
) -> None:
    load(
        Questionnaires=[
            row
            for who in ("M1", "M2", "M3")
            for row in (
                answer(who, "retrospective pre", **rated("2333333")),
                answer(who, "post", **rated("3333333" if who != "M3" else "1333333")),
            )
        ]
    )
    told = (
        "Mentors, looking back: from then to after, two of three rose, one fell; from before to "
        "after, nobody has a total."
    )
    assert told in paragraphs(evidence)[1]
    assert told in overview.overview(evidence, OURS, LATER).sentences[2]
    assert next(iter(comparisons.comparisons(evidence, OURS).values())) == (
        "retrospective_pre", "post")  # fmt: skip


def test_looking_back_comes_last_where_somebody_answered_before(
    evidence: Evidence, load: Any, answer: Any
) -> None:
    load(
        Questionnaires=[
            answer(**rated("2333333")), answer("M1", "retrospective pre", **rated("2333333")),
            answer("M1", "post", **rated("3333333")),
        ]
    )  # fmt: skip
    assert list(comparisons.comparisons(evidence, OURS).values()) == [
        ("pre", "post"), ("retrospective_pre", "post")]  # fmt: skip
