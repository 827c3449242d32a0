"""Changes counted by hand, person by person, in the programme of conftest.py."""

import re
from fractions import Fraction
from math import erfc, sqrt
from typing import Any, NamedTuple

import pytest
from scipy import stats

from rmdata.findings.confidence import confidence
from rmdata.findings.confidence.changes import changes, item_changes
from rmdata.findings.confidence.paired import TOTAL
from rmdata.findings.evidence import Evidence, Selection
from rmdata.findings.finding import Field, Form, Verdict

COUNT, SCORE, SHARE, P = Form.COUNT, Form.SCORE, Form.SHARE, Form.P
Three = tuple[float, float, float]


class Hand(NamedTuple):
    """What one question comes to.

    ``ranks``: the sum of those who rose less that of those who fell, of all, and of the squares.
    """

    label: str
    moved: tuple[int, int, int, int]  # n, rose, stayed, fell
    before: Three  # lower quartile, median, upper quartile
    after: Three
    p_exact: Fraction
    p_sign: Fraction
    ranks: Three
    holm: Fraction | None = Fraction(1)
    typical: tuple[float | None, ...] = (None, None, None)

    def fields(self) -> dict[str, Any]:
        """Every figure of a Change: shares by scipy, p of few people as fractions."""
        n, up, same, down = self.moved
        balance, total, squares = self.ranks
        found = {"n_pairs": n, "n_up": up, "n_same": same, "n_down": down}
        for name, part in (("up", up), ("down", down)):
            limits = stats.binomtest(part, n).proportion_ci()
            found |= {f"share_{name}": part / n}
            found |= {f"share_{name}_low": limits.low, f"share_{name}_high": limits.high}
        low, high = NET[up, same, down]
        found |= {"net_change": (up - down) / n, "net_low": low, "net_high": high}
        found |= dict(zip(("pre_q1", "pre_median", "pre_q3"), self.before, strict=True))
        found |= dict(zip(("post_q1", "post_median", "post_q3"), self.after, strict=True))
        typical = ("typical_change", "typical_low", "typical_high")
        return {
            **found,
            **dict(zip(typical, self.typical, strict=True)),
            "label": self.label,
            "p_exact": float(self.p_exact),
            "p_sign": float(self.p_sign),
            "p_asymptotic": erfc(abs(balance) / sqrt(2 * squares)),
            "p_floor": 2.0 ** (1 - n),
            "p_floor_changed": 2.0 ** (1 - up - down),
            "p_holm": None if self.holm is None else float(self.holm),
            "rank_biserial": balance / total,
            # Nobody's total is shown, so nothing behind it is: p is doubled for two roles, and 1.
            "p_judged": 1,
            "verdict": Verdict.UNCLEAR,
        }


# Limits of (rose - fell) / n by R, from the likelihood itself: ``score`` of
# tests/statistics/reference.R. By rose, stayed, fell.
NET = {
    (5, 1, 1): (-0.1139969, 0.8787810),
    (2, 2, 3): (-0.6311589, 0.4350380),
    (3, 4, 0): (-0.0776149, 0.7495416),
    (4, 0, 2): (-0.4000134, 0.8064572),
    (1, 3, 3): (-0.6916053, 0.2805616),
    (3, 2, 1): (-0.3110738, 0.7539567),
    (6, 1, 0): (0.1991006, 0.9743204),
    (2, 1, 1): (-0.5046872, 0.7783380),
    (2, 0, 1): (-0.5846808, 0.8770161),
    (3, 1, 1): (-0.3492819, 0.8264210),
}


def of(n: int, whole: int = 64) -> Fraction:
    """So many of all ways to set the signs, and as many at the other end."""
    return Fraction(2 * n, whole)


