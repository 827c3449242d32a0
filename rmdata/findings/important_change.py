"""How many changed by what the programme said beforehand would matter."""

from typing import Any

from rmdata import statistics
from rmdata.findings import words
from rmdata.findings.evidence import Declared, Evidence
from rmdata.findings.finding import Field, Finding, Form, table
from rmdata.findings.paired import TOTAL, Paired, is_domain_or_total, paired
from rmdata.findings.selection import Selection
from rmdata.schema import Role

FIELDS = (
    Field("label", "Domain"),
    Field("points", "Points that matter", Form.COUNT),
    Field("n_pairs", "Answered before and after", Form.COUNT),
    Field("n_rose", "Rose by so much", Form.COUNT),
    Field("n_fell", "Fell by so much", Form.COUNT),
)
LIMITS = (
    *(Field(f"rose_{end}", f"Rose by so much, {said}", Form.SHARE) for end, said in (
        ("share", "share"), ("low", "from (95%)"), ("high", "to (95%)"))),
    *(Field(f"fell_{end}", f"Fell by so much, {said}", Form.SHARE) for end, said in (
        ("share", "share"), ("low", "from (95%)"), ("high", "to (95%)"))),
)  # fmt: skip


def important_change(evidence: Evidence, selection: Selection, role: str) -> Finding:
    """Who rose and who fell by at least the declared points, of the total and of each domain."""
    name, named = f"important-change-{role}", evidence.instrument.role(role)
    declared = evidence.declared(selection.programme)
    said = {"total": declared.get("important_total"), "domain": declared.get("important_domain")}
    if not any(said.values()):
        return Finding(name, "No change that matters was declared for this programme.")
    records = _records(evidence, selection.only(role), said)
    if not records:
        many = words.inside(named.plural)
        return Finding(name, f"No change that matters can be counted among {many}.")
    return Finding(
        name=name,
        title=_title(named, records),
        table=table(FIELDS, records),
        basis=f"{named.construct}. The same people before and after.",
        sentences=tuple(f"{record['label']}: {record['told']}." for record in records),
        notes=tuple(
            f"The points of the {what} were {told.in_words}." for what, told in said.items() if told
        ),
        details=table((FIELDS[0], *LIMITS), records),
    )


def _records(
    evidence: Evidence, selection: Selection, said: dict[str, Declared | None]
) -> list[dict[str, Any]]:
    records = []
    for asked in paired(evidence, selection):
        told = said["total" if asked.domain == TOTAL else "domain"]
        if told and is_domain_or_total(evidence.instrument, asked.domain):
            records.append(_record(asked, int(told.value)))
    return records


def _record(asked: Paired, points: int) -> dict[str, Any]:
    found = statistics.meaningful_change(statistics.differences(asked.counts), points)
    assert found, "a question that nobody answered twice has no pairs"
    rose, fell = found.up, found.down
    return {
        "label": asked.label,
        "domain": asked.domain,
        "points": points,
        "n_pairs": rose.n,
        "n_rose": rose.count,
        "n_fell": fell.count,
        "told": f"{words.of(rose.count, rose.n)} rose and {words.count(fell.count)} fell by at "
        f"least {words.things(points, 'point')}",
        "rose_share": rose.share,
        "rose_low": rose.low,
        "rose_high": rose.high,
        "fell_share": fell.share,
        "fell_low": fell.low,
        "fell_high": fell.high,
    }


def _title(named: Role, records: list[dict[str, Any]]) -> str:
    last = records[-1]
    if last["domain"] == TOTAL:
        return f"{named.plural}, total: {last['told']}"
    points = words.things(last["points"], "point")
    return f"{named.plural}: who rose and who fell by at least {points}"
