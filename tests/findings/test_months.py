"""Held sessions month by month, and how they lie about their median: counted by hand."""

from datetime import date
from typing import Any

import pytest

from rmdata.findings.evidence import Evidence, Selection
from rmdata.findings.finding import Field, Finding, Form
from rmdata.findings.participation import held_sessions, sessions
from rmdata.findings.participation.sessions import UNREACHED
from rmdata.store.store import Store

OURS = Selection("Our programme")
EVER = sessions.Period()
LATE = date(2027, 1, 1)


@pytest.fixture
def met(store: Store, load: Any, meeting: Any) -> Any:
    """The finding on so many held sessions in each month from January 2024 on."""

    def finding(
        *counts: int,
        period: sessions.Period = EVER,
        as_of: date = LATE,
        chosen: Selection = OURS,
        more: tuple[dict[str, Any], ...] = (),
    ) -> Finding:
        held = [
            meeting(f"M{i}", "E1", date(2024 + month // 12, month % 12 + 1, 5))
            for month, n in enumerate(counts)
            for i in range(n)
        ]
        load(Sessions=[*held, *more])
        return held_sessions.by_month(Evidence(store), chosen, period, as_of)

    return finding


# Sixteen months, median 3.5: one below, three above, ..., nobody in June 2024.
SERIES = (2, 4, 5, 6, 1, 0, 3, 4, 3, 2, 5, 6, 7, 4, 1, 3)


def test_every_month_of_the_span_counts_one_without_a_session_as_none(met: Any) -> None:
    found = met(*SERIES)
    assert found.name == "months"
    assert found.title == "Typically 3.5 held sessions a month over 16 months"
    assert found.table.fields == (
        Field("month", "Month from", Form.DATE),
        Field("n", "Held sessions", Form.COUNT),
        Field("median", "Median of the months", Form.SCORE),
    )
    assert found.table.column("n") == list(SERIES)
    assert found.table.column("month")[5:13:7] == [date(2024, 6, 1), date(2025, 1, 1)]
    assert set(found.table.column("median")) == {3.5}
    # Below, three above, three below, one above, two below, four above, two below: six crossings.
    # round(log2(16) + 3) = 7; of 15 places at most 5% of series cross fewer than four times.
    assert found.sentences == (
        "Of 16 months off the median the longest run on one side is four months, chance alone "
        "seldom giving more than seven; they cross it six times, chance alone seldom giving fewer "
        "than four.",
    )
    assert not found.judgements


def test_months_on_the_median_do_not_count(met: Any) -> None:
    found = met(*[1] * 9, *[2] * 9, 1)
    # Ten months lie on the median of 1, so nine are left.
    assert found.title == "Typically 1 held session a month over 19 months"
    assert found.sentences == (
        "No rule is applied: nine months lie off the median, and the rules begin at twelve.",
    )


def test_a_long_run_is_no_trend(met: Any) -> None:
    found = met(*[1] * 9, *[3] * 9)
    # All 18 off the median of 2: round(log2(18) + 3) = 7.
    assert found.sentences[0].startswith(
        "Of 18 months off the median the longest run on one side is nine months, chance alone "
        "seldom giving more than seven; they cross it one time, "
    )
    assert "trend" not in found.title + found.sentences[0]


def test_months_that_are_not_whole_are_left_out(met: Any) -> None:
    known = met(*SERIES, as_of=date(2025, 4, 29))
    assert known.table.column("n") == list(SERIES[:-1])
    whole = met(*SERIES, as_of=date(2025, 4, 30))
    assert whole.table.column("n") == list(SERIES)
    cut = sessions.Period("week", date(2024, 1, 2), date(2025, 4, 29))
    assert met(*SERIES, period=cut).table.column("n") == list(SERIES[1:-1])


def test_what_was_not_held_or_is_to_come_is_left_out(met: Any, meeting: Any) -> None:
    others = (
        meeting("M9", "E9", date(2024, 6, 7), Status="cancelled"),
        meeting("M9", "E9", date(2025, 9, 7), Status="planned"),
    )
    assert met(*SERIES, more=others).table.column("n") == list(SERIES)


@pytest.mark.parametrize(
    ("counts", "told"),
    [((1,) * 11, "eleven whole months"), ((2,), "one whole month"), ((), "no whole months")],
)
def test_a_run_chart_begins_at_twelve_months(
    met: Any, meeting: Any, counts: tuple[int, ...], told: str
) -> None:
    cancelled = meeting("M9", "E9", date(2024, 1, 7), Status="cancelled")
    found = met(*counts, more=(cancelled,))
    assert found.is_empty
    assert found.title == f"A run chart begins at twelve whole months; here {told}."


def test_months_know_no_specialty(met: Any) -> None:
    surgery = Selection("Our programme", specialties=("Surgery",))
    assert met(*SERIES, chosen=surgery).title == UNREACHED