NOT_OF_A_TOTAL = (None, None, None)
# M1 to M7 before and after, in the order of the instrument. Holm multiplies the smallest p by 7.
# The total: changes 6, 6, 0, 0, -1, 11; 3 is the middle of their 21 averages by two.
MENTORS = {
    # 3 2 2 4 2 1 3 -> 4 4 3 3 3 2 3: five by one (rank 3, one of them down), one by two (rank 6)
    "clinical_practice": Hand(
        "Clinical practice", (7, 5, 1, 1), (2, 2, 3), (3, 3, 3.5), of(6), of(7), (15, 21, 81)
    ),
    # 2 4 4 5 4 1 2 -> 3 3 4 4 3 2 2: five by one
    "approach_to_juniors": Hand(
        "Approach to juniors", (7, 2, 2, 3), (2, 4, 4), (2.5, 3, 3.5), of(32), of(32), (-3, 15, 45)
    ),
    # 3 2 4 3 5 3 4 -> 3 3 4 4 5 5 4: ranks 1.5, 1.5, 3
    "approachability": Hand(
        "Approachability", (7, 3, 4, 0), (3, 3, 4), (3.5, 4, 4.5), of(1, 8), of(1, 8), (6, 6, 13.5)
    ),
    # 2 3 4 1 5 2 -> 3 4 3 3 3 3: four by one (rank 2.5), two by two (rank 5.5)
    "use_of_technology": Hand(
        "Use of technology", (6, 4, 0, 2), (2, 2.5, 3.75), (3, 3, 3), of(25), of(22), (5, 21, 85.5)
    ),
    # 4 3 5 4 2 2 5 -> 4 3 4 3 2 3 3: three by one (rank 2), one by two (rank 4)
    "time_management": Hand(
        "Time management", (7, 1, 3, 3), (2.5, 4, 4.5), (3, 3, 3.5), of(4, 16), of(5, 16),
        (-6, 10, 28)
    ),
    # 3 2 4 5 1 3 -> 4 3 4 4 1 5: as above, the other way
    "strengths": Hand(
        "Strengths", (6, 3, 2, 1), (2.25, 3, 3.75), (3.25, 4, 4), of(4, 16), of(5, 16), (6, 10, 28)
    ),
    # 2 1 3 2 4 1 3 -> 4 3 4 3 5 4 3: ranks 2 (three), 4.5 (two), 6
    "areas_for_improvement": Hand(
        "Areas for improvement", (7, 6, 1, 0), (1.5, 2, 3), (3, 4, 4), of(1), of(1),
        (21, 21, 88.5), Fraction(7, 32)
    ),
    # 19 17 26 24 23 13 -> 25 23 26 24 22 24: ranks 2.5, 2.5, 4 up, 1 down
    TOTAL: Hand(
        "Total (of 35)", (6, 3, 2, 1), (17.5, 21, 23.75), (23.25, 24, 24.75), of(2, 16), of(5, 16),
        (8, 10, 29.5), None, (3, -1, 11)
    ),
}  # fmt: skip
MENTEES = {
    # E1 E2 E3 E5: 4 3 5 4 -> 5 2 5 5
    "clinical_practice": Hand(
        "Clinical practice", (4, 2, 1, 1), (3.75, 4, 4.25), (4.25, 5, 5), of(4, 8), of(4, 8),
        (2, 6, 12)
    ),
    # E1 E2 E3: 24 21 29 -> 27 19 33: ranks 2 and 3 up, 1 down
    TOTAL: Hand(
        "Total (of 35)", (3, 2, 0, 1), (22.5, 24, 26.5), (23, 27, 30), of(2, 8), of(4, 8),
        (4, 6, 14), None
    ),
}  # fmt: skip
# M1 M2 M3 M4 M6: 2 3 1 4 2 -> 4 3 4 3 3: ranks 1.5 (one up, one down), 3 and 4
UNDERSTANDING = Hand(
    "Understanding of role", (5, 3, 1, 1), (2, 2, 3), (3, 3, 4), of(3, 16), of(5, 16),
    (7, 10, 29.5), None
)  # fmt: skip


def agrees(found: Any, hand: Hand, role: str, domain: str) -> None:
    group = {"cohort": None, "site": None, "specialty": None}
    expected = {"role": role, **group, "domain": domain, **hand.fields()}
    told = dict(vars(found))
    assert told.pop("verdict") is expected.pop("verdict")
    assert told == pytest.approx(expected)


@pytest.mark.parametrize("domain", MENTORS)
def test_every_figure_of_a_change_of_mentors(programme: Evidence, ours: Selection, domain: str):
    found = [c for c in changes(programme, ours) if c.role == "mentor"]
    assert [c.domain for c in found] == list(MENTORS)
    agrees(found[list(MENTORS).index(domain)], MENTORS[domain], "mentor", domain)


@pytest.mark.parametrize("domain", MENTEES)
def test_every_figure_of_a_change_of_mentees(programme: Evidence, ours: Selection, domain: str):
    found = {c.domain: c for c in changes(programme, ours) if c.role == "mentee"}
    assert [c.n_pairs for c in found.values()] == [4, 3, 4, 4, 4, 4, 3, 3]
    agrees(found[domain], MENTEES[domain], "mentee", domain)


def test_items_outside_the_total_are_apart(programme: Evidence, ours: Selection):
    # One item and two roles: 10/16 is doubled, at most 1.
    [mentors] = item_changes(programme, ours, "mentor")
    [mentees] = item_changes(programme, ours, "mentee")
    agrees(mentors, UNDERSTANDING, "mentor", "understanding_of_role")
    # E1 E3 E5: 3 4 3 -> 4 3 5
    moved = (mentees.n_pairs, mentees.n_up, mentees.n_same, mentees.n_down)
    assert (mentees.role, *moved) == ("mentee", 3, 2, 0, 1)


