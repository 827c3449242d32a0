"""Who took part, stayed and was lost, counted by hand in the programme of conftest.py."""

from datetime import date
from functools import partial
from itertools import permutations
from math import sqrt

import pytest
from scipy import stats

from rmdata.findings.evidence import Evidence, Selection
from rmdata.findings.finding import Field, Form
from rmdata.findings.participation import baseline, selection_bias, took_part

COUNT, SHARE, LATE = Form.COUNT, Form.SHARE, date(2025, 12, 31)
HEADINGS = {"mentor": "Juniors (mentors)", "mentee": "Consultants (mentees)"}
LABELS = {
    "invited": "Invited",
    "agreed": "Agreed",
    "answered_before": "Answered before",
    "met": "Had a session",
    "answered_after": "Answered after",
    "answered_both": "Answered both times",
    "answered_follow_up": "Answered the follow-up",
    "has_left": "Left",
}
# Mentors: M1 to M7, M08, M8, M9, M10. M8 was not invited; M1 M5 M6 M7 M08 M9 agreed; M8 and M10
# did not answer before; M1 M2 M3 M4 M6 met; M1 to M8 answered after, M1 M3 M6 later; M9 left.
# Mentees: E1 to E6. E1 E2 E4 were invited; E1 E4 agreed; E6 never answered; E1 E2 E3 E6 met,
# E1 E4 answered later.
STEPS = {
    "mentor": (11, (10, 6, 9, 5, 8, 7, 3, 1)),
    "mentee": (6, (3, 2, 5, 4, 4, 4, 2, 0)),
}


def test_every_step_of_each_role(programme: Evidence, ours: Selection):
    found = iter(took_part.step_counts(programme, ours))
    for role, (n_of, steps) in STEPS.items():
        for step, n in zip(LABELS, steps, strict=True):
            limits = stats.binomtest(n, n_of).proportion_ci()
            assert next(found) == pytest.approx(
                {
                    "role": role, "cohort": None, "site": None, "specialty": None,
                    "role_label": HEADINGS[role], "step": step, "label": LABELS[step],
                    "n": n, "n_of": n_of, "share": n / n_of,
                    "share_low": limits.low, "share_high": limits.high,
                }
            )  # fmt: skip
    assert next(found, None) is None


def test_steps_of_groups(programme: Evidence, ours: Selection):
    found = took_part.step_counts(programme, ours, ["site"])
    met = [r for r in found if r["step"] == "met"]
    # No site: M4, E4, E6. Leeds: M1 M2 M5 M8 M9, E1 E3. York: M3 M6 M7 M08 M10, E2 E5.
    assert [(r["role"], r["site"], r["n"], r["n_of"]) for r in met] == [
        ("mentor", None, 1, 1),
        ("mentor", "Leeds", 2, 5),
        ("mentor", "York", 2, 5),
        ("mentee", None, 1, 2),
        ("mentee", "Leeds", 2, 2),
        ("mentee", "York", 1, 2),
    ]
    assert took_part.totals(met) == {"met": 9}


def test_the_funnel_has_every_step_but_leaving(programme: Evidence, ours: Selection):
    found = took_part.funnel(programme, ours)
    assert found.name == "funnel"
    assert found.table.fields == (
        Field("label", "Step"),
        Field("role_label", "Role"),
        Field("n", "People", COUNT),
        Field("n_of", "Of all known", COUNT),
        Field("share", "Share", SHARE),
    )
    assert list(found.table.rows) == [
        (LABELS[step], HEADINGS[role], n, n_of, n / n_of)
        for role, (n_of, steps) in STEPS.items()
        for step, n in zip(LABELS, steps, strict=True)
        if step != "has_left"
    ]


def test_totals_are_of_both_roles(programme: Evidence, ours: Selection):
    found = took_part.totals(took_part.step_counts(programme, ours))
    assert list(found) == list(LABELS)
    assert list(found.values()) == [13, 8, 14, 9, 12, 11, 5, 1]


