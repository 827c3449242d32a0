"""Sessions: how many, how long, how often, and which mentoring pairs have gone quiet."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from rmdata import statistics
from rmdata.findings import words
from rmdata.findings.evidence import Evidence
from rmdata.findings.finding import Field, Finding, Form, Metric, table
from rmdata.findings.selection import Selection

QUIET_DAYS = 30
HELD = "Held"
SESSIONS_KNOW = "Sessions have a cohort and a site; the other filters do not touch them."
FEATURES = {"mode": "Mode", "kind": "Kind", "format": "Format", "topic": "Topic"}


@dataclass(frozen=True)
class Period:
    """Which sessions are looked at: by week or month, within two dates (inclusive)."""

    unit: str = "month"
    since: date | None = None
    until: date | None = None

    def parameters(self) -> dict[str, Any]:
        """The period as the queries take it."""
        return {"period": self.unit, "since": self.since, "until": self.until}


def over_time(evidence: Evidence, selection: Selection, period: Period) -> Finding:
    """Sessions and minutes per week or month."""
    found = evidence.counts("session_periods", selection, **period.parameters()).records()
    spent: dict[tuple[date, str], dict[str, Any]] = {}
    for row in found:
        key = (row["period"], row["status"])
        entry = spent.setdefault(key, {"n": 0, "minutes": 0.0, "untimed": 0})
        entry["n"] += row["n"]
        entry["minutes"] += (row["minutes"] or 0) * row["n"]
        entry["untimed"] += row["n"] if row["minutes"] is None else 0
    records = [
        {"period": day, "status": status.capitalize(), **_timed(entry)}
        for (day, status), entry in sorted(spent.items())
    ]
    if not records:
        return Finding("sessions", "No session in this selection and period.")
    held = [record for record in records if record["status"] == HELD]
    n_held, minutes = sum(r["n"] for r in held), sum(r["minutes"] or 0 for r in held)
    fields = (
        Field("period", f"{period.unit.capitalize()} from", Form.DATE),
        Field("status", "Status"),
        Field("n", "Sessions", Form.COUNT),
        Field("minutes", "Minutes", Form.SCORE),
    )
    untimed = sum(r["untimed"] for r in held)
    return Finding(
        name="sessions",
        title=_held(n_held, minutes),
        table=table(fields, records),
        basis=SESSIONS_KNOW,
        notes=(f"{words.first_up(words.things(untimed, 'held session'))} without a length.",)
        if untimed
        else (),
    )


def _timed(entry: dict[str, Any]) -> dict[str, Any]:
    """No minutes, rather than 0, where no session has a length."""
    return entry | ({"minutes": None} if entry["untimed"] == entry["n"] else {})


def _held(n: int, minutes: float) -> str:
    told = f"{words.first_up(words.things(n, 'session'))} held"
    if not n or not minutes:
        return told
    hours = round(minutes / 60)
    length = words.things(hours, "hour") if hours > 1 else f"{words.number(minutes)} minutes"
    return f"{told}, {length} in all"


def lengths(evidence: Evidence, selection: Selection, period: Period) -> Finding:
    """How long held sessions lasted."""
    found = evidence.counts("session_periods", selection, **period.parameters()).records()
    counted: dict[float, int] = {}
    for row in found:
        if row["status"] == "held" and row["minutes"] is not None:
            counted[row["minutes"]] = counted.get(row["minutes"], 0) + row["n"]
    if not counted:
        return Finding("lengths", "No held session in this selection has a length.")
    middle, low, high = statistics.median(counted), min(counted), max(counted)
    records = [{"minutes": minutes, "n": n} for minutes, n in sorted(counted.items())]
    return Finding(
        name="lengths",
        title=_lasted(middle, low, high),
        table=table(
            (Field("minutes", "Minutes", Form.SCORE), Field("n", "Sessions", Form.COUNT)), records
        ),
        basis=f"n = {words.figure(sum(counted.values()), 'held session')} with a length; median "
        "and range.",
        metrics=(Metric("Typical session", f"{words.number(middle)} min", "Sessions"),),
    )


def _lasted(middle: float | None, low: float, high: float) -> str:
    if low == high:
        return f"Sessions lasted {words.number(low)} minutes"
    spread = f"{words.number(low)} to {words.number(high)}"
    return f"Sessions typically lasted {words.number(middle)} minutes ({spread})"


def gaps(evidence: Evidence, selection: Selection, period: Period) -> Finding:
    """Days between two successive sessions of the same mentoring pair."""
    found = evidence.counts("session_gaps", selection, **period.parameters()).records()
    if not found:
        return Finding("gaps", "No mentoring pair in this selection has met twice.")
    counted = {float(row["days"]): row["n"] for row in found}
    middle = statistics.median(counted)
    days = "one day" if middle == 1 else f"{words.number(middle)} days"
    again = f"after {days}" if middle else "on the same day"
    return Finding(
        name="gaps",
        title=f"A mentoring pair typically meets again {again}",
        table=table(
            (
                Field("days", "Days between sessions", Form.COUNT),
                Field("n", "Times", Form.COUNT),
            ),
            found,
        ),
        basis=f"n = {words.figure(sum(counted.values()), 'gap')} between held sessions of one "
        "mentor and one mentee.",
    )


def features(evidence: Evidence, selection: Selection, period: Period, feature: str) -> Finding:
    """One feature of held sessions (mode, kind, format or topic): how often each value."""
    found = evidence.counts("session_features", selection, **period.parameters()).records()
    found = [row for row in found if row["feature"] == feature]
    named = FEATURES[feature].lower()
    if not found:
        return Finding(f"{feature}s", f"No held session in this selection says its {named}.")
    records = [{**row, "value": words.first_up(row["value"])} for row in found]
    n = sum(row["n"] for row in found)
    most = records[0]["n"]
    leaders = [words.inside(row["value"]) for row in records if row["n"] == most]
    told = f"{words.listed(leaders)} most often{', equally' if len(leaders) > 1 else ''}"
    told += f" ({most:,} of {n:,})" if feature != "topic" else f" ({words.figure(most, 'session')})"
    several = " One session can have several." if feature == "topic" else ""
    return Finding(
        name=f"{feature}s",
        title=f"{FEATURES[feature]}: {told}",
        table=table(
            (Field("value", FEATURES[feature]), Field("n", "Sessions", Form.COUNT)), records
        ),
        basis=f"Held sessions that say their {named}.{several}",
    )


def per_match(evidence: Evidence, selection: Selection, as_of: date) -> Finding:
    """Sessions per mentoring pair against the instrument's target, and how many are quiet."""
    found = evidence.counts("match_counts", selection, as_of=as_of, quiet_days=QUIET_DAYS).records()
    if not found:
        return Finding("per-match", "No mentoring pair in this selection has a session.")
    target = evidence.instrument.target_sessions
    counted: dict[int, int] = {}
    for row in found:
        counted[row["n_sessions"]] = counted.get(row["n_sessions"], 0) + row["n"]
    n, quiet = sum(counted.values()), sum(row["n"] for row in found if row["is_quiet"])
    reached = sum(people for sessions, people in counted.items() if sessions >= target)
    pairs = ("mentoring pair", "mentoring pairs")
    whole = words.first_up(words.who(reached, n, *pairs))
    title = f"{whole} reached the target of {words.things(target, 'session')}"
    if not target:
        middle = words.number(statistics.median({float(k): v for k, v in counted.items()}))
        title = f"Sessions held by a mentoring pair: typically {middle}"
    silent = words.first_up(words.who(quiet, n, *pairs))
    was = "was" if quiet == 1 or n <= 1 else "were"
    return Finding(
        name="per-match",
        title=title,
        table=table(
            (
                Field("n_sessions", "Sessions held", Form.COUNT),
                Field("n", "Mentoring pairs", Form.COUNT),
            ),
            [{"n_sessions": sessions, "n": people} for sessions, people in sorted(counted.items())],
        ),
        basis=_target_words(evidence) + f" As of {words.day(as_of)}.",
        notes=(
            f"{silent} {was} quiet: no held session in the "
            f"{QUIET_DAYS} days before {words.day(as_of)}.",
        ),
        metrics=(Metric("Mentoring pairs", f"{n:,}"), Metric("Quiet", f"{quiet:,}")),
    )


