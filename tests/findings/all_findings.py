"""All findings, asked of one selection: for what must hold of every one of them."""

from collections.abc import Iterator
from datetime import date, timedelta

from rmdata.findings.catalogue import catalogue
from rmdata.findings.confidence import by_group, confidence
from rmdata.findings.data import rows
from rmdata.findings.evidence import Evidence, Selection
from rmdata.findings.finding import Finding
from rmdata.findings.participation.sessions import Period

LONG = timedelta(days=300)


def every_finding(evidence: Evidence, selection: Selection, as_of: date) -> Iterator[Finding]:
    """Every finding there is, each at least once; by the day and long after it where days count."""
    about = {"selection": selection, "as_of": as_of, "period": Period("week")}
    for entry in catalogue().values():
        yield from entry.every(evidence, about)
        if "as_of" in entry.takes:
            yield from entry.every(evidence, {**about, "as_of": as_of + LONG})
    for role in ("mentor", "mentee"):
        yield confidence.change_of(evidence, selection, role, "post", "follow_up")
        for by in ("cohort", "site", "specialty"):
            yield by_group.change_by_group(evidence, selection, role, by, "strengths")
    for table in rows.table_names(evidence):
        yield rows.rows(evidence, selection, table, free_text=True)
