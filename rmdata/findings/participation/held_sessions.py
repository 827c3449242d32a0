"""Held sessions: month by month as a run chart, and how each side rated them."""

from datetime import date, timedelta
from typing import Any

from rmdata import statistics
from rmdata.findings import wording
from rmdata.findings.evidence import Evidence, Selection
from rmdata.findings.finding import Field, Finding, Form, table
from rmdata.findings.participation.sessions import SESSIONS_KNOW, UNREACHED, Period
from rmdata.findings.windows import months_after
from rmdata.schema.tables import declared_table
from rmdata.schema.vocabulary import SESSIONS
from rmdata.statistics import RunChart
from rmdata.statistics.by_chance import FEWEST_POINTS

MONTH_FIELDS = (
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
    found = evidence.ask("session_periods", selection, **given.parameters()).records()
    held: dict[date, int] = {}
    for row in found:
        if row["status"] == "held" and row["period"] <= as_of:
            held[row["period"]] = held.get(row["period"], 0) + row["n"]
    months = [month for month in _span(held) if _is_whole(month, period, as_of)]
    series = [held.get(month, 0) for month in months]
    if len(months) < FEWEST_POINTS:
        told = wording.things(len(months), "whole month")
        title = f"A run chart begins at {wording.count(FEWEST_POINTS)} whole months; here {told}."
        return Finding("months", title, notes=(PART,))
    chart = statistics.run_chart(series)
    if chart is None:
        raise AssertionError("There are months, so there is a chart.")
    median = wording.number(chart.median)
    return Finding(
        name="months",
        title=f"Typically {median} held {'session' if chart.median == 1 else 'sessions'} a month "
        f"over {wording.figure(len(months), 'month')}",
        table=table(MONTH_FIELDS, _month_records(months, series, chart.median)),
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


def _month_records(months: list[date], series: list[int], median: float) -> list[dict[str, Any]]:
    return [
        {"month": month, "n": n, "median": median} for month, n in zip(months, series, strict=True)
    ]


def _chance(chart: RunChart) -> str:
    """The longest run and the crossings beside what chance allows; no verdict."""
    if chart.longest_run_limit is None or chart.crossings_limit is None:
        useful = wording.things(chart.n_useful, "month")
        return (
            f"No rule is applied: {useful} {'lies' if chart.n_useful == 1 else 'lie'} off the "
            f"median, and the rules begin at {wording.count(FEWEST_POINTS)}."
        )
    run, limit = wording.things(chart.longest_run, "month"), wording.count(chart.longest_run_limit)
    times, least = wording.things(chart.crossings, "time"), wording.count(chart.crossings_limit)
    return (
        f"Of {wording.things(chart.n_useful, 'month')} off the median the longest run on one side "
        f"is {run}, chance alone seldom giving more than {limit}; they cross it {times}, chance "
        f"alone seldom giving fewer than {least}."
    )


def ratings(evidence: Evidence, selection: Selection, period: Period) -> Finding:
    """How many held sessions each side rated, how, and the median; counts alone."""
    if selection.specialties:
        return Finding("ratings", UNREACHED)
    given = {"since": period.since, "until": period.until}
    found = evidence.ask("session_ratings", selection, **given).records()
    points = _points(evidence)
    records = [
        _rating_record(
            role.id, role.heading, points, [row for row in found if row["side"] == role.id]
        )
        for role in evidence.instrument.roles
    ]
    n_held = records[0]["n_of"]
    if not n_held:
        return Finding("ratings", "No held session in this selection and period.")
    if not any(record["n"] for record in records):
        held = wording.figure(n_held, "held session")
        return Finding("ratings", f"Nobody rated any of {held} in this selection and period.")
    return Finding(
        name="ratings",
        title=_rating_title(evidence, records, points[-1]),
        table=table(_rating_fields(points), records),
        basis=f"n = {wording.figure(n_held, 'held session')}, rated by nobody, one side or both; "
        f"ratings from {points[0]} to {points[-1]}.",
    )


def _points(evidence: Evidence) -> range:
    column = declared_table(evidence.instrument, SESSIONS).column("mentor_rating")
    return range(int(column.low or 0), int(column.high or 0) + 1)


def _rating_record(
    side: str, label: str, points: range, mine: list[dict[str, Any]]
) -> dict[str, Any]:
    spread = {float(row["rating"]): row["n"] for row in mine if row["rating"] is not None}
    return {
        "side": side,
        "label": label,
        "n": statistics.n_people(spread),
        "n_of": sum(row["n"] for row in mine),
        "median": statistics.median(spread),
        **{f"score_{point}": spread.get(point, 0) for point in points},
    }


def _rating_fields(points: range) -> tuple[Field, ...]:
    return (
        Field("label", "Rated by"),
        Field("n", "Sessions rated", Form.COUNT),
        Field("n_of", "Sessions held", Form.COUNT),
        Field("median", "Median rating", Form.SCORE),
        *(Field(f"score_{point}", f"Rated {point}", Form.COUNT) for point in points),
    )


def _rating_title(evidence: Evidence, records: list[dict[str, Any]], highest: int) -> str:
    told = []
    for record in records:
        many = wording.inside(evidence.instrument.role(record["side"]).plural)
        held = wording.figure(record["n_of"], "held session")
        if record["n"]:
            median = f"median {wording.number(record['median'])} of {highest}"
            told.append(f"{many} rated {record['n']:,} of {held}, {median}")
        else:
            told.append(f"{many} rated none of {held}")
    return wording.first_up("; ".join(told))
