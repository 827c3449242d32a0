"""What stands around a change: where people began, what matters, looking back, a filled total.

Expected values were counted by hand on the written programme (``conftest``), whose totals go

    M1 19 to 25, M2 17 to 23, M3 26 to 26, M4 24 to 24, M5 23 to 22, M6 13 to 24
    E1 24 to 27, E2 21 to 19, E3 29 to 33
"""

from datetime import datetime
from typing import Any

import pytest

from rmdata.findings.confidence import beside_the_total, margins
from rmdata.findings.evidence import Evidence, Selection
from rmdata.store.results import Said
from rmdata.store.store import Store

OURS = Selection("Our programme")
UNDERSTANDING = "Understanding of role"


@pytest.fixture
def evidence(store: Store) -> Evidence:
    return Evidence(store)


def rated(answers: str) -> dict[str, int]:
    """Seven answers under the headers of the domains."""
    domains = ("Clinical practice", "Approach to juniors", "Approachability", "Use of technology",
               "Time management", "Strengths", "Areas for improvement")  # fmt: skip
    return {domain: int(a) for domain, a in zip(domains, answers, strict=True) if a != "."}


def test_a_total_with_one_domain_filled(programme: Evidence, ours: Selection) -> None:
    # M7: 19 of six domains is 22.2 of seven, then 20 is 23.3. E5: 24.5, then 28.
    mentors = beside_the_total.filled_total(programme, ours, "mentor")
    assert mentors.table.rows == (
        ("Every domain answered", 6, 3, 2, 1),
        ("One missing domain filled in", 7, 4, 2, 1),
    )
    assert beside_the_total.filled_total(programme, ours, "mentee").title == (
        "With one missing domain filled in 3 of 4 mentees rise and 1 fall; of those who answered "
        "every domain 2 of 3 and 1"
    )


def test_nothing_to_fill(evidence: Evidence, load: Any, answer: Any) -> None:
    # E2 lacks two, which is more than can be filled in.
    load(
        Questionnaires=[
            answer("E1", **rated("3333333")), answer("E1", "post", **rated("4333333")),
            answer("E2", **rated("33333..")), answer("E2", "post", **rated("4333333")),
        ]
    )  # fmt: skip
    for role, many in (("mentor", "mentors"), ("mentee", "mentees")):
        found = beside_the_total.filled_total(evidence, OURS, role)
        assert found.title == f"No total of {many} lacks just one domain, so none was filled in."


def test_a_domain_missing_before_alone_is_filled_in(
    evidence: Evidence, load: Any, answer: Any
) -> None:
    load(Questionnaires=[answer(**rated("323333.")), answer("M1", "post", **rated("3333333"))])
    found = beside_the_total.filled_total(evidence, OURS, "mentor")
    # 17 of six is 19.8 of seven, then 21.
    assert found.table.column("n_up") == [0, 1]


def test_equal_filled_totals_are_equal(evidence: Evidence, load: Any, answer: Any) -> None:
    # 17 of six domains both times, by other answers: 17 * 7 / 6, which no binary fraction is.
    load(Questionnaires=[answer(**rated("323333.")), answer("M1", "post", **rated(".333323"))])
    found = beside_the_total.filled_total(evidence, OURS, "mentor")
    assert found.table.rows[1] == ("One missing domain filled in", 1, 0, 1, 0)
    assert found.title.endswith("0 of 1 mentors rise and 0 fall; nobody answered every domain")


def test_who_could_not_rise(evidence: Evidence, load: Any, answer: Any) -> None:
    began = {"E1": "5555555", "E2": "5111111", "E3": "5333333", "E4": "2111111", "E5": "4333333"}
    ended = {"E1": "5555554", "E2": "4111112", "E3": "5333344", "E4": "3111111", "E5": "4333331"}
    load(
        Questionnaires=[
            *(answer(who, **rated(said)) for who, said in began.items()),
            *(answer(who, "post", **rated(said)) for who, said in ended.items()),
        ]
    )
    found = margins.where_they_began(evidence, OURS, "mentee")
    assert found.title == (
        "One of the five mentees with a total both times began at the highest and could not rise, "
        "none at the lowest"
    )
    assert found.table.rows[0] == ("Clinical practice", 5, 3, 0.6, 0, 0.0)
    assert found.table.rows[-1] == ("Total (of 35)", 5, 1, 0.2, 0, 0.0)
    assert found.sentences[0].startswith(
        "More than 15% began at the top, where nobody can rise: clinical practice (3 of 5), "
        "approach to juniors (1 of 5), "
    )
    assert found.sentences[0].endswith("and total (of 35) (1 of 5).")
    assert found.sentences[1].startswith(
        "More than 15% began at the bottom, where nobody can fall: approach to juniors (2 of 5), "
    )
    # Totals 8, 11, 22, 23, 35 to 9, 11, 20, 25, 34. The lowest third 8 and 11: one of two rose.
    # Of the five totals after, all lie above 8 and three above 11.
    assert found.details.records()[0] == {
        "third": "Lowest", "low": 8, "high": 11, "n": 2, "n_up": 1, "share": 0.5,
        "expected": pytest.approx((1 + 3 / 5) / 2),
    }  # fmt: skip
    nobody = margins.where_they_began(evidence, OURS, "mentor")
    assert nobody.title == "No mentor can be followed from before to after."


