"""Sessions: how many, how long, how often, and which mentoring pairs have gone quiet."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from rmdata import statistics
from rmdata.findings import wording
from rmdata.findings.evidence import Evidence, Selection
from rmdata.findings.finding import Field, Finding, Form, Metric, table

HELD = "Held"
SESSIONS_KNOW = "Sessions have a cohort and a site; a filter by role does not touch them."
UNREACHED = "Sessions know no specialty, so they are left out while that filter is on."
MOST_VALUES_TOLD = 3
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
    if selection.specialties:
        return Finding("sessions", UNREACHED)
    found = evidence.ask("session_periods", selection, **period.parameters()).records()
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
    untimed = sum(r["untimed"] for r in held)
    fields = (
        Field("period", f"{period.unit.capitalize()} from", Form.DATE),
        Field("status", "Status"),
        Field("n", "Sessions", Form.COUNT),
        Field("minutes", "Minutes", Form.SCORE),
    )
    return Finding(
        name="sessions",
        title=_held(n_held, minutes, untimed),
        table=table(fields, records),
        basis=SESSIONS_KNOW,
    )


def _timed(entry: dict[str, Any]) -> dict[str, Any]:
    """No minutes, rather than 0, where no session has a length."""
    return entry | ({"minutes": None} if entry["untimed"] == entry["n"] else {})


def _held(n: int, minutes: float, untimed: int) -> str:
    """How many sessions, and how long they took together, as far as their length is known."""
    told = f"{wording.first_up(wording.things(n, 'session'))} held"
    if not n or untimed == n:
        return told if not n else f"{told}, none of them with a length"
    if not untimed:
        return f"{told}, {wording.lasted(minutes)} in all"
    timed = n - untimed
    return (
        f"{told}; the {wording.count(timed)} with a length took {wording.lasted(minutes)} in all, "
        f"{wording.count(untimed)} {'has' if untimed == 1 else 'have'} none"
    )


def lengths(evidence: Evidence, selection: Selection, period: Period) -> Finding:
    """How long held sessions lasted."""
    if selection.specialties:
        return Finding("lengths", UNREACHED)
    found = evidence.ask("session_periods", selection, **period.parameters()).records()
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
        basis=f"n = {wording.figure(sum(counted.values()), 'held session')} with a length; median "
        "and range.",
        metrics=(Metric("Typical session", f"{wording.number(middle)} min", "Sessions"),),
    )


def _lasted(middle: float | None, low: float, high: float) -> str:
    if low == high:
        return f"Sessions lasted {wording.number(low)} {'minute' if low == 1 else 'minutes'}"
    spread = f"{wording.number(low)} to {wording.number(high)}"
    return f"Sessions typically lasted {wording.number(middle)} minutes ({spread})"


def gaps(evidence: Evidence, selection: Selection, period: Period) -> Finding:
    """Days between two successive sessions of the same mentoring pair."""
    if selection.specialties:
        return Finding("gaps", UNREACHED)
    found = evidence.ask("session_gaps", selection, **period.parameters()).records()
    if not found:
        return Finding("gaps", "No mentoring pair in this selection has met twice.")
    counted = {float(row["days"]): row["n"] for row in found}
    middle = statistics.median(counted)
    days = "one day" if middle == 1 else f"{wording.number(middle)} days"
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
        basis=f"n = {wording.figure(sum(counted.values()), 'gap')} between held sessions of one "
        "mentor and one mentee.",
    )


def features(evidence: Evidence, selection: Selection, period: Period, feature: str) -> Finding:
    """One feature of held sessions (mode, kind, format or topic): how often each value."""
    if selection.specialties:
        return Finding(f"{feature}s", UNREACHED)
    found = evidence.ask("session_features", selection, **period.parameters()).records()
    found = [row for row in found if row["feature"] == feature]
    named = FEATURES[feature].lower()
    if not found:
        return Finding(f"{feature}s", f"No held session in this selection says its {named}.")
    records = [{**row, "value": wording.first_up(row["value"])} for row in found]
    n = sum(row["n"] for row in found)
    told = wording.listed(
        [f"{wording.inside(row['value'])} {row['n']:,}" for row in records[:MOST_VALUES_TOLD]]
    )
    whole = f" of {wording.figure(n, 'session')}" if feature != "topic" else ""
    rest = len(records) - MOST_VALUES_TOLD
    more = f" ({wording.count(rest)} more)" if rest > 0 else ""
    several = " One session can have several." if feature == "topic" else ""
    return Finding(
        name=f"{feature}s",
        title=f"{FEATURES[feature]}: {told}{whole}{more}",
        table=table(
            (Field("value", FEATURES[feature]), Field("n", "Sessions", Form.COUNT)), records
        ),
        basis=f"Held sessions that say their {named}.{several}",
    )


def without_session(evidence: Evidence, selection: Selection) -> Finding:
    """People who agreed and have not left, and have no held session, for the team."""
    roles = {role.id: role.label for role in evidence.instrument.roles}
    records = [
        {**row, "role": roles.get(row["role"], "Not said")}
        for row in evidence.ask("without_session", selection).records()
    ]
    fields = (
        Field("role", "Role"),
        Field("cohort", "Cohort"),
        Field("code", "Participant code"),
        Field("site", "Site"),
        Field("agreed_on", "Agreed on", Form.DATE),
    )
    title = (
        f"{wording.first_up(wording.people(len(records)))} agreed and "
        f"{'has' if len(records) == 1 else 'have'} no session"
        if records
        else "Nobody who agreed and stayed is without a session."
    )
    basis = "People who agreed and have not left. For the team."
    return Finding("without-session", title, table(fields, records), basis=basis if records else "")
