"""Each filter reaches every figure, roles are apart, and of nobody nothing is drawn."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Any

import pytest

from rmdata.findings.concerns import answers, feared
from rmdata.findings.confidence import beside_the_total, by_group, comparisons, confidence
from rmdata.findings.confidence.changes import changes
from rmdata.findings.confidence.paired import TOTAL
from rmdata.findings.data import matching, rows
from rmdata.findings.evidence import Evidence, Selection
from rmdata.findings.finding import Finding
from rmdata.findings.participation import (
    baseline,
    held_sessions,
    missing_totals,
    partners,
    people,
    selection_bias,
    sessions,
    took_part,
)

EVER, LATE = sessions.Period(), date(2025, 12, 31)
Asked = Callable[[Evidence, Selection], int]


def summed(records: Sequence[dict[str, Any]], **wanted: Any) -> int:
    """The n of every record that is so."""
    return sum(record["n"] for record in records if all(record[k] == v for k, v in wanted.items()))


def paired(evidence: Evidence, selection: Selection) -> int:
    return sum(c.n_pairs for c in changes(evidence, selection) if c.domain == TOTAL)


def answered_before(evidence: Evidence, selection: Selection) -> int:
    return summed(took_part.step_counts(evidence, selection), step="answered_before")


def raised_time(evidence: Evidence, selection: Selection) -> int:
    return summed(answers.theme_counts(evidence, selection, "concerns"), theme="time")


def could_meet_time(evidence: Evidence, selection: Selection) -> int:
    return sum(t.n_answered for t in feared.feared(evidence, selection) if t.theme == "time")


def said_whether_benefited(evidence: Evidence, selection: Selection) -> int:
    return summed(answers.outcome_counts(evidence, selection), question="benefited")


def held(evidence: Evidence, selection: Selection) -> int:
    found = sessions.over_time(evidence, selection, EVER)
    return 0 if found.is_empty else summed(found.table.records(), status="Held")


def again(evidence: Evidence, selection: Selection) -> int:
    return summed(sessions.gaps(evidence, selection, EVER).table.records())


def topics(evidence: Evidence, selection: Selection) -> int:
    return summed(sessions.features(evidence, selection, EVER, "topic").table.records())


def matched(evidence: Evidence, selection: Selection) -> int:
    found = matching.audit(evidence, selection).table
    return summed(found.records(), standing=matching.BOTH)


def never_met(evidence: Evidence, selection: Selection) -> int:
    return len(sessions.without_session(evidence, selection).table.rows)


def texts(evidence: Evidence, selection: Selection) -> int:
    return len(answers.free_text(evidence, selection).table.rows)


# Everybody; Autumn (M6 M7 M10 E3 E5 X1); York (M3 M6 M7 M08 M10 E2 E5); Surgery (M1 M2 M3 M6 M10
# E1 E5); mentees. Without a code: a mentor in Spring, Leeds, Surgery; a mentee in Autumn, York,
# Surgery; a mentee in Spring, Leeds. Sessions know their cohort and site alone.
COUNTED: dict[str, tuple[Asked, tuple[int, int, int, int, int]]] = {
    # M1 to M6, E1 to E3
    "pairs with a total": (paired, (9, 2, 3, 5, 3)),
    # M1 to M7, M08, M9, E1 to E5
    "answered before": (answered_before, (14, 4, 6, 6, 5)),
    # M1 M2 M3 M5 M08, the mentor without a code, E1 E3
    "raised lack of time": (raised_time, (8, 1, 2, 5, 2)),
    # M1 M2 M3 M4 M6, E1 E2 E3, where one of the role feared or met it
    "asked twice about time": (could_meet_time, (8, 2, 2, 5, 3)),
    # M1 to M8, E1 E2 E3 E5, the mentee without a code
    "said whether they benefited": (said_whether_benefited, (13, 5, 6, 7, 5)),
    # Autumn S09; York S07 S08 S09 S13; sessions know no specialty and are left out there
    "sessions held": (held, (10, 1, 4, 0, 10)),
    # M1 and E1 twice, M2 and E1 once; in York M2, M3 and M6 met their mentees once each
    "met again": (again, (3, 0, 0, 0, 3)),
    "topics": (topics, (6, 1, 2, 0, 6)),
    # M1 to M7, E1 E2 E3 E5
    "matched": (matched, (11, 4, 5, 6, 4)),
    # M5 M7 M08 E4
    "without a session": (never_met, (4, 1, 2, 0, 1)),
    # M1 E3 X1
    "free texts": (texts, (3, 2, 0, 1, 1)),
    "questionnaires": (partial(rows.n_rows, table="questionnaires"), (36, 11, 14, 19, 13)),
    "participants": (partial(rows.n_rows, table="participants"), (14, 4, 6, 6, 4)),
    "sessions": (partial(rows.n_rows, table="sessions"), (14, 3, 7, 14, 14)),
}
FILTERS: tuple[dict[str, tuple[str, ...]], ...] = (
    {},
    {"cohorts": ("Autumn",)},
    {"sites": ("York",)},
    {"specialties": ("Surgery",)},
    {"roles": ("mentee",)},
)


@pytest.mark.parametrize("what", COUNTED)
def test_each_filter_reaches_the_counts(programme: Evidence, what: str):
    count, expected = COUNTED[what]
    chosen = [Selection("Mentoring upwards", **filters) for filters in FILTERS]
    assert tuple(count(programme, selection) for selection in chosen) == expected


def test_filters_narrow_together_and_several_values_widen(programme: Evidence):
    both = Selection("Mentoring upwards", ("Autumn",), ("York",), ("Surgery",), ("mentor",))
    assert answered_before(programme, both) == 1  # M6
    wide = Selection("Mentoring upwards", ("Autumn", "Spring"), ("York", "Leeds"))
    assert answered_before(programme, wide) == 12  # all but M4 and E4, who named no site


def test_two_groups_within_a_filter(programme: Evidence):
    # Leeds: M1 M2 M5 stayed, M8 M9 did not; of them M9 answered before only.
    leeds = Selection("Mentoring upwards", sites=("Leeds",))
    sites = {
        row["label"]: (row["n_first"], row["n_second"])
        for row in selection_bias.stayed(programme, leeds, "mentor", LATE).table.records()
    }
    assert (sites["Site"], sites["Grade"]) == ((3, 2), (3, 1))
    lost = baseline.baseline_of_those_lost(programme, leeds, "mentor", LATE)
    assert (lost.table.column("n"), lost.table.column("median")) == ([3, 1], [19, 15])
    # York: M3 with 2 sessions and 0 points, M6 with 1 and 11
    york = Selection("Mentoring upwards", sites=("York",))
    met = baseline.sessions_and_change(programme, york, "mentor")
    assert [row[1:3] for row in met.table.rows] == [(2, -1), (2, -1)]


def test_a_selection_of_one_role_keeps_its_other_filters():
    chosen = Selection("P", ("Autumn",), ("York",), ("Surgery",), ("mentor", "mentee"))
    only = chosen.only("mentee")
    assert only == Selection("P", ("Autumn",), ("York",), ("Surgery",), ("mentee",))
    assert (only.has("mentee"), only.has("mentor")) == (True, False)
    assert Selection("P").has("mentor")
    assert (only.is_filtered, Selection("P", roles=("mentee",)).is_filtered) == (True, False)
    assert only.words() == (
        "Cohort: Autumn", "Site: York", "Specialty: Surgery", "Role: mentee"
    )  # fmt: skip
    assert only.parameters() == {
        "programme": "P",
        "cohorts": ["Autumn"],
        "sites": ["York"],
        "specialties": ["Surgery"],
        "roles": ["mentee"],
    }
    assert set(Selection("P").parameters().values()) == {"P", None}


BY_ROLE: dict[str, Callable[..., Finding]] = {
    "change": confidence.change_of,
    "answers": confidence.answers_of,
    "feared-and-happened": feared.feared_and_happened,
    "outcomes": answers.outcomes,
    "items": beside_the_total.understanding,
    "missing": partial(missing_totals.missing, as_of=LATE),
    "took-part": selection_bias.took_part,
    "stayed": partial(selection_bias.stayed, as_of=LATE),
    "baseline": partial(baseline.baseline_of_those_lost, as_of=LATE),
    "sessions-and-change": baseline.sessions_and_change,
    "reliability": comparisons.reliability,
    **{asked: partial(answers.themes, asked=asked) for asked in answers.ASKED},
}


@pytest.mark.parametrize("name", BY_ROLE)
@pytest.mark.parametrize("role", ["mentor", "mentee"])
def test_of_nobody_nothing_is_drawn(programme: Evidence, nobody: Selection, name: str, role: str):
    found = BY_ROLE[name](programme, nobody, role)
    assert (found.name, found.is_empty) == (f"{name}-{role}", True)
    assert (found.details.rows, found.metrics) == ((), ())
    assert found.title


@pytest.mark.parametrize("by", ["cohort", "site", "specialty"])
def test_of_nobody_no_group_is_drawn(programme: Evidence, nobody: Selection, by: str):
    found = by_group.change_by_group(programme, nobody, "mentor", by)
    assert (found.name, found.is_empty) == (f"change-mentor-by-{by}", True)


@pytest.mark.parametrize("name", BY_ROLE)
def test_a_finding_about_one_role_says_the_same_beside_the_other(programme: Evidence, name: str):
    ours = Selection("Mentoring upwards")
    for role in ("mentor", "mentee"):
        alone = BY_ROLE[name](programme, ours.only(role), role)
        assert BY_ROLE[name](programme, ours, role) == alone


OF_BOTH_ROLES: dict[str, Callable[[Evidence, Selection], Finding]] = {
    "funnel": took_part.funnel,
    "people": people.people,
    "partners": partners.shared_partners,
    "leaving": partners.leaving,
    "checks": rows.checks,
    "ratings": partial(held_sessions.ratings, period=EVER),
    "matching": matching.audit,
    "unmatched": matching.unmatched,
    "suggestions": matching.suggestions,
    "free-text": answers.free_text,
    "without-session": sessions.without_session,
    "sessions": partial(sessions.over_time, period=EVER),
    "lengths": partial(sessions.lengths, period=EVER),
    "gaps": partial(sessions.gaps, period=EVER),
    "months": partial(held_sessions.by_month, period=EVER, as_of=LATE),
    **{f"{f}s": partial(sessions.features, period=EVER, feature=f) for f in sessions.FEATURES},
    **{t: partial(rows.rows, table=t) for t in ("questionnaires", "participants", "sessions")},
}


@pytest.mark.parametrize("name", OF_BOTH_ROLES)
def test_of_nobody_nothing_is_listed(programme: Evidence, nobody: Selection, name: str):
    found = OF_BOTH_ROLES[name](programme, nobody)
    assert (found.name, found.is_empty, found.metrics) == (name, True, ())
    assert found.title


def test_everybody_took_part_so_nobody_is_compared(programme: Evidence, ours: Selection):
    found = selection_bias.took_part(programme, ours, "mentee")
    assert (found.name, found.is_empty, found.details.rows) == ("took-part-mentee", True, ())