# Against one person alone the difference is the root of 2 * sum of (p - q)^2 / p.
# M10 against M1 to M9 and M08; M8 is not listed, so only its site is known.
TOOK_PART = [
    # e-mail 4, poster 3, word of mouth 1; M10 by word of mouth: two of nine
    ("How recruited", 8, 1, sqrt(14), 2 / 9),
    # ST3 3, ST4 2, ST5 4; M10 ST4: three ST3 and three ST4 of ten
    ("Grade", 9, 1, sqrt(7), 6 / 10),
    ("Site", 9, 1, sqrt(2.5), 1),  # Leeds 5, York 4; M10 York
    ("Specialty", 8, 1, sqrt(2), 1),  # Medicine 4, Surgery 4; M10 Surgery
    ("Sex", 9, 1, 1, 1),  # F 3, M 6; M10 M
    ("Age band", 8, 1, None, 1 / 9),  # nobody else is of M10's age
]
# M1 to M7 against M08, M8, M9.
STAYED = [
    # e-mail 4, poster 2 against poster 1, word of mouth 1: six of 28 pairs are as unlikely
    ("How recruited", 6, 2, sqrt(6), 6 / 28),
    # ST3 3, ST4 2, ST5 2 against ST5 2: 16 of 36 pairs
    ("Grade", 7, 2, sqrt(5), 16 / 36),
    ("Age band", 6, 2, 2, 12 / 28),  # 25-34 4, 35-44 2 against 35-44 2
    ("Specialty", 7, 1, sqrt(8 / 3), 1),  # Medicine 3, Surgery 4 against Medicine 1
    ("Sex", 7, 2, sqrt(1.5), 18 / 36),  # F 3, M 4 against M 2
    # Leeds 3, York 3 against Leeds 2, York 1
    ("Site", 6, 3, (1 / 6) / sqrt((1 / 4 + 2 / 9) / 2), 1),
]
COUNTED = {
    "took-part": [
        ("Grade", "ST3", 3, 0), ("Grade", "ST4", 2, 1), ("Grade", "ST5", 4, 0),
        ("Sex", "F", 3, 0), ("Sex", "M", 6, 1),
        ("Age band", "25-34", 4, 0), ("Age band", "35-44", 4, 0), ("Age band", "45-54", 0, 1),
        ("Site", "Leeds", 5, 0), ("Site", "York", 4, 1),
        ("Specialty", "Medicine", 4, 0), ("Specialty", "Surgery", 4, 1),
        ("How recruited", "e-mail", 4, 0), ("How recruited", "poster", 3, 0),
        ("How recruited", "word of mouth", 1, 1),
    ],
    "stayed": [
        ("Grade", "ST3", 3, 0), ("Grade", "ST4", 2, 0), ("Grade", "ST5", 2, 2),
        ("Sex", "F", 3, 0), ("Sex", "M", 4, 2),
        ("Age band", "25-34", 4, 0), ("Age band", "35-44", 2, 2),
        ("Site", "Leeds", 3, 2), ("Site", "York", 3, 1),
        ("Specialty", "Medicine", 3, 1), ("Specialty", "Surgery", 4, 0),
        ("How recruited", "e-mail", 4, 0), ("How recruited", "poster", 2, 1),
        ("How recruited", "word of mouth", 0, 1),
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    ("ask", "name", "rows"),
    [
        pytest.param(selection_bias.took_part, "took-part", TOOK_PART, id="took part"),
        pytest.param(partial(selection_bias.stayed, as_of=LATE), "stayed", STAYED, id="stayed"),
    ],
)
def test_traits_of_two_groups(programme: Evidence, ours: Selection, ask, name: str, rows: list):
    found = ask(programme, ours, "mentor")
    assert found.name == f"{name}-mentor"
    first, second = (field.label for field in found.table.fields[1:3])
    assert first.startswith("Mentors who") and second.startswith("Those who")
    groups = (Field("n_first", first, COUNT), Field("n_second", second, COUNT))
    assert found.table.fields == (
        Field("label", "Trait"),
        *groups,
        Field("difference", "Standardised difference", Form.DECIMAL),
    )
    for row, expected in zip(found.table.rows, rows, strict=True):
        assert list(row) == pytest.approx(expected[:4]), expected[0]
    assert found.details.fields == (
        Field("label", "Trait"),
        Field("value", "Value"),
        *groups,
        Field("difference", "Standardised difference", Form.DECIMAL),
        Field("difference_low", "From (95%, for size only)", Form.DECIMAL),
        Field("difference_high", "To (95%, for size only)", Form.DECIMAL),
        Field("p", "Exact p", Form.P),
        Field("p_judged", "p, for all that this page tests", Form.P),
    )
    # Every p is above 1/30, and the page has thirty tests.
    tested = {row[0]: row[7:] for row in found.details.rows if row[1] == "All values"}
    assert tested == {row[0]: pytest.approx((row[4], 1)) for row in rows}
    assert [row[:4] for row in found.details.rows if row[1] != "All values"] == COUNTED[name]
    of_all = {row[0]: row[2:5] for row in found.details.rows if row[1] == "All values"}
    assert of_all == {row[0]: pytest.approx(row[1:4]) for row in rows}


def test_a_difference_of_traits_has_its_limits(programme: Evidence, ours: Selection):
    found = selection_bias.stayed(programme, ours, "mentor", LATE).details.records()
    sex, *values = [row for row in found if row["label"] == "Sex"]
    # F 3, M 4 against M 2: N = 7 * 2 / 9, d^2 = 1.5, so F = N * 1.5 * 7 / 9 with 1 and 7 degrees.
    size, seen = 14 / 9, 14 / 9 * 1.5 * 7 / 9
    assert stats.f.cdf(seen, 1, 7) < 0.975 and sex["difference_low"] == 0
    shift = size * sex["difference_high"] ** 2
    assert stats.ncf.cdf(seen, 1, 7, shift) == pytest.approx(0.025)
    assert {row["difference_high"] for row in values} == {None}


# Totals before of those who answered after, and of those who did not.
KEPT, LOST = (19, 17, 26, 24, 23, 13), (21, 15)
BASELINES = {
    # M1 to M6; M08 and M9, ranks 2 and 5 of 8: 18 of 28 pairs lie as far from the middle
    "mentor": [
        (6, 21, None, None, None),
        (2, 18, -7 / 3 / sqrt((18 + 358 / 15) / 2), 18 / 28, 1),
    ],
    # E1 E2 E3: 24 21 29; E4: 12, the lowest of four. One person has no spread. Two answered after
    # without a code, so nothing is judged.
    "mentee": [(3, 24, None, None, None), (1, 12, None, 2 / 4, None)],
}


@pytest.mark.parametrize("role", BASELINES)
def test_where_those_who_were_lost_began(programme: Evidence, ours: Selection, role: str):
    assert stats.tvar(KEPT) == pytest.approx(358 / 15) and stats.tvar(LOST) == 18
    found = baseline.baseline_of_those_lost(programme, ours, role, LATE)
    assert found.name == f"baseline-{role}"
    assert found.table.fields == (
        Field("label", "Group"),
        Field("n", "People", COUNT),
        Field("median", "Median total before", Form.SCORE),
        Field("difference", "Standardised difference", Form.DECIMAL),
    )
    labels = ("Answered both times", "No answer after")
    for row, label, figures in zip(found.table.rows, labels, BASELINES[role], strict=True):
        assert list(row) == pytest.approx([label, *figures[:3]])
    assert found.details.rows[0][-2:] == pytest.approx(BASELINES[role][1][3:])


def test_where_the_lost_began_has_its_limits(programme: Evidence, ours: Selection):
    found = baseline.baseline_of_those_lost(programme, ours, "mentor", LATE)
    # Bonett: variances 18 of two people and 358 / 15 of six.
    one, other = 18, 358 / 15
    middle = (one + other) / 2
    d = -7 / 3 / sqrt(middle)
    squares = one**2 / 1 + other**2 / 5
    reach = 1.959964 * sqrt(d**2 / 8 * squares / middle**2 + (one / 1 + other / 5) / middle)
    assert found.details.rows == (pytest.approx((2, 6, d, d - reach, d + reach, 18 / 28, 1)),)
    assert [field.label for field in found.details.fields] == [
        "No answer after",
        "Answered both times",
        "Standardised difference",
        "From (95%, for size only)",
        "To (95%, for size only)",
        "Permutation p",
        "p, for all that this page tests",
    ]
    alone = baseline.baseline_of_those_lost(programme, ours, "mentee", LATE)
    assert alone.details.rows == ((1, 3, None, None, None, pytest.approx(2 / 4), None),)


# Sessions, minutes and change in the total; M5 met nobody, so has no minutes.
DOSES = {
    "mentor": [(3, 165, 6), (3, 125, 6), (2, 127, 0), (2, 140, 0), (0, None, -1), (1, 40, 11)],
    "mentee": [(5, 245, 3), (3, 172, -2), (1, 40, 4)],
}
TAUS = {"mentor": (5 / 13, -4 / sqrt(80)), "mentee": (-1 / 3, -1 / 3)}


def p_of_orders(first: list[int], second: list[int]) -> float:
    """The share of all orders of the second with as many pairs in, or against, the first's."""

    def balance(values: tuple[int, ...]) -> int:
        return sum(
            (a > b) * (x > y) - (a > b) * (x < y)
            for a, x in zip(first, values, strict=True)
            for b, y in zip(first, values, strict=True)
        )

    seen = abs(balance(tuple(second)))
    found = [abs(balance(order)) >= seen for order in permutations(second)]
    return sum(found) / len(found)


@pytest.mark.parametrize("role", DOSES)
def test_sessions_and_change(programme: Evidence, ours: Selection, role: str):
    found = baseline.sessions_and_change(programme, ours, role)
    assert found.name == f"sessions-and-change-{role}"
    assert found.table.fields == (
        Field("label", "Measure"),
        Field("n", "People", COUNT),
        Field("tau_b", "Kendall's tau-b with change in total", Form.DECIMAL),
    )
    assert [field.label for field in found.details.fields] == [
        "Measure", "Permutation p", "p, for all that this page tests"]  # fmt: skip
    for measure, label in enumerate(("Sessions held", "Minutes in sessions")):
        known = [met for met in DOSES[role] if met[measure] is not None]
        p = p_of_orders([met[measure] for met in known], [met[2] for met in known])
        # Fewer than ten people: nothing is judged.
        expected = [label, len(known), TAUS[role][measure]]
        assert list(found.table.rows[measure]) == pytest.approx(expected)
        assert list(found.details.rows[measure]) == pytest.approx([label, p, None])
