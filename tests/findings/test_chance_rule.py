"""What may be said beyond the counts: verdicts, their order, and the words they allow."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from rmdata.findings.chance import Moved, judged_moves, share_of_page
from rmdata.findings.confidence import by_group, confidence
from rmdata.findings.evidence import Evidence, Selection
from rmdata.findings.finding import Finding, Judgement, Verdict
from rmdata.findings.overview import report
from rmdata.findings.participation.selection_bias import n_tests
from rmdata.schema.instrument_file import load_instrument
from rmdata.store.results import Said
from rmdata.store.store import Store
from tests.simulation.programmes import AS_OF, PROGRAMME, of_movements

OURS = Selection(PROGRAMME)
SHOWN, ONE_WAY, UNCLEAR = Verdict.SHOWN, Verdict.ONE_WAY, Verdict.UNCLEAR


def verdict(up: int, down: int, p: float | None) -> Verdict:
    return judged_moves({"total": Moved(up, down, p)}, "total", 2)["total"].verdict


@pytest.mark.parametrize(
    ("up", "down", "p", "expected"),
    [
        (9, 1, 0.025, SHOWN),
        (9, 1, 0.0251, UNCLEAR),
        (5, 0, 0.0625, ONE_WAY),
        (0, 5, 0.0625, ONE_WAY),
        (4, 0, 0.125, UNCLEAR),
        (6, 1, 0.125, UNCLEAR),
        (0, 0, 1.0, UNCLEAR),
    ],
)
def test_a_total_is_shown_at_half_the_level_of_two_roles(
    up: int, down: int, p: float, expected: Verdict
) -> None:
    assert verdict(up, down, p) is expected


def test_domains_are_claimed_only_behind_a_total_that_is_shown() -> None:
    moved = {"total": Moved(9, 3, 0.03), "a": Moved(12, 0, 0.0005), "b": Moved(6, 6, 1.0)}
    told = judged_moves(moved, "total", 2)
    assert [told[name].verdict for name in moved] == [UNCLEAR] * 3
    # The total's p is doubled for two roles, and no domain's is below it.
    assert told["a"].p == told["total"].p == pytest.approx(0.06)
    moved["total"] = Moved(11, 1, 0.006)
    told = judged_moves(moved, "total", 2)
    assert [told[name].verdict for name in moved] == [SHOWN, SHOWN, UNCLEAR]
    # By hand: a 0.0005 * 2 domains * 2 roles = 0.002, not below the total's 0.012.
    assert told["a"].p == pytest.approx(0.012)


def test_domains_stand_for_themselves_where_nobody_has_a_total() -> None:
    moved = {"a": Moved(12, 0, 0.005), "b": Moved(5, 0, 0.0625), "c": Moved(0, 0, None)}
    told = judged_moves(moved, "total", 2)
    # Three domains, two roles: 0.005 * 3 * 2 = 0.03; a domain alone never points one way.
    assert (told["a"].verdict, told["a"].p) == (SHOWN, pytest.approx(0.03))
    assert told["b"].verdict is UNCLEAR


def test_a_primary_outcome_bars_everything_else_until_it_is_shown() -> None:
    moved = {"total": Moved(12, 0, 0.0005)}
    shown = Judgement("strengths", SHOWN, 0.04)
    assert judged_moves(moved, "total", 2, shown)["total"] == Judgement("total", SHOWN, 0.04)
    for p, adjusted in ((0.06, 0.06), (None, 1.0)):
        primary = Judgement("strengths", UNCLEAR, p)
        told = judged_moves(moved, "total", 2, primary)["total"]
        assert told == Judgement("total", Verdict.NOT_JUDGED, adjusted)


def test_a_card_has_its_share_of_the_page() -> None:
    # Holm within the card: 0.001 * 3, then 0.01 * 2; two thirds of the page's tests elsewhere.
    assert share_of_page([0.01, None, 0.001], 9) == [
        pytest.approx(0.06),
        None,
        pytest.approx(0.009),
    ]
    assert share_of_page([0.5], 9) == [1.0]


def test_the_page_on_who_is_missing_tests_thirty_things() -> None:
    """For each of two roles: six traits of who took part and of who stayed, where those lost
    began, and change against sessions and against minutes."""
    assert n_tests(load_instrument()) == 2 * (6 + 6 + 1 + 2)


@pytest.fixture
def told() -> Callable[..., Finding]:
    """The finding on mentors of whom so many rose, stayed and fell: 0 the total, 1 to 7 domains."""

    def finding(**moved: tuple[int, int, int]) -> Finding:
        counted = {("mentor", int(name[1:])): counts for name, counts in moved.items()}
        return confidence.change_of(of_movements(load_instrument(), counted), OURS, "mentor")

    return finding


@pytest.mark.parametrize(
    ("moved", "title"),
    [
        ({"q0": (101, 0, 4)},
         "101 of the 105 mentors rose in their total, four fell: more than chance explains"),
        ({"q0": (2, 8, 30)},
         "Two of the 40 mentors rose in their total, 30 fell: more than chance explains"),
        ({"q0": (5, 1, 0)}, "Five of the six mentors rose in their total, none fell; with six "
         "people that can still be chance"),
        ({"q0": (5, 95, 0)}, "Five of the 100 mentors rose in their total, none fell; with only "
         "five who changed that can still be chance"),
        ({"q0": (3, 1, 2)},
         "Three of the six mentors rose in their total, two fell: no clear direction"),
        ({"q0": (3, 0, 0)},
         "All three mentors rose in their total; too few to show a direction"),
        ({"q0": (1, 0, 0)}, "The only mentor rose in their total; one person shows no direction"),
        ({"q0": (0, 6, 0)}, "All six mentors kept their total"),
        ({"q0": (20, 0, 1), "q1": (20, 0, 1), "q6": (18, 2, 1), "q7": (0, 2, 19), "q2": (9, 4, 8)},
         "20 of the 21 mentors rose in their total, one fell: more than chance explains; beyond "
         "chance, more rose than fell in clinical practice and strengths, beyond chance, more fell "
         "than rose in areas for improvement"),
        ({f"q{number}": (30, 0, 1) for number in range(8)},
         "30 of the 31 mentors rose in their total, one fell: more than chance explains; beyond "
         "chance, more rose than fell in all seven domains"),
        ({"q6": (30, 3, 0)}, "Mentors: beyond chance, more rose than fell in strengths"),
        ({"q6": (3, 3, 0), "q1": (2, 2, 2)}, "Mentors: no domain shows a clear direction"),
        ({"q6": (3, 1, 2)},
         "Mentors, strengths: three of six rose, one stayed, two fell: no clear direction"),
    ],
)  # fmt: skip
def test_titles_say_what_their_verdict_allows(
    told: Callable[..., Finding], moved: dict[str, tuple[int, int, int]], title: str
) -> None:
    assert told(**moved).title == title


def test_who_rose_and_fell_decides_and_not_how_far() -> None:
    """30 up by three points and 33 down by one is "up" by signed rank while more fell."""
    rows = [
        ("mentor", None, None, None, 0, 20, 23, 30),
        ("mentor", None, None, None, 0, 20, 19, 33),
    ]
    base = of_movements(load_instrument(), {})
    simulated = type(base)(
        store=base.store, measured=base.measured, answers=(("change", tuple(rows)),)
    )
    found = confidence.change_of(simulated, OURS, "mentor")
    assert found.title == ("30 of the 63 mentors rose in their total, 33 fell: no clear direction")
    assert found.details.records()[-1]["p_exact"] < 0.002
    assert not found.claims


def test_the_report_prints_the_p_that_decided(told: Callable[..., Finding]) -> None:
    counted = {("mentor", 0): (20, 0, 1), ("mentor", 1): (18, 2, 1), ("mentor", 2): (9, 4, 8)}
    simulated = of_movements(load_instrument(), counted)
    results = report.report(simulated, OURS, AS_OF).table.column("text")[1]
    # Sign test of 20 and 1: 2 * 22 / 2^21 = 0.0000210; of 18 and 1: 2 * 20 / 2^19 = 0.0000763,
    # times seven domains and two roles = 0.00107.
    assert "clinical practice (18 of 21 rose, one fell; adjusted p = 0.00107)" in results
    assert "approach to juniors" not in results
    assert "exact sign test p < 0.001 (< 0.001 allowing for all that was tested)" in results


def test_a_filter_a_split_and_other_stages_are_exploratory(
    store: Store, load: Any, answer: Any
) -> None:
    labels = [domain.label for domain in load_instrument().domains]
    stages = {"pre": 2, "post": 4, "follow-up": 5}
    load(
        Questionnaires=[
            answer(f"M{i}", stage, Site="Leeds") | dict.fromkeys(labels, score)
            for i in range(12)
            for stage, score in stages.items()
        ]
    )
    evidence, ours = Evidence(store), Selection("Our programme")
    leeds = Selection("Our programme", sites=("Leeds",))
    assert confidence.change_of(evidence, ours, "mentor").claims
    for found in (
        confidence.change_of(evidence, leeds, "mentor"),
        confidence.change_of(evidence, ours, "mentor", "pre", "follow_up"),
        by_group.change_by_group(evidence, ours, "mentor", "site"),
    ):
        assert not found.claims
        assert "chance explains" not in found.title
        assert found.notes[0].startswith("Exploratory")
        assert set(found.details.column("verdict")) == {Verdict.NOT_JUDGED}


def test_a_declared_outcome_comes_first(store: Store, load: Any, answer: Any) -> None:
    labels = [domain.label for domain in load_instrument().domains]
    load(
        Questionnaires=[
            answer(f"M{i}", stage) | dict.fromkeys(labels, score) | {"Strengths": 3}
            for i in range(12)
            for stage, score in (("pre", 2), ("post", 4))
        ]
    )
    evidence, ours = Evidence(store), Selection("Our programme")
    assert len(confidence.change_of(evidence, ours, "mentor").claims) == 7
    late = Said(None, "primary_outcome", "mentor strengths", datetime(2030, 1, 1), "the team")
    store.append_setting("Our programme", late)
    # Whoever has seen the answers has nothing left to declare.
    assert len(confidence.change_of(evidence, ours, "mentor").claims) == 7
    store.append_setting("Our programme", late._replace(set_at=datetime(2025, 1, 1)))
    found = confidence.change_of(evidence, ours, "mentor")
    assert not found.claims
    assert {told.p for told in found.judgements} == {1.0}
    assert found.title == "All twelve mentors rose in their total"
    assert found.notes == (
        "The primary outcome is not shown, so nothing else is judged: counts alone.",
    )


def test_every_finding_with_a_claim_says_so(told: Callable[..., Finding]) -> None:
    shown = told(q0=(20, 0, 1), q1=(20, 0, 1))
    assert [claim.about for claim in shown.claims] == ["mentor clinical_practice", "mentor total"]
    assert not told(q0=(5, 1, 0)).claims
