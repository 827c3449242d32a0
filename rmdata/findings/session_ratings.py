"""How each side rated the sessions that were held."""

from typing import Any

from rmdata import statistics
from rmdata.findings import words
from rmdata.findings.evidence import Evidence
from rmdata.findings.finding import Field, Finding, Form, table
from rmdata.findings.selection import Selection
from rmdata.findings.sessions import UNREACHED, Period
from rmdata.schema import SESSIONS, declared_table


def ratings(evidence: Evidence, selection: Selection, period: Period) -> Finding:
    """How many held sessions each side rated, how, and the median; counts alone."""
    if selection.specialties:
        return Finding("ratings", UNREACHED)
    given = {"since": period.since, "until": period.until}
    found = evidence.counts("session_ratings", selection, **given).records()
    points = _points(evidence)
    records = [
        _record(role.id, role.heading, points, [row for row in found if row["side"] == role.id])
        for role in evidence.instrument.roles
    ]
    n_held = records[0]["n_of"]
    if not n_held:
        return Finding("ratings", "No held session in this selection and period.")
    if not any(record["n"] for record in records):
        held = words.figure(n_held, "held session")
        return Finding("ratings", f"Nobody rated any of {held} in this selection and period.")
    return Finding(
        name="ratings",
        title=_title(evidence, records, points[-1]),
        table=table(_fields(points), records),
        basis=f"n = {words.figure(n_held, 'held session')}, rated by nobody, one side or both; "
        f"ratings from {points[0]} to {points[-1]}.",
    )


def _points(evidence: Evidence) -> range:
    column = declared_table(evidence.instrument, SESSIONS).column("mentor_rating")
    return range(int(column.low or 0), int(column.high or 0) + 1)


def _record(side: str, label: str, points: range, mine: list[dict[str, Any]]) -> dict[str, Any]:
    spread = {float(row["rating"]): row["n"] for row in mine if row["rating"] is not None}
    return {
        "side": side,
        "label": label,
        "n": statistics.n_people(spread),
        "n_of": sum(row["n"] for row in mine),
        "median": statistics.median(spread),
        **{f"score_{point}": spread.get(point, 0) for point in points},
    }


def _fields(points: range) -> tuple[Field, ...]:
    return (
        Field("label", "Rated by"),
        Field("n", "Sessions rated", Form.COUNT),
        Field("n_of", "Sessions held", Form.COUNT),
        Field("median", "Median rating", Form.SCORE),
        *(Field(f"score_{point}", f"Rated {point}", Form.COUNT) for point in points),
    )


def _title(evidence: Evidence, records: list[dict[str, Any]], highest: int) -> str:
    told = []
    for record in records:
        many = words.inside(evidence.instrument.role(record["side"]).plural)
        held = words.figure(record["n_of"], "held session")
        if record["n"]:
            median = f"median {words.number(record['median'])} of {highest}"
            told.append(f"{many} rated {record['n']:,} of {held}, {median}")
        else:
            told.append(f"{many} rated none of {held}")
    return words.first_up("; ".join(told))
