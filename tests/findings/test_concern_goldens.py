"""Concerns and benefits counted by hand, person by person, in the programme of conftest.py."""

from typing import Any

import pytest
from scipy import stats

from rmdata.findings.concerns import answers, feared
from rmdata.findings.confidence import beside_the_total
from rmdata.findings.evidence import Evidence, Selection
from rmdata.findings.finding import Field, Form

COUNT, SHARE = Form.COUNT, Form.SHARE
TIME, HIERARCHY, CONFIDENTIALITY = "Lack of time", "Hierarchical difference", "Confidentiality"
DAMAGED, UNCLEAR = "Damaged relationship", "Unclear expectations"
NOBODY_UPPER = 1 - 0.05 ** (1 / 3)  # none of three, one-sided 95%

# Feared before, happened after. M1: hierarchy and time, time. M2: hierarchy and time, unclear.
# M3: hierarchy, time and damaged, none. M4: none, damaged. M6: confidentiality, time.
# E1: confidentiality and time, confidentiality. E2: none, none. E3: time, time.
# Label, answered, feared, happened, both, feared only, happened only, neither, at most, p.
FEARED = {
    "mentor": [
        (TIME, 5, 3, 2, 1, 2, 1, 1, stats.beta.ppf(0.95, 2, 2), 1.0),
        (HIERARCHY, 5, 3, 0, 0, 3, 0, 2, NOBODY_UPPER, 0.25),
        (DAMAGED, 5, 1, 1, 0, 1, 1, 3, 0.95, 1.0),
        (CONFIDENTIALITY, 5, 1, 0, 0, 1, 0, 4, 0.95, 1.0),
        (UNCLEAR, 5, 0, 1, 0, 0, 1, 4, None, 1.0),
    ],
    "mentee": [
        (TIME, 3, 2, 1, 1, 1, 0, 1, 0.95**0.5, 1.0),
        (CONFIDENTIALITY, 3, 1, 1, 1, 0, 0, 2, 1.0, 1.0),
    ],
}
FIGURES = (
    "n_answered", "n_feared", "n_happened", "n_feared_and_happened", "n_feared_not_happened",
    "n_not_feared_happened", "n_neither", "happened_upper", "p_mcnemar",
)  # fmt: skip


def test_what_was_feared_and_what_happened_by_role(programme: Evidence, ours: Selection):
    found = feared.feared(programme, ours)
    expected = [(role, *row) for role, rows in FEARED.items() for row in rows]
    for theme, (role, label, *figures) in zip(found, expected, strict=True):
        assert (theme.role, theme.label) == (role, label)
        assert (theme.cohort, theme.site, theme.specialty) == (None, None, None)
        assert [getattr(theme, name) for name in FIGURES] == pytest.approx(figures), label


def test_what_was_feared_in_one_group(programme: Evidence, ours: Selection):
    found = feared.feared(programme, ours, ["cohort"])
    # M6, then M1 to M4; E3, then E1 and E2
    assert [(t.role, t.cohort, t.label, t.n_answered, t.n_feared) for t in found] == [
        ("mentor", "Autumn", CONFIDENTIALITY, 1, 1),
        ("mentor", "Autumn", TIME, 1, 0),
        ("mentor", "Spring", TIME, 4, 3),
        ("mentor", "Spring", HIERARCHY, 4, 3),
        ("mentor", "Spring", DAMAGED, 4, 1),
        ("mentor", "Spring", UNCLEAR, 4, 0),
        ("mentee", "Autumn", TIME, 1, 1),
        ("mentee", "Spring", CONFIDENTIALITY, 2, 1),
        ("mentee", "Spring", TIME, 2, 1),
    ]


@pytest.mark.parametrize("role", FEARED)
def test_the_finding_of_what_was_feared(programme: Evidence, ours: Selection, role: str):
    found = feared.feared_and_happened(programme, ours, role)
    assert found.name == f"feared-and-happened-{role}"
    assert found.table.fields == (
        Field("label", "Concern"),
        Field("n_answered", "Answered both times", COUNT),
        Field("n_feared", "Feared it before", COUNT),
        Field("n_feared_and_happened", "of them, saw it happen", COUNT),
        Field("n_happened", "All who saw it happen", COUNT),
    )
    assert found.details.fields == (
        Field("label", "Concern"),
        Field("n_feared_and_happened", "Feared, happened", COUNT),
        Field("n_feared_not_happened", "Feared, did not happen", COUNT),
        Field("n_not_feared_happened", "Not feared, happened", COUNT),
        Field("n_neither", "Neither", COUNT),
        Field("happened_upper", "Of those who feared it, at most (one-sided 95%)", SHARE),
        Field("p_mcnemar", "Exact McNemar p", Form.P),
    )
    for i, (label, answered, n_feared, happened, both, *rest) in enumerate(FEARED[role]):
        assert found.table.rows[i] == (label, answered, n_feared, both, happened)
        assert list(found.details.rows[i]) == pytest.approx([label, both, *rest])
    assert f"{FEARED[role][0][1]} " in found.basis


