"""What depends on how far a programme has come, counted by hand in the one of conftest.py."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from rmdata.findings.evidence import Evidence, Selection
from rmdata.findings.finding import Field, Finding, Form
from rmdata.findings.participation import mentoring_pairs, partners, took_part

COUNT, SHARE, DATE = Form.COUNT, Form.SHARE, Form.DATE
# Spring has its first event on 6 January and Autumn on 9 January, so "after" falls due on 6 and 9
# July and closes 42 days later.
LATE = date(2025, 12, 31)
JULY = date(2025, 7, 10)
MARCH = date(2025, 3, 15)


def test_response_rates_of_those_who_take_part(programme: Evidence, ours: Selection):
    found = took_part.response(programme, ours, LATE)
    assert found.name == "response"
    assert found.table.fields == (
        Field("stage", "Stage"),
        Field("role_label", "Role"),
        Field("n", "Answered", COUNT),
        Field("n_of", "Of", COUNT),
        Field("of_whom", "Of whom"),
        Field("share", "Response rate", SHARE),
    )
    # Everybody but M10 takes part; M8 and E6 did not answer before, M08 M9 E4 E6 not after.
    assert found.table.rows == (
        ("Before", "Juniors (mentors)", 9, 10, "people who took part", 0.9),
        ("Before", "Consultants (mentees)", 5, 6, "people who took part", 5 / 6),
        ("After", "Juniors (mentors)", 8, 10, "people who took part", 0.8),
        ("After", "Consultants (mentees)", 4, 6, "people who took part", 4 / 6),
    )


def test_who_still_owes_which_questionnaire(programme: Evidence, ours: Selection):
    found = partners.owing(programme, ours, JULY)
    assert found.name == "owing"
    assert found.table.fields == (
        Field("standing", "Standing"),
        Field("stage", "Questionnaire"),
        Field("due_on", "Due on", DATE),
        Field("role", "Role"),
        Field("cohort", "Cohort"),
        Field("code", "Participant code"),
        Field("site", "Site"),
        Field("specialty", "Specialty"),
        Field("n_sessions", "Sessions held", COUNT),
    )
    # M9 has left; M10 never came; before is closed.
    spring, autumn = date(2025, 7, 6), date(2025, 7, 9)
    assert set(found.table.rows) == {
        ("Due", "After", spring, "Mentee", "Spring", "E4", None, "Medicine", 0),
        ("Due", "After", spring, "Mentee", "Spring", "E6", None, None, 1),
        ("Due", "After", spring, "Mentor", "Spring", "M08", "York", "Medicine", 0),
        ("Due", "After", autumn, "Not said", "Autumn", "X1", "Leeds", None, 0),
    }
    assert len(found.table.rows) == 4
    early = partners.owing(programme, ours, MARCH).table.records()
    told = {(r["standing"], r["stage"], r["due_on"], r["code"]) for r in early}
    assert told == {("Overdue", "Before", date(2025, 1, 6), code) for code in ("E6", "M8")}
    assert partners.owing(programme, ours, LATE).is_empty


# Pairs that met alone: M1-E1 (held 20 Jan, 3 and 24 Feb), M2-E1 (22 Jan, 5 Feb), M2-E2 (4 Mar),
# M3-E2 (17 Feb), M4-E6 (12 Feb), M6-E3 (5 Mar), M7-E3 (cancelled).
@pytest.mark.parametrize(
    ("as_of", "rows", "quiet"),
    [
        # M4-E6, M7-E3; M2-E1 has a session planned
        pytest.param(MARCH, [(0, 1), (1, 4), (2, 1), (3, 1)], 2, id="15 March"),
        # 30 days after M4-E6 met is not yet quiet
        pytest.param(date(2025, 3, 14), [(0, 1), (1, 4), (2, 1), (3, 1)], 1, id="14 March"),
        # M2-E2 and M7-E3; M6-E3 has a session planned
        pytest.param(date(2025, 2, 20), [(0, 3), (1, 2), (2, 2)], 2, id="20 February"),
    ],
)
def test_sessions_of_each_pair(
    programme: Evidence, ours: Selection, as_of: date, rows: list[Any], quiet: int
):
    found = mentoring_pairs.per_match(programme, ours, as_of)
    assert found.name == "per-match"
    assert found.table.fields == (
        Field("n_sessions", "Sessions held", COUNT),
        Field("n", "Mentoring pairs", COUNT),
    )
    assert list(found.table.rows) == rows
    assert [(metric.label, metric.value) for metric in found.metrics] == [
        ("Mentoring pairs", "7"),
        ("Quiet", f"{quiet} of 7"),
    ]


def test_the_pairs_that_have_gone_quiet(programme: Evidence, ours: Selection):
    found = mentoring_pairs.quiet(programme, ours, MARCH)
    assert found.name == "quiet"
    assert found.table.fields == (
        Field("cohort", "Cohort"),
        Field("mentor", "Mentor code"),
        Field("mentee", "Mentee code"),
        Field("site", "Site"),
        Field("n_sessions", "Sessions held", COUNT),
        Field("last_held_on", "Last held on", DATE),
        Field("days", "Days since", COUNT),
    )
    assert found.table.rows == (
        ("Autumn", "M7", "E3", "York", 0, None, None),
        ("Spring", "M4", "E6", "Leeds", 1, date(2025, 2, 12), 31),
    )


def test_quiet_begins_after_thirty_days(programme: Evidence, ours: Selection):
    # On 14 March M4-E6 met 30 days before.
    day_before = mentoring_pairs.quiet(programme, ours, date(2025, 3, 14)).table.column("mentor")
    assert day_before == ["M7"]


EMPTY: dict[str, Callable[[Evidence, Selection, date], Finding]] = {
    "response": took_part.response,
    "owing": partners.owing,
    "per-match": mentoring_pairs.per_match,
    "quiet": mentoring_pairs.quiet,
}


@pytest.mark.parametrize("name", EMPTY)
def test_nothing_is_drawn_of_nobody(programme: Evidence, nobody: Selection, name: str):
    found = EMPTY[name](programme, nobody, MARCH)
    assert (found.name, found.is_empty, found.metrics) == (name, True, ())


@pytest.mark.parametrize(
    ("filters", "n_of", "owed", "pairs"),
    [
        # M6 M7, E3 E5; X1; M6-E3, M7-E3
        pytest.param({"cohorts": ("Autumn",)}, [2, 2, 2, 2], {"X1"}, 2, id="a cohort"),
        # M3 M6 M7 M08, E2 E5; M08; M2-E2, M3-E2, M6-E3, M7-E3
        pytest.param({"sites": ("York",)}, [4, 2, 4, 2], {"M08"}, 4, id="a site"),
        # M1 M2 M3 M6, E1 E5
        pytest.param({"specialties": ("Surgery",)}, [4, 2, 4, 2], set(), 0, id="a specialty"),
        pytest.param({"roles": ("mentee",)}, [6, 6], {"E4", "E6"}, 7, id="a role"),
    ],
)
def test_each_filter_reaches_what_depends_on_time(
    programme: Evidence, filters: dict[str, Any], n_of: list[int], owed: set[str], pairs: int
):
    chosen = Selection("Mentoring upwards", **filters)
    assert took_part.response(programme, chosen, LATE).table.column("n_of") == n_of
    assert set(partners.owing(programme, chosen, JULY).table.column("code")) == owed
    met = mentoring_pairs.per_match(programme, chosen, MARCH)
    assert (0 if met.is_empty else sum(met.table.column("n"))) == pairs