def test_holm_counts_the_domains_that_nobody_answered(load: Any, answer: Any, store: Any):
    load(
        Questionnaires=[
            answer(f"M{number}", stage, Strengths=score)
            for number in range(6)
            for stage, score in (("pre", 3), ("post", 4))
        ]
    )
    (only,) = changes(Evidence(store), Selection("Our programme"))
    assert (only.p_exact, only.p_holm) == (1 / 32, 7 / 32)


MOVED = (
    Field("n_pairs", "Answered before and after", COUNT),
    Field("n_up", "Rose", COUNT),
    Field("n_same", "Stayed", COUNT),
    Field("n_down", "Fell", COUNT),
    Field("pre_median", "Median before", SCORE),
    Field("post_median", "Median after", SCORE),
)
FOR_STATISTICIANS = (
    Field("n_pairs", "n pairs", COUNT),
    Field("share_up", "Share up", SHARE),
    Field("share_up_low", "Share up, from (95%)", SHARE),
    Field("share_up_high", "Share up, to (95%)", SHARE),
    Field("share_down", "Share down", SHARE),
    Field("share_down_low", "Share down, from (95%)", SHARE),
    Field("share_down_high", "Share down, to (95%)", SHARE),
    Field("net_change", "Share up less share down", Form.DECIMAL),
    Field("net_low", "Net, from (95%, large-sample)", Form.DECIMAL),
    Field("net_high", "Net, to (95%, large-sample)", Form.DECIMAL),
    Field("pre_q1", "Lower quartile before", SCORE),
    Field("pre_q3", "Upper quartile before", SCORE),
    Field("post_q1", "Lower quartile after", SCORE),
    Field("post_q3", "Upper quartile after", SCORE),
    Field("p_exact", "Exact p", P),
    Field("p_floor", "Smallest p possible", P),
    Field("p_floor_changed", "Smallest p possible for those who changed", P),
    Field("p_holm", "Exact p, Holm over domains", P),
    Field("p_sign", "Exact sign test p", P),
    Field("p_judged", "Sign test p, for all that is judged", P),
    Field("verdict", "Verdict"),
    Field("p_asymptotic", "Large-sample p", P),
    Field("rank_biserial", "Rank-biserial among those who changed", Form.DECIMAL),
)
DOMAIN = Field("label", "Domain")


def in_fields(hand: Hand, fields: tuple[Field, ...]) -> list[Any]:
    figures = hand.fields()
    return [figures[field.name] for field in fields]


def test_domains_by_those_who_rose_less_those_who_fell_and_the_total_last(
    programme: Evidence, ours: Selection
):
    found = confidence.change_of(programme, ours, "mentor")
    # (rose - fell) / n: 6/7, 4/7, 3/7, 2/6 twice, -1/7, -2/7
    ordered = ("areas_for_improvement", "clinical_practice", "approachability",
               "use_of_technology", "strengths", "approach_to_juniors", "time_management",
               TOTAL)  # fmt: skip
    assert found.name == "change-mentor"
    for part, fields in ((found.table, MOVED), (found.details, FOR_STATISTICIANS)):
        assert part.fields == (DOMAIN, *fields)
        for row, domain in zip(part.rows, ordered, strict=True):
            expected = in_fields(MENTORS[domain], (DOMAIN, *fields))
            assert list(row) == pytest.approx(expected), domain
    assert re.findall(r"\d+", found.basis) == ["6", "7"]


def test_changes_from_one_stage_to_another(programme: Evidence, ours: Selection):
    later = confidence.change_of(programme, ours, "mentor", "pre", "follow_up")
    assert [field.label for field in later.table.fields] == [
        "Domain", "Answered before and follow-up", "Rose", "Stayed", "Fell",
        "Median before", "Median follow-up",
    ]  # fmt: skip
    rows = {row[0]: row[1:] for row in later.table.rows}
    # M1 and M6: 19 13 -> 26 23; with M3: 3 2 1 -> 5 3 3; time management M1 and M6: 4 2 -> 4 3
    assert rows["Total (of 35)"] == (2, 2, 0, 0, 16, 24.5)
    assert rows["Clinical practice"] == (3, 3, 0, 0, 2, 3)
    assert rows["Time management"] == (2, 1, 1, 0, 3, 3.5)
    after = confidence.change_of(programme, ours, "mentor", "post", "follow_up")
    # M1 and M6: 25 24 -> 26 23
    assert after.table.rows[-1] == ("Total (of 35)", 2, 1, 0, 1, 24.5, 24.5)