# Everybody with the role who ticked anything, or "none of these", with and without a code.
THEMES = {
    # before: M1 M2 M3 M4 M5 M6 M08 M9 and one without a code; later: M1 and M3 (none)
    ("mentor", "concerns"): [(TIME, "Before", 6, 9), (HIERARCHY, "Before", 4, 9),
                             (CONFIDENTIALITY, "Before", 1, 9), (DAMAGED, "Before", 1, 9),
                             (UNCLEAR, "Before", 1, 9), (CONFIDENTIALITY, "Follow-up", 1, 2)],
    # E1 to E4
    ("mentee", "concerns"): [(CONFIDENTIALITY, "Before", 2, 4), (TIME, "Before", 2, 4),
                             (UNCLEAR, "Before", 1, 4)],
    # M1 M2 M3 M4 M6 M7 M8; later: M1
    ("mentor", "happened"): [(TIME, "After", 2, 7), (UNCLEAR, "After", 2, 7),
                             (DAMAGED, "After", 1, 7), (HIERARCHY, "After", 1, 7),
                             (HIERARCHY, "Follow-up", 1, 1)],
    # E1 E2 E3 E5
    ("mentee", "happened"): [(TIME, "After", 2, 4), (CONFIDENTIALITY, "After", 1, 4)],
    # M1 M2 M3 M4 (none) M7; later: M1
    ("mentor", "benefits"): [("Insight into the other's work", "After", 3, 5),
                             ("Better communication", "After", 2, 5),
                             ("Leadership skills", "After", 1, 5),
                             ("Leadership skills", "Follow-up", 1, 1)],
    # E1 E2 (none) E3 E5
    ("mentee", "benefits"): [("Self-awareness", "After", 3, 4),
                             ("Better communication", "After", 1, 4)],
}  # fmt: skip


@pytest.mark.parametrize(("role", "asked"), THEMES)
def test_themes_of_each_role(programme: Evidence, ours: Selection, role: str, asked: str):
    found = answers.themes(programme, ours, role, asked)
    assert found.name == f"{asked}-{role}"
    assert found.table.fields == (
        Field("label", "Theme"),
        Field("stage", "Stage"),
        Field("n", "People", COUNT),
        Field("n_answered", "Answered the question", COUNT),
        Field("share", "Share", SHARE),
    )
    expected = [(*row, row[2] / row[3]) for row in THEMES[role, asked]]
    assert list(found.table.rows) == expected


def test_themes_of_groups_are_shares_of_their_group(programme: Evidence, ours: Selection):
    found = answers.theme_counts(programme, ours.only("mentor"), "concerns", ["site"])
    before = [r for r in found if r["theme"] == "time" and r["stage_id"] == "pre"]
    # Leeds: M1 M2 M5 M9 and one without a code; York: M3 M6 M08. M4 has no site and feared nothing.
    told = [(r["site"], r["n"], r["n_answered"], r["share"]) for r in before]
    assert told == [("Leeds", 4, 5, 0.8), ("York", 2, 3, 2 / 3)]
    assert {(r["role"], r["cohort"], r["specialty"]) for r in found} == {("mentor", None, None)}


