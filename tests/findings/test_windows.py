"""Time has a frame: windows of cohorts, what is due in them, where the pairs stand."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from rmdata.findings.evidence import Evidence, Selection
from rmdata.findings.participation import mentoring_pairs, partners, selection_bias, took_part
from rmdata.findings.participation.mentoring_pairs import Status, status
from rmdata.findings.windows import Span, Standing, Window, months_after, windows
from rmdata.reading.opening.files import parse
from rmdata.reading.read import read
from rmdata.schema.instrument_file import load_instrument
from rmdata.store.results import Said
from rmdata.store.store import Store

OURS = Selection("Our programme")


@pytest.fixture
def evidence(store: Store) -> Evidence:
    return Evidence(store)


@pytest.fixture
def declare(store: Store) -> Callable[..., None]:
    def said(cohort: str | None, **settings: str) -> None:
        for name, value in settings.items():
            setting = Said(cohort, name, value, datetime(2025, 1, 1), "the team")
            store.append_setting("Our programme", setting)

    return said


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2025, 2, 3), 6, date(2025, 8, 3)),
        (date(2025, 8, 31), 6, date(2026, 2, 28)),
        (date(2023, 8, 31), 6, date(2024, 2, 29)),
        (date(2025, 12, 1), 1, date(2026, 1, 1)),
        (date(2025, 12, 1), 0, date(2025, 12, 1)),
    ],
)
def test_months_later(day: date, months: int, later: date) -> None:
    assert months_after(day, months) == later


def test_a_window_that_nobody_declared(evidence: Evidence, load: Any, meeting: Any) -> None:
    load(
        Sessions=[
            meeting("M1", "E1", date(2025, 2, 3), Cohort="Short"),
            meeting("M2", "E2", date(2024, 1, 10), Cohort="Long"),
            meeting("M2", "E2", date(2025, 3, 1), Cohort="Long"),
            meeting("M2", "E2", date(2025, 9, 9), Cohort="Long"),
            meeting("M3", "E3", date(2025, 1, 1), Cohort="Short", Status="cancelled"),
        ]
    )
    found = windows(evidence, OURS, date(2025, 4, 1))
    # Six months from the first event; or to the last event up to the day, if later.
    assert (found["Short"].first_day, found["Short"].last_day) == (
        date(2025, 2, 3),
        date(2025, 8, 3),
    )
    long = found["Long"]
    assert (long.first_day, long.last_day) == (date(2024, 1, 10), date(2025, 3, 1))
    # After falls due with the six months, and closes 42 days later or with the window.
    assert found["Short"].after == Span(date(2025, 8, 3), date(2025, 9, 14))
    assert long.after == Span(date(2024, 7, 10), date(2025, 3, 1))
    assert found["Short"].before == Span(date(2025, 2, 3), date(2025, 8, 3))
    assert not found["Short"].is_declared and found["Short"].follow_up is None
    chosen = Selection("Our programme", cohorts=("Long",))
    assert list(windows(evidence, chosen, date(2025, 4, 1))) == ["Long"]


def test_a_window_as_it_was_declared(
    evidence: Evidence, load: Any, meeting: Any, declare: Any
) -> None:
    load(Sessions=[meeting("M1", "E1", date(2025, 2, 3)), meeting("M1", "E1", date(2025, 12, 1))])
    declare("All", first_day="2025-01-06", last_day="2025-06-30", follow_up_due="2026-01-10")
    [found] = windows(evidence, OURS, date(2026, 1, 1)).values()
    assert (found.first_day, found.last_day, found.is_declared) == (
        date(2025, 1, 6),
        date(2025, 6, 30),
        True,
    )
    assert found.after == Span(date(2025, 6, 30), date(2025, 8, 11))
    assert found.follow_up == Span(date(2026, 1, 10), date(2026, 2, 21))
    declare("All", after_due="2025-07-15", after_closes="2025-07-31", follow_up_closes="2026-01-31")
    [found] = windows(evidence, OURS, date(2026, 1, 1)).values()
    assert found.after == Span(date(2025, 7, 15), date(2025, 7, 31))
    assert found.follow_up == Span(date(2026, 1, 10), date(2026, 1, 31))


WINDOW = Window(
    "All",
    date(2025, 2, 3),
    date(2025, 8, 3),
    False,
    before=Span(date(2025, 2, 3), date(2025, 8, 3)),
    after=Span(date(2025, 8, 3), date(2025, 9, 14)),
)


@pytest.mark.parametrize(
    ("stage", "as_of", "standing"),
    [
        ("pre", date(2025, 2, 2), Standing.NOT_DUE),
        ("pre", date(2025, 2, 3), Standing.DUE),
        ("pre", date(2025, 2, 17), Standing.DUE),
        ("pre", date(2025, 2, 18), Standing.OVERDUE),
        ("pre", date(2025, 8, 4), Standing.CLOSED),
        ("post", date(2025, 8, 2), Standing.NOT_DUE),
        ("post", date(2025, 8, 3), Standing.DUE),
        ("post", date(2025, 9, 14), Standing.OVERDUE),
        ("post", date(2025, 9, 15), Standing.CLOSED),
        ("follow_up", date(2030, 1, 1), Standing.NOT_DUE),
    ],
)
def test_where_a_questionnaire_stands(stage: str, as_of: date, standing: Standing) -> None:
    assert WINDOW.standing(stage, as_of) is standing


def test_without_any_date_nobody_knows_when_after_is_due(
    evidence: Evidence, load: Any, answer: Any, declare: Any
) -> None:
    load(Questionnaires=[answer("M1", "pre", **{"Completed on": None})])
    day = date(2030, 1, 1)
    [undated] = windows(evidence, OURS, day).values()
    assert undated.runs(day)
    standing = [undated.standing(stage, day) for stage in ("pre", "post", "follow_up")]
    assert standing == [Standing.DUE, Standing.NOT_DUE, Standing.NOT_DUE]
    declare("All", after_due="2030-01-01", last_day="2029-12-31")
    [declared] = windows(evidence, OURS, day).values()
    assert declared.after == Span(date(2030, 1, 1), date(2030, 2, 12))
    assert declared.is_over(day)


def test_an_instrument_without_months_knows_no_end(workbook: Any, meeting: Any) -> None:
    instrument = replace(load_instrument(), target_sessions=0, target_months=0)
    store = Store(None, instrument)
    book = workbook(Sessions=[meeting("M1", "E1", date(2025, 3, 3))])
    store.load(read([parse(book)], instrument))
    [found] = windows(Evidence(store), OURS, date(2026, 3, 3)).values()
    assert (found.first_day, found.last_day, found.after) == (date(2025, 3, 3), None, None)
    pairs = mentoring_pairs.per_match(Evidence(store), OURS, date(2026, 3, 3))
    assert "one quiet" in pairs.notes[0] and "no window is declared" not in pairs.basis
    store.close()


@pytest.mark.parametrize(
    ("as_of", "met_lately", "is_planned", "expected"),
    [
        (date(2025, 2, 2), False, True, Status.TO_COME),
        (date(2025, 2, 3), False, False, Status.DUE),
        (date(2025, 3, 1), True, False, Status.ACTIVE),
        (date(2025, 3, 4), False, False, Status.DUE),
        (date(2025, 3, 5), False, False, Status.QUIET),
        (date(2025, 5, 5), False, True, Status.DUE),
        (date(2025, 8, 3), False, False, Status.QUIET),
        (date(2025, 8, 4), True, True, Status.FINISHED),
    ],
)
def test_where_a_pair_stands(
    as_of: date, met_lately: bool, is_planned: bool, expected: Status
) -> None:
    assert status(WINDOW, as_of, met_lately=met_lately, is_planned=is_planned) is expected


@pytest.fixture
def two_cohorts(load: Any, meeting: Any, answer: Any) -> None:
    """One cohort of 2023 that is over; one of 2025 with a pair that met lately and three others."""
    asked = {"M1": "2023", "E1": "2023", "M2": "2025", "E2": "2025", "M3": "2025"}
    load(
        Sessions=[
            meeting("M1", "E1", date(2023, 3, 1), Cohort="2023"),
            meeting("M2", "E2", date(2025, 5, 20), Cohort="2025"),
            meeting("M3", "E2", date(2025, 4, 1), Cohort="2025"),
            meeting("M4", "E2", date(2025, 4, 2), Cohort="2025"),
            meeting("M4", "E2", date(2025, 6, 9), Cohort="2025", Status="planned"),
        ],
        Questionnaires=[
            answer(code, "pre", Cohort=cohort, **{"Completed on": date(int(cohort), 3, 1)})
            for code, cohort in asked.items()
        ],
    )


def test_pairs_of_a_cohort_that_is_over_are_finished_and_not_quiet(
    evidence: Evidence, two_cohorts: None
) -> None:
    as_of = date(2025, 6, 1)
    found = mentoring_pairs.per_match(evidence, OURS, as_of)
    assert found.notes == (
        "Of four mentoring pairs, as of 01/06/2025: one active (a session in the last 30 days), "
        "one due (a session planned, or in the first 30 days of their cohort), one quiet (no "
        "session in the last 30 days and none planned) and one finished (their cohort is over).",
    )
    assert [(m.label, m.value) for m in found.metrics] == [
        ("Mentoring pairs", "4"),
        ("Quiet", "1 of 3"),
        ("Finished", "1"),
    ]
    assert "cohort 2025 runs; cohort 2023 is over. Where no window is declared" in found.basis
    quiet = mentoring_pairs.quiet(evidence, OURS, as_of)
    assert [(r["mentor"], r["days"]) for r in quiet.table.records()] == [("M3", 61)]
    over = mentoring_pairs.quiet(evidence, OURS, date(2026, 6, 1))
    assert over.title == "No cohort runs on 01/06/2026, so no pair is quiet."


def test_only_what_is_due_is_owed(evidence: Evidence, two_cohorts: None) -> None:
    early = partners.owing(evidence, OURS, date(2025, 6, 1))
    # M4 met and did not answer before, which fell due with the cohort on 1 March.
    assert [(r["code"], r["standing"], r["due_on"]) for r in early.table.records()] == [
        ("M4", "Overdue", date(2025, 3, 1))
    ]
    assert early.title == "One person taking part owes one questionnaire, overdue"
    assert (
        early.notes[1]
        == "Two questionnaires without an answer are closed: they can no longer be given."
    )
    late = partners.owing(evidence, OURS, date(2025, 9, 2))
    assert [(r["code"], r["stage"], r["standing"]) for r in late.table.records()] == [
        (code, "After", "Due") for code in ("E2", "M2", "M3", "M4")
    ]
    assert late.title == "Four people taking part owe four questionnaires, none of them overdue"
    later = partners.owing(evidence, OURS, date(2025, 9, 20))
    assert later.title == "Four people taking part owe four questionnaires, all of them overdue"
    over = partners.owing(evidence, OURS, date(2027, 1, 1))
    assert over.title == "No questionnaire is due that somebody taking part has not answered."


def test_a_rate_counts_those_whose_questionnaire_is_due(
    evidence: Evidence, two_cohorts: None
) -> None:
    found = took_part.response(evidence, OURS, date(2025, 6, 1))
    assert found.title == (
        "Answered before: 3 of 4 mentors and 2 of 2 mentees; after: 0 of 1 mentor and 0 of 1 mentee"
    )
    assert found.notes == ("After: not due yet in cohort 2025, and not counted there.",)
    later = took_part.response(evidence, OURS, date(2025, 9, 2))
    assert later.title.endswith("; after: 0 of 4 mentors and 0 of 2 mentees")


def test_a_follow_up_is_owed_once_it_is_declared(
    evidence: Evidence, two_cohorts: None, declare: Any
) -> None:
    declare("2023", follow_up_due="2024-01-10")
    as_of = date(2024, 1, 20)
    found = partners.owing(evidence, OURS, as_of)
    assert [(r["code"], r["stage"]) for r in found.table.records()] == [
        ("E1", "Follow-up"),
        ("M1", "Follow-up"),
    ]
    rates = took_part.response(evidence, OURS, as_of)
    assert rates.title.endswith("; follow-up: 0 of 1 mentor and 0 of 1 mentee")


def test_only_where_after_is_due_somebody_did_not_stay(
    evidence: Evidence, load: Any, answer: Any
) -> None:
    """Of 2023 M1 answered twice and M2 once; M3, M4 and M5 of 2025 may still answer."""
    cohorts = {"M1": "2023", "M2": "2023", "M3": "2025", "M4": "2025", "M5": "2025"}
    before = [
        answer(
            code, "pre", Cohort=cohort, Site="Leeds", **{"Completed on": date(int(cohort), 3, 1)}
        )
        for code, cohort in cohorts.items()
    ]
    after = answer("M1", "post", Cohort="2023", Site="Leeds", **{"Completed on": date(2023, 9, 1)})
    load(Questionnaires=[*before, after | {"Strengths": 4}])
    [site] = selection_bias.stayed(evidence, OURS, "mentor", date(2025, 6, 1)).table.records()
    assert (site["n_first"], site["n_second"]) == (1, 1)
    [site] = selection_bias.stayed(evidence, OURS, "mentor", date(2025, 9, 2)).table.records()
    assert (site["n_first"], site["n_second"]) == (1, 4)
    early = selection_bias.stayed(evidence, OURS, "mentor", date(2023, 6, 1))
    assert early.title.startswith("The questionnaire after has not fallen due")
