"""Mentoring pairs: sessions against the target, and who is active, due, quiet or finished."""

from collections import Counter
from collections.abc import Collection, Mapping
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from rmdata import statistics
from rmdata.findings import wording
from rmdata.findings.evidence import Evidence, Selection
from rmdata.findings.finding import Field, Finding, Form, Metric, table
from rmdata.findings.participation.sessions import UNREACHED
from rmdata.findings.windows import Window, in_words, windows

QUIET_DAYS = 30
PAIRS = ("mentoring pair", "mentoring pairs")


class Status(StrEnum):
    """Where a mentoring pair stands within its own cohort's window."""

    ACTIVE = "active"
    DUE = "due"
    QUIET = "quiet"
    FINISHED = "finished"
    TO_COME = "not begun"


MEANINGS = {
    Status.ACTIVE: f"a session in the last {QUIET_DAYS} days",
    Status.DUE: f"a session planned, or in the first {QUIET_DAYS} days of their cohort",
    Status.QUIET: f"no session in the last {QUIET_DAYS} days and none planned",
    Status.FINISHED: "their cohort is over",
    Status.TO_COME: "their cohort has not begun",
}


def status(window: Window | None, as_of: date, *, met_lately: bool, is_planned: bool) -> Status:
    """Where a pair stands on a day, from its cohort's window and what it did lately."""
    if window and window.is_over(as_of):
        return Status.FINISHED
    if window and not window.runs(as_of):
        return Status.TO_COME
    if met_lately:
        return Status.ACTIVE
    start = as_of - timedelta(days=QUIET_DAYS)
    is_new = window is not None and window.first_day is not None and window.first_day > start
    return Status.DUE if is_planned or is_new else Status.QUIET


def per_match(evidence: Evidence, selection: Selection, as_of: date) -> Finding:
    """Sessions per mentoring pair against the instrument's target, and where the pairs stand."""
    if selection.specialties:
        return Finding("per-match", UNREACHED)
    found = evidence.ask("match_counts", selection, **_parameters(evidence, as_of)).records()
    if not found:
        return Finding("per-match", "No mentoring pair in this selection has a session.")
    frame = windows(evidence, selection, as_of)
    counted: Counter[int] = Counter()
    standing: Counter[Status] = Counter()
    for row in found:
        counted[row["n_sessions"]] += row["n"]
        lately = {name: row[name] for name in ("met_lately", "is_planned")}
        standing[status(frame.get(row["cohort"]), as_of, **lately)] += row["n"]
    return Finding(
        name="per-match",
        title=_title(evidence, found, {c for c, w in frame.items() if not w.is_over(as_of)}),
        table=table(
            (
                Field("n_sessions", "Sessions held", Form.COUNT),
                Field("n", "Mentoring pairs", Form.COUNT),
            ),
            [{"n_sessions": held, "n": n} for held, n in sorted(counted.items())],
        ),
        basis=f"{_target_words(evidence)} {in_words(frame.values(), as_of)}",
        notes=(_standing_words(standing, as_of),),
        metrics=_metrics(standing),
    )


def _parameters(evidence: Evidence, as_of: date) -> dict[str, Any]:
    months = evidence.instrument.target_months
    return {"as_of": as_of, "quiet_days": QUIET_DAYS, "months": months}


def _title(evidence: Evidence, found: list[dict[str, Any]], not_over: Collection[str]) -> str:
    """How many pairs met often enough in time, and how many of the others still can."""
    target, months = evidence.instrument.target_sessions, evidence.instrument.target_months
    if not target:
        counted: Counter[float] = Counter()
        for row in found:
            counted[float(row["n_sessions"])] += row["n"]
        middle = wording.number(statistics.median(counted))
        return f"Sessions held by a mentoring pair: typically {middle}"
    n = sum(row["n"] for row in found)
    reached = sum(row["n"] for row in found if row["n_in_time"] >= target)
    others = [row for row in found if row["n_in_time"] < target and row["cohort"] in not_over]
    still = sum(row["n"] for row in others if row["has_time"])
    told = wording.first_up(wording.who(reached, n, *PAIRS))
    told += f" held at least {wording.things(target, 'session')}"
    if not months:
        return told
    time = f"; {wording.count(still)} still {'has' if still == 1 else 'have'} time" if still else ""
    return f"{told} within {wording.things(months, 'month')} of the first{time}"


def _target_words(evidence: Evidence) -> str:
    target, months = evidence.instrument.target_sessions, evidence.instrument.target_months
    if not target:
        return "The instrument names no target."
    within = f" in {wording.figure(months, 'month')}" if months else ""
    return f"Target of the instrument: {wording.figure(target, 'session')}{within}."


def _standing_words(standing: Mapping[Status, int], as_of: date) -> str:
    """Where all pairs stand, with what each word means."""
    told = [
        f"{wording.count(standing[one])} {one} ({MEANINGS[one]})" for one in Status if standing[one]
    ]
    n = wording.things(sum(standing.values()), *PAIRS)
    return f"Of {n}, as of {wording.day(as_of)}: {wording.listed(told)}."


def _metrics(standing: Mapping[Status, int]) -> tuple[Metric, ...]:
    running = sum(standing[s] for s in (Status.ACTIVE, Status.DUE, Status.QUIET))
    metrics = [Metric("Mentoring pairs", f"{sum(standing.values()):,}")]
    if running:
        metrics.append(
            Metric("Quiet", f"{standing[Status.QUIET]:,} of {running:,}", "In cohorts that run")
        )
    if standing[Status.FINISHED]:
        metrics.append(Metric("Finished", f"{standing[Status.FINISHED]:,}", "Their cohort is over"))
    return tuple(metrics)


def quiet(evidence: Evidence, selection: Selection, as_of: date) -> Finding:
    """The mentoring pairs of running cohorts without a session lately or to come, for the team."""
    if selection.specialties:
        return Finding("quiet", UNREACHED)
    frame = windows(evidence, selection, as_of)
    if not any(window.runs(as_of) for window in frame.values()):
        return Finding("quiet", f"No cohort runs on {wording.day(as_of)}, so no pair is quiet.")
    records = [
        {**row, "days": (as_of - row["last_held_on"]).days if row["last_held_on"] else None}
        for row in evidence.ask("matches", selection, as_of=as_of).records()
        if _row_status(frame.get(row["cohort"]), row, as_of) is Status.QUIET
    ]
    fields = (
        Field("cohort", "Cohort"),
        Field("mentor", "Mentor code"),
        Field("mentee", "Mentee code"),
        Field("site", "Site"),
        Field("n_sessions", "Sessions held", Form.COUNT),
        Field("last_held_on", "Last held on", Form.DATE),
        Field("days", "Days since", Form.COUNT),
    )
    many = wording.first_up(wording.things(len(records), *PAIRS))
    title = (
        f"{many} without a session in the {QUIET_DAYS} days before {wording.day(as_of)} and with "
        "none planned"
        if records
        else f"No mentoring pair of a running cohort is quiet on {wording.day(as_of)}."
    )
    basis = "Pairs of one mentor and one mentee in the session list, in cohorts that run."
    return Finding("quiet", title, table(fields, records), basis=basis if records else "")


def _row_status(window: Window | None, row: dict[str, Any], as_of: date) -> Status:
    last = row["last_held_on"]
    return status(
        window,
        as_of,
        met_lately=last is not None and last >= as_of - timedelta(days=QUIET_DAYS),
        is_planned=row["next_planned_on"] is not None,
    )