HARM, BENEFITED, RECOMMEND = "Relationship harmed", "Benefited", "Would recommend"
TIME_DEVOTED, EXPERIENCE = "Time devoted", "Experience (1 to 5)"
OUTCOMES: dict[str, list[tuple[str, str, int, int]]] = {
    # After the programme only: M1 to M8, where they answered.
    "mentor": [
        (HARM, "no", 5, 7), (HARM, "yes", 2, 7),
        (BENEFITED, "no", 2, 8), (BENEFITED, "yes", 6, 8),
        (RECOMMEND, "no", 2, 7), (RECOMMEND, "yes", 5, 7),
        (TIME_DEVOTED, "about right", 2, 6), (TIME_DEVOTED, "too little", 3, 6),
        (TIME_DEVOTED, "too much", 1, 6),
        (EXPERIENCE, "2", 1, 7), (EXPERIENCE, "3", 1, 7), (EXPERIENCE, "4", 3, 7),
        (EXPERIENCE, "5", 2, 7),
    ],
    # E1 E2 E3 E5 and one without a code.
    "mentee": [
        (HARM, "no", 3, 4), (HARM, "yes", 1, 4),
        (BENEFITED, "no", 2, 5), (BENEFITED, "yes", 3, 5),
        (RECOMMEND, "no", 1, 4), (RECOMMEND, "yes", 3, 4),
        (TIME_DEVOTED, "about right", 2, 4), (TIME_DEVOTED, "too little", 1, 4),
        (TIME_DEVOTED, "too much", 1, 4),
        (EXPERIENCE, "2", 1, 5), (EXPERIENCE, "3", 1, 5), (EXPERIENCE, "5", 3, 5),
    ],
}  # fmt: skip
METRICS = {
    "mentor": [(BENEFITED, "6 of 8"), (RECOMMEND, "5 of 7"), (HARM, "2 of 7"),
               ("Experience, median of 5", "4")],
    "mentee": [(BENEFITED, "3 of 5"), (RECOMMEND, "3 of 4"), (HARM, "1 of 4"),
               ("Experience, median of 5", "5")],
}  # fmt: skip


@pytest.mark.parametrize("role", OUTCOMES)
def test_what_was_said_afterwards(programme: Evidence, ours: Selection, role: str):
    found = answers.outcomes(programme, ours, role)
    assert found.name == f"outcomes-{role}"
    assert found.table.fields == (
        Field("label", "Question"),
        Field("answer", "Answer"),
        Field("n", "People", COUNT),
        Field("n_answered", "Answered", COUNT),
        Field("share", "Share", SHARE),
    )
    assert list(found.table.rows) == [(*row, row[2] / row[3]) for row in OUTCOMES[role]]
    assert [(metric.label, metric.value) for metric in found.metrics] == METRICS[role]


def test_what_was_said_afterwards_in_one_group(programme: Evidence, ours: Selection):
    found = answers.outcome_counts(programme, ours, ["cohort"])
    harm = [r for r in found if r["question"] == "relationship_harmed"]
    # E3 and one without a code; E1 E2. M6; M1 M2 M3 M4 M5 M8.
    assert sorted((r["role"], r["cohort"], r["answer"], r["n"], r["n_answered"]) for r in harm) == [
        ("mentee", "Autumn", "no", 2, 2),
        ("mentee", "Spring", "no", 1, 2),
        ("mentee", "Spring", "yes", 1, 2),
        ("mentor", "Autumn", "no", 1, 1),
        ("mentor", "Spring", "no", 4, 6),
        ("mentor", "Spring", "yes", 2, 6),
    ]


# n, rose, stayed, fell, the medians and quartiles: M1 M2 M3 M4 M6: 2 3 1 4 2 -> 4 3 4 3 3;
# E1 E3 E5: 3 4 3 -> 4 3 5.
ITEMS: dict[str, tuple[tuple[Any, ...], tuple[float, ...]]] = {
    "mentor": ((5, 3, 1, 1, 2, 3), (2, 3, 3, 4)),
    "mentee": ((3, 2, 0, 1, 3, 4), (3, 3.5, 3.5, 4.5)),
}


@pytest.mark.parametrize("role", ITEMS)
def test_understanding_of_role_before_and_after(programme: Evidence, ours: Selection, role: str):
    found = beside_the_total.understanding(programme, ours, role)
    moved, quartiles = ITEMS[role]
    assert found.name == f"items-{role}"
    assert [field.name for field in found.table.fields] == [
        "label", "n_pairs", "n_up", "n_same", "n_down", "pre_median", "post_median"
    ]  # fmt: skip
    assert found.table.rows == (("Understanding of role", *moved),)
    (record,) = found.details.records()
    assert record["n_pairs"] == moved[0]
    assert (record["pre_q1"], record["pre_q3"], record["post_q1"], record["post_q3"]) == quartiles
    assert f"{moved[0]} " in found.basis


def test_free_text_with_whom_it_is_about(programme: Evidence, ours: Selection):
    found = answers.free_text(programme, ours)
    assert found.name == "free-text"
    assert [(field.name, field.label) for field in found.table.fields] == [
        ("about", "About"),
        ("role", "Role"),
        ("stage", "Stage"),
        ("text", "In their own words"),
    ]
    assert found.table.rows == (
        ("Benefits", "Mentee", "After", "I listen more"),
        ("Concerns", "Mentor", "Before", "My rota"),
        ("Concerns", "Not said", "Before", "Unsure"),
    )
