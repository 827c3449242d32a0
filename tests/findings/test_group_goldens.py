"""Groups side by side, and every answer on the scale, counted in the programme of conftest.py."""

from math import hypot
from typing import Any

import pytest
from scipy import stats

from rmdata.findings.confidence import by_group, confidence
from rmdata.findings.confidence.paired import FOR_STATISTICIANS
from rmdata.findings.evidence import Evidence, Selection
from rmdata.findings.finding import Field, Form

COUNT, SCORE = Form.COUNT, Form.SCORE

# Totals before and after: M1 19-25, M2 17-23, M3 26-26, M4 24-24, M5 23-22, M6 13-24; clinical
# practice of York: M3 2-3, M6 1-2, M7 3-3; follow-up: M1 19-26, M6 13-23; E1 24-27, E2 21-19.
GROUPS = [
    ("mentor", "site", {}, [("Not said", 1, 0, 1, 0, 24, 24), ("Leeds", 3, 2, 0, 1, 19, 23),
                            ("York", 2, 1, 1, 0, 19.5, 25)]),
    ("mentor", "cohort", {}, [("Autumn", 1, 1, 0, 0, 13, 24), ("Spring", 5, 2, 2, 1, 23, 24)]),
    ("mentor", "specialty", {}, [("Medicine", 2, 0, 1, 1, 23.5, 23),
                                 ("Surgery", 4, 3, 1, 0, 18, 24.5)]),
    ("mentor", "site", {"domain": "clinical_practice"},
     [("Not said", 1, 0, 0, 1, 4, 3), ("Leeds", 3, 3, 0, 0, 2, 4), ("York", 3, 2, 1, 0, 2, 3)]),
    ("mentor", "cohort", {"after": "follow_up"},
     [("Autumn", 1, 1, 0, 0, 13, 23), ("Spring", 1, 1, 0, 0, 19, 26)]),
    ("mentee", "site", {}, [("Leeds", 2, 2, 0, 0, 26.5, 30), ("York", 1, 0, 0, 1, 21, 19)]),
]  # fmt: skip


@pytest.mark.parametrize(("role", "by", "asked", "rows"), GROUPS)
def test_groups_side_by_side(
    programme: Evidence, ours: Selection, role: str, by: str, asked: dict[str, str], rows: Any
):
    found = by_group.change_by_group(programme, ours, role, by, **asked)
    assert found.name == f"change-{role}-by-{by}"
    assert list(found.table.rows) == rows
    assert found.table.fields[0] == Field("group", by.capitalize())
    later = asked.get("after", "after").replace("_", "-")
    assert found.table.fields == (
        Field("group", by.capitalize()),
        Field("n_pairs", f"Answered before and {later}", COUNT),
        Field("n_up", "Rose", COUNT),
        Field("n_same", "Stayed", COUNT),
        Field("n_down", "Fell", COUNT),
        Field("pre_median", "Median before", SCORE),
        Field("post_median", f"Median {later}", SCORE),
    )
    details = [field.name for field in found.details.fields]
    apart = ["apart", "apart_low", "apart_high"]
    assert details == ["group", *(field.name for field in FOR_STATISTICIANS), *apart]
    quartiles = [f.label for f in found.details.fields if "quartile" in f.label]
    assert quartiles[1:3] == ["Upper quartile before", f"Lower quartile {later}"]
    assert found.details.column("n_pairs") == [row[1] for row in rows]


def test_details_of_a_group_rest_on_that_group(programme: Evidence, ours: Selection):
    leeds = by_group.change_by_group(programme, ours, "mentor", "site").details.records()[1]
    # Changes 6, 6, -1: ranks 2.5, 2.5 and 1 down; two of eight ways at either end
    assert (leeds["p_exact"], leeds["p_floor"], leeds["p_holm"]) == (0.5, 0.25, None)
    assert (leeds["share_up"], leeds["share_down"]) == pytest.approx((2 / 3, 1 / 3))


def wilson(count: int, n: int) -> tuple[float, float]:
    found = stats.binomtest(count, n).proportion_ci(method="wilson")
    return found.low, found.high


def test_a_group_stands_against_all_others_together(programme: Evidence, ours: Selection):
    found = by_group.change_by_group(programme, ours, "mentor", "site")
    # Rose: none of 1, two of 3 and one of 2; of the others 3 of 5, 1 of 3 and 2 of 4.
    for row, (up, n, others, n_others) in zip(
        found.details.records(), [(0, 1, 3, 5), (2, 3, 1, 3), (1, 2, 2, 4)], strict=True
    ):
        p, q = up / n, others / n_others
        (low, high), (other_low, other_high) = wilson(up, n), wilson(others, n_others)
        assert (row["apart"], row["apart_low"], row["apart_high"]) == pytest.approx(
            (p - q, p - q - hypot(p - low, other_high - q), p - q + hypot(high - p, q - other_low))
        )
    assert all("size only" in field.label for field in found.details.fields[-2:])


