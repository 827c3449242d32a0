"""Held sessions month by month as a run chart: the median, and what chance alone allows."""

from datetime import date, timedelta
from typing import Any

from rmdata import statistics
from rmdata.findings import words
from rmdata.findings.evidence import Evidence
from rmdata.findings.finding import Field, Finding, Form, table
from rmdata.findings.selection import Selection
from rmdata.findings.sessions import SESSIONS_KNOW, UNREACHED, Period
from rmdata.findings.windows import months_after
from rmdata.statistics import RunChart
from rmdata.statistics.run_chart import FEWEST_POINTS

FIELDS = (
    Field("month", "Month from", Form.DATE),
    Field("n", "Held sessions", Form.COUNT),
    Field("median", "Median of the months", Form.SCORE),
)
PART = (
    "Months that are not whole are left out: the month of the as-of date, and those that the dates "
    "chosen cut."
)


def by_month(evidence: Evidence, selection: Selection, period: Period, as_of: date) -> Finding:
    """Held sessions of every whole month from the first session to the last, 0 where none was.

    From twelve months on with the longest run on one side of the median and how often the months
    cross it, each beside what chance alone allows; never a trend.
    """
    if selection.specialties:
        return Finding("months", UNREACHED)
    given = Period("month", period.since, period.until)
    found = evidence.counts("session_periods", selection, **given.parameters()).records()
    held: dict[date, int] = {}
    for row in found:
        if row["status"] == "held" and row["period"] <= as_of:
            held[row["period"]] = held.get(row["period"], 0) + row["n"]
    months = [month for month in _span(held) if _is_whole(month, period, as_of)]
    series = [held.get(month, 0) for month in months]
    if len(months) < FEWEST_POINTS:
        told = words.things(len(months), "whole month")
        title = f"A run chart begins at {words.count(FEWEST_POINTS)} whole months; here {told}."
        return Finding("months", title, notes=(PART,))
    chart = statistics.run_chart(series)
    if chart is None:
        raise AssertionError("There are months, so there is a chart.")
    median = words.number(chart.median)
    return Finding(
        name="months",
        title=f"Typically {median} held {'session' if chart.median == 1 else 'sessions'} a month "
        f"over {words.figure(len(months), 'month')}",
        table=table(FIELDS, _records(months, series, chart.median)),
        basis=f"Whole months from the first held session to the last; a month without one counts "
        f"as 0, breaks between cohorts too. {SESSIONS_KNOW}",
        sentences=(_chance(chart),),
        notes=(PART,),
    )


def _span(held: dict[date, int]) -> list[date]:
    """Every month from the first with a held session to the last, by its first day."""
    if not held:
        return []
    first, last = min(held), max(held)
    n = 12 * (last.year - first.year) + last.month - first.month + 1
    return [months_after(first, number) for number in range(n)]


def _is_whole(month: date, period: Period, as_of: date) -> bool:
    """Whether all days of a month have passed and lie within the dates chosen."""
    last_day = months_after(month, 1) - timedelta(days=1)
    begun = period.since is None or period.since <= month
    return begun and last_day <= as_of and (period.until is None or last_day <= period.until)


def _records(months: list[date], series: list[int], median: float) -> list[dict[str, Any]]:
    return [
        {"month": month, "n": n, "median": median} for month, n in zip(months, series, strict=True)
    ]


def _chance(chart: RunChart) -> str:
    """The longest run and the crossings beside what chance allows; no verdict."""
    if chart.longest_run_limit is None or chart.crossings_limit is None:
        useful = words.things(chart.n_useful, "month")
        return (
            f"No rule is applied: {useful} {'lies' if chart.n_useful == 1 else 'lie'} off the "
            f"median, and the rules begin at {words.count(FEWEST_POINTS)}."
        )
    run = words.things(chart.longest_run, "month")
    return (
        f"Of {words.things(chart.n_useful, 'month')} off the median the longest run on one side is "
        f"{run}, chance alone seldom giving more than {words.count(chart.longest_run_limit)}; they "
        f"cross it {words.things(chart.crossings, 'time')}, chance alone seldom giving fewer than "
        f"{words.count(chart.crossings_limit)}."
    )