def _target_words(evidence: Evidence) -> str:
    target, months = evidence.instrument.target_sessions, evidence.instrument.target_months
    if not target:
        return "The instrument names no target."
    sessions, span = words.figure(target, "session"), words.figure(months, "month")
    return f"Target of the instrument: {sessions} in {span}."


def quiet(evidence: Evidence, selection: Selection, as_of: date) -> Finding:
    """The mentoring pairs without a held session in the last 30 days, for the team."""
    threshold = as_of - timedelta(days=QUIET_DAYS)
    records = [
        {**row, "days": (as_of - row["last_held_on"]).days if row["last_held_on"] else None}
        for row in evidence.rows("matches", selection, as_of=as_of).records()
        if row["last_held_on"] is None or row["last_held_on"] < threshold
    ]
    fields = (
        Field("cohort", "Cohort"),
        Field("mentor", "Mentor code"),
        Field("mentee", "Mentee code"),
        Field("site", "Site"),
        Field("n_sessions", "Sessions held", Form.COUNT),
        Field("last_held_on", "Last held on", Form.DATE),
        Field("days", "Days since", Form.COUNT),
        Field("next_planned_on", "Next planned on", Form.DATE),
    )
    title = (
        f"{words.first_up(words.things(len(records), 'mentoring pair'))} without a session in the "
        f"{QUIET_DAYS} days before {words.day(as_of)}"
        if records
        else f"No mentoring pair was quiet in the {QUIET_DAYS} days before {words.day(as_of)}."
    )
    basis = "Pairs of one mentor and one mentee in the session list. For the team."
    return Finding("quiet", title, table(fields, records), basis=basis if records else "")


def without_session(evidence: Evidence, selection: Selection) -> Finding:
    """People who agreed and have not left, and have no held session, for the team."""
    roles = {role.id: role.label for role in evidence.instrument.roles}
    records = [
        {**row, "role": roles.get(row["role"], "Not said")}
        for row in evidence.rows("without_session", selection).records()
    ]
    fields = (
        Field("role", "Role"),
        Field("cohort", "Cohort"),
        Field("code", "Participant code"),
        Field("site", "Site"),
        Field("agreed_on", "Agreed on", Form.DATE),
    )
    title = (
        f"{words.first_up(words.people(len(records)))} agreed and "
        f"{'has' if len(records) == 1 else 'have'} no session"
        if records
        else "Nobody who agreed and stayed is without a session."
    )
    basis = "People who agreed and have not left. For the team."
    return Finding("without-session", title, table(fields, records), basis=basis if records else "")