def test_one_group_alone_stands_against_nobody(programme: Evidence):
    leeds = Selection("Mentoring upwards", sites=("Leeds",))
    found = by_group.change_by_group(programme, leeds, "mentor", "site").details.records()
    assert [(row["apart"], row["apart_low"], row["apart_high"]) for row in found] == [(None,) * 3]


# n, the median, and how many answered 1, 2, 3, 4 and 5; M1 to M9 and one without a code.
SPREADS = """
clinical_practice     Before 10 2.5  1 4 2 2 1   3 2 2 4 2 1 3 4 2 5
clinical_practice     After   8 3    0 1 4 3 0   4 4 3 3 3 2 3 4
clinical_practice     Later   3 3    0 0 2 0 1   5 3 3
clinical_practice     Recall  1 3    0 0 1 0 0   3
approach_to_juniors   Before 10 3.5  1 3 1 3 2   2 4 4 5 4 1 2 3 2 5
approach_to_juniors   After   8 3    0 2 3 3 0   3 3 4 4 3 2 2 4
approach_to_juniors   Later   3 3    0 1 1 1 0   3 4 2
approach_to_juniors   Recall  1 3    0 0 1 0 0   3
approachability       Before  9 3    0 2 4 2 1   3 2 4 3 5 3 4 2 3
approachability       After   8 4    0 0 3 3 2   3 3 4 4 5 5 4 3
approachability       Later   3 4    0 0 1 2 0   3 4 4
approachability       Recall  1 3    0 0 1 0 0   3
use_of_technology     Before  9 2    3 2 2 1 1   2 3 4 1 5 2 3 1 1
use_of_technology     After   8 3    0 0 6 1 1   3 4 3 3 3 3 5 3
use_of_technology     Later   3 3    0 0 3 0 0   3 3 3
use_of_technology     Recall  1 3    0 0 1 0 0   3
time_management       Before 10 3    1 2 3 2 2   4 3 5 4 2 2 5 3 3 1
time_management       After   8 3    0 1 5 2 0   4 3 4 3 2 3 3 3
time_management       Later   2 3.5  0 0 1 1 0   4 3
time_management       Recall  1 3    0 0 1 0 0   3
strengths             Before 10 2.5  1 4 3 1 1   3 2 4 5 1 3 2 3 2 2
strengths             After   7 4    1 0 2 3 1   4 3 4 4 1 5 3
strengths             Later   3 4    0 0 0 2 1   4 5 4
strengths             Recall  1 3    0 0 1 0 0   3
areas_for_improvement Before 10 2    2 4 3 1 0   2 1 3 2 4 1 3 3 2 2
areas_for_improvement After   8 4    0 0 3 4 1   4 3 4 3 5 4 3 4
areas_for_improvement Later   3 4    0 1 0 2 0   4 2 4
areas_for_improvement Recall  1 2    0 1 0 0 0   2
"""
STAGES = {"Before": "Before", "After": "After", "Later": "Follow-up",
          "Recall": "Before, looking back"}  # fmt: skip


def test_every_answer_on_the_scale_with_and_without_a_code(programme: Evidence, ours: Selection):
    found = confidence.answers_of(programme, ours, "mentor")
    assert found.name == "answers-mentor"
    assert found.table.fields == (
        Field("label", "Domain"),
        Field("stage", "Stage"),
        Field("n", "Answers", COUNT),
        Field("median", "Median", SCORE),
        Field("score_1", "1 Very low", COUNT),
        Field("score_2", "2 Low", COUNT),
        Field("score_3", "3 Moderate", COUNT),
        Field("score_4", "4 High", COUNT),
        Field("score_5", "5 Very high", COUNT),
    )
    expected = []
    for domain, stage, *figures in map(str.split, SPREADS.strip().splitlines()):
        label = domain.replace("_", " ").capitalize()
        expected.append((label, STAGES[stage], *map(float, figures[:7])))
    assert list(found.table.rows) == expected


def test_answers_of_the_other_role_are_its_own(programme: Evidence, ours: Selection):
    found = confidence.answers_of(programme, ours, "mentee")
    # E1 to E5: 4 3 5 2 4 before; E1 E2 E3 E5 and two without a code after: 5 2 5 5 3 1; E1 E4: 3 1
    assert found.table.rows[:3] == (
        ("Clinical practice", "Before", 5, 4, 0, 1, 1, 2, 1),
        ("Clinical practice", "After", 6, 4, 1, 1, 1, 0, 3),
        ("Clinical practice", "Follow-up", 2, 2, 1, 0, 1, 0, 0),
    )