def test_a_change_that_matters(store: Store, programme: Evidence, ours: Selection) -> None:
    title = "No change that matters was declared for this programme."
    assert margins.important_change(programme, ours, "mentor").title == title


def test_by_how_much_people_changed(
    store: Store, evidence: Evidence, load: Any, answer: Any
) -> None:
    after = {"M1": "4343333", "M2": "4333333", "M3": "1333333", "M4": "5433333", "M5": "3333332"}
    load(
        Questionnaires=[
            *(answer(who, **rated("3333333"), **{UNDERSTANDING: 2}) for who in after),
            *(answer(w, "post", **rated(a), **{UNDERSTANDING: 4}) for w, a in after.items()),
        ]
    )

    def asked(**said: str) -> Any:
        for name, value in said.items():
            kept = Said(None, name, value, datetime(2025, 1, 6), "the team")
            store.append_setting("Our programme", kept)
        return margins.important_change(evidence, OURS, "mentor")

    # By two or more: M1 (+2) and M4 (+3) rose, M3 (-2) fell.
    total = asked(important_total="2")
    assert total.title == "Mentors, total: two of five rose and one fell by at least two points"
    assert total.table.rows == (("Total (of 35)", 2, 5, 2, 1),)
    assert total.notes == (
        "The points of the total were declared on 06/01/2025, before any answer but those before "
        "the programme.",
    )
    # R: binom.test(2, 5) and binom.test(1, 5).
    limits = total.details.records()[0]
    assert limits["rose_low"] == pytest.approx(0.05274495, abs=1e-8)
    assert limits["fell_high"] == pytest.approx(0.7164179, abs=1e-7)
    domains = asked(important_domain="1")
    assert domains.table.rows[0] == ("Clinical practice", 1, 5, 3, 1)
    assert domains.sentences[1] == (
        "Approach to juniors: one of five rose and none fell by at least one point."
    )
    assert len(domains.table.rows) == 8


def test_looking_back_beside_before_and_after(evidence: Evidence, load: Any, answer: Any) -> None:
    load(
        Questionnaires=[
            answer("M1", **rated("3333333")), answer("M1", "retrospective pre", **rated("2333333")),
            answer("M1", "post", **rated("3333333")),
            answer("M2", **rated("4333333")), answer("M2", "post", **rated("3333333")),
            answer("M3", "retrospective pre", **rated("1333333")),
            answer("M3", "post", **rated("2333333")),
            answer("M4", "retrospective pre", **rated("5333333")),
            answer("M4", "post", **rated("4333333")),
        ]
    )  # fmt: skip
    found = beside_the_total.looking_back(evidence, OURS, "mentor")
    assert found.title == (
        "Mentors, looking back: from then to after, two of three rose, one fell; from before to "
        "after, none rose, one of two stayed, one fell"
    )
    # Then 2, 1, 5 to 3, 2, 4; before 3, 4 to 3, 3.
    assert found.table.rows[0] == (
        "Clinical practice", 3, 2, 3, 2, 0, 1, 2, 3.5, 3, 0, 1, 1)  # fmt: skip
    assert found.claims == ()
    assert beside_the_total.looking_back(evidence, OURS, "mentee").title == (
        "No answers of mentees that look back stand beside answers after."
    )


def test_looking_back_alone_is_named_as_such(evidence: Evidence, load: Any, answer: Any) -> None:
    load(
        Questionnaires=[
            answer("M1", "retrospective pre", **rated("2333333")),
            answer("M1", "post", **rated("3333333")),
        ]
    )
    found = beside_the_total.looking_back(evidence, OURS, "mentor")
    assert found.title == (
        "Mentors, looking back: from then to after, the only one rose; from before to after, "
        "nobody has a total"
    )
    assert found.table.records()[-1]["before_n_pairs"] == 0
