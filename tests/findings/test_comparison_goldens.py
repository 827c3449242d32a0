"""Stages that can be compared, the reliability of the total, and what was printed before."""

from typing import Any

import numpy as np
import pytest
from scipy import stats

from rmdata.findings.confidence import comparisons
from rmdata.findings.evidence import Evidence, Selection
from rmdata.findings.finding import Field, Form
from rmdata.store.store import Store

OURS = Selection("Our programme")
FIRST, LATER = ("Before and after", ("pre", "post")), ("Before and follow-up", ("pre", "follow_up"))
LAST = ("After and follow-up", ("post", "follow_up"))
LOOKING_BACK = ("Before, looking back and after", ("retrospective_pre", "post"))


@pytest.mark.parametrize(
    ("filters", "offered"),
    [
        pytest.param({}, [FIRST, LATER, LAST, LOOKING_BACK], id="everybody"),
        # M2 alone looked back, in Leeds.
        pytest.param({"sites": ("York",)}, [FIRST, LATER, LAST], id="York"),
        # Before and after is always offered.
        pytest.param({"cohorts": ("Nowhere",)}, [FIRST], id="nobody"),
    ],
)
def test_stages_that_somebody_answered_both_of(
    programme: Evidence, filters: dict[str, Any], offered: list[Any]
):
    found = comparisons.comparisons(programme, Selection("Mentoring upwards", **filters))
    assert list(found.items()) == offered


def answers(n: int, slope: int) -> list[list[int]]:
    """So many people with seven answers that hang together, each differently."""
    return [
        [1 + (person * slope + (person * domain) % 3 + domain) % 5 for domain in range(7)]
        for person in range(n)
    ]


BEFORE, AFTER, MENTEES = answers(32, 7), answers(31, 3), answers(30, 11)


@pytest.fixture
def many(store: Store, load: Any, answer: Any, instrument: Any) -> Evidence:
    """32 mentors before and 31 after; 30 mentees before and 29 after; some answers are blank."""
    said = [
        *((f"M{i}", "pre", row) for i, row in enumerate(BEFORE)),
        *((f"M{i}", "post", row) for i, row in enumerate(AFTER)),
        *((f"E{i}", "pre", row) for i, row in enumerate(MENTEES)),
        *((f"E{i}", "post", row) for i, row in enumerate(MENTEES[:29])),
        ("M99", "pre", [5, 1, 5, 1, 5, 1, None]),
    ]
    domains = [domain.label for domain in instrument.domains]
    load(
        Questionnaires=[
            answer(code, stage)
            | dict(zip(domains, row, strict=True))
            # Not part of the total.
            | {"Understanding of role": 1 + sum(map(ord, code)) % 5}
            for code, stage, row in said
        ]
    )
    return Evidence(store)


def alpha(rows: list[list[int]]) -> tuple[float, float, float]:
    """Cronbach 1951 with the interval of Feldt 1965."""
    items = np.array(rows)
    n, k = items.shape
    whole = items.sum(axis=1).var(ddof=1)
    found = k / (k - 1) * (1 - items.var(axis=0, ddof=1).sum() / whole)
    f = stats.f(n - 1, (n - 1) * (k - 1))
    return found, 1 - (1 - found) * f.ppf(0.975), 1 - (1 - found) * f.ppf(0.025)


def test_reliability_of_each_stage_with_thirty_people(many: Evidence):
    found = comparisons.reliability(many, OURS, "mentor")
    assert found.name == "reliability-mentor"
    assert found.table.fields == (
        Field("stage", "Stage"),
        Field("n", "People", Form.COUNT),
        Field("alpha", "Cronbach's alpha", Form.DECIMAL),
        Field("low", "95% from", Form.DECIMAL),
        Field("high", "95% to", Form.DECIMAL),
    )
    expected = [["Before", 32, *alpha(BEFORE)], ["After", 31, *alpha(AFTER)]]
    for row, hand in zip(found.table.rows, expected, strict=True):
        assert list(row) == pytest.approx(hand)
    mentees = comparisons.reliability(many, OURS, "mentee")
    assert mentees.name == "reliability-mentee"
    assert [list(row) for row in mentees.table.rows] == [
        pytest.approx(["Before", 30, *alpha(MENTEES)])
    ]


def test_what_the_study_behind_the_instrument_printed(programme: Evidence):
    found = comparisons.published(programme, "mentor")
    assert found.name == "published-mentor"
    assert found.table.fields == (
        Field("label", "Domain"),
        Field("n", "People", Form.COUNT),
        Field("pre_median", "Median before", Form.SCORE),
        Field("post_median", "Median after", Form.SCORE),
        Field("p", "p as printed", Form.P),
    )
    # Raju et al. 2022
    assert found.table.rows == (
        ("Total (of 35)", 6, 23, 29, 0.04),
        ("Clinical practice", 6, 3, 4, 0.041),
        ("Areas for improvement", 6, 3, 5, 0.041),
    )
    mentees = comparisons.published(programme, "mentee")
    assert (mentees.name, mentees.is_empty) == ("published-mentee", True)
