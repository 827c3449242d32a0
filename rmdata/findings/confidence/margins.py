"""Changes by what would matter and by where people began: who could not rise, what chance makes."""

from typing import Any

from rmdata import statistics
from rmdata.findings import wording
from rmdata.findings.confidence.paired import TOTAL, Paired, is_domain_or_total, paired
from rmdata.findings.evidence import Declared, Evidence, Selection
from rmdata.findings.finding import Field, Finding, Form, Table, table
from rmdata.schema.vocabulary import Instrument, Role
from rmdata.statistics import END_EFFECT

IMPORTANT_FIELDS = (
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
START_FIELDS = (
    Field("label", "Domain"),
    Field("n_pairs", "Answered before and after", Form.COUNT),
    Field("n_top", "Began at the top: could not rise", Form.COUNT),
    Field("share_top", "Share at the top", Form.SHARE),
    Field("n_bottom", "Began at the bottom: could not fall", Form.COUNT),
    Field("share_bottom", "Share at the bottom", Form.SHARE),
)
THIRDS = (
    Field("third", "Third of the totals before"),
    Field("low", "From", Form.SCORE),
    Field("high", "To", Form.SCORE),
    Field("n", "People", Form.COUNT),
    Field("n_up", "Rose", Form.COUNT),
    Field("share", "Share that rose", Form.SHARE),
    Field("expected", "Would rise by chance alone", Form.SHARE),
)
BY_CHANCE = (
    "Whoever begins low rises more often by chance alone (regression to the mean), so the thirds "
    "in the details are no finding: beside each stands the share that would rise if everybody's "
    "answers after were dealt out again at random."
)


def important_change(evidence: Evidence, selection: Selection, role: str) -> Finding:
    """Who rose and who fell by at least the declared points, of the total and of each domain."""
    name, named = f"important-change-{role}", evidence.instrument.role(role)
    declared = evidence.declared(selection.programme)
    said = {"total": declared.get("important_total"), "domain": declared.get("important_domain")}
    if not any(said.values()):
        return Finding(name, "No change that matters was declared for this programme.")
    records = _important_records(evidence, selection.only(role), said)
    if not records:
        many = wording.inside(named.plural)
        return Finding(name, f"No change that matters can be counted among {many}.")
    return Finding(
        name=name,
        title=_important_title(named, records),
        table=table(IMPORTANT_FIELDS, records),
        basis=f"{named.construct}. The same people before and after.",
        sentences=tuple(f"{record['label']}: {record['told']}." for record in records),
        notes=tuple(
            f"The points of the {what} were {told.in_words}." for what, told in said.items() if told
        ),
        details=table((IMPORTANT_FIELDS[0], *LIMITS), records),
    )


def _important_records(
    evidence: Evidence, selection: Selection, said: dict[str, Declared | None]
) -> list[dict[str, Any]]:
    records = []
    for asked in paired(evidence, selection):
        told = said["total" if asked.domain == TOTAL else "domain"]
        if told and is_domain_or_total(evidence.instrument, asked.domain):
            records.append(_important_record(asked, int(told.value)))
    return records


def _important_record(asked: Paired, points: int) -> dict[str, Any]:
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
        "told": f"{wording.of(rose.count, rose.n)} rose and {wording.count(fell.count)} fell by at "
        f"least {wording.things(points, 'point')}",
        "rose_share": rose.share,
        "rose_low": rose.low,
        "rose_high": rose.high,
        "fell_share": fell.share,
        "fell_low": fell.low,
        "fell_high": fell.high,
    }


def _important_title(named: Role, records: list[dict[str, Any]]) -> str:
    last = records[-1]
    if last["domain"] == TOTAL:
        return f"{named.plural}, total: {last['told']}"
    points = wording.things(last["points"], "point")
    return f"{named.plural}: who rose and who fell by at least {points}"


def where_they_began(evidence: Evidence, selection: Selection, role: str) -> Finding:
    """How many of one role began at the ends of the scale; by thirds only beside chance."""
    instrument, named = evidence.instrument, evidence.instrument.role(role)
    name = f"where-they-began-{role}"
    asked = paired(evidence, selection.only(role))
    records = [
        _start_record(instrument, p) for p in asked if is_domain_or_total(instrument, p.domain)
    ]
    if not records:
        return Finding(
            name, f"No {wording.inside(named.label)} can be followed from before to after."
        )
    totals = [p for p in asked if p.domain == TOTAL]
    details = _thirds(totals[0]) if totals else Table()
    return Finding(
        name=name,
        title=_start_title(named, records),
        table=table(START_FIELDS, records),
        basis=f"{named.construct}. {named.plural} who answered before and after.",
        sentences=_beyond_the_mark(records),
        notes=(BY_CHANCE,) if details.rows else (),
        details=details,
    )


def _start_record(instrument: Instrument, asked: Paired) -> dict[str, Any]:
    scale, n_summed = instrument.scale, len(instrument.domains) if asked.domain == TOTAL else 1
    began = statistics.before(asked.counts)
    ends = statistics.scale_ends(began, scale.low * n_summed, scale.high * n_summed)
    assert ends, "a question that nobody answered twice has no pairs"
    return {
        "domain": asked.domain,
        "label": asked.label,
        "n_pairs": ends.ceiling.n,
        "n_top": ends.ceiling.count,
        "share_top": ends.ceiling.share,
        "top_is_crowded": ends.ceiling_effect,
        "n_bottom": ends.floor.count,
        "share_bottom": ends.floor.share,
        "bottom_is_crowded": ends.floor_effect,
    }


def _start_title(named: Role, records: list[dict[str, Any]]) -> str:
    """Of the total where there is one, else of the domain in which most began at the top."""
    last, many = records[-1], wording.inside(named.plural)
    if last["domain"] == TOTAL:
        people = wording.who(last["n_top"], last["n_pairs"], wording.inside(named.label), many)
        return (
            f"{wording.first_up(people)} with a total both times began at the highest and could "
            f"not rise, {wording.count(last['n_bottom'])} at the lowest"
        )
    return f"How many {many} began at the ends of the scale"


def _beyond_the_mark(records: list[dict[str, Any]]) -> tuple[str, ...]:
    told = []
    for end, verb in (("top", "rise"), ("bottom", "fall")):
        many = [
            f"{wording.inside(record['label'])} ({record[f'n_{end}']:,} of {record['n_pairs']:,})"
            for record in records
            if record[f"{end}_is_crowded"]
        ]
        mark = f"More than {END_EFFECT}% began at the {end}, where nobody can {verb}"
        if many:
            told.append(f"{mark}: {wording.listed(many)}.")
        else:
            told.append(f"Nowhere did more than {END_EFFECT}% begin at the {end}.")
    return tuple(told)


def _thirds(asked: Paired) -> Table:
    records = [
        {
            "third": wording.first_up(third.third),
            "low": third.low,
            "high": third.high,
            "n": third.n,
            "n_up": third.n_up,
            "share": third.n_up / third.n,
            "expected": third.expected,
        }
        for third in statistics.rises_by_start(asked.counts)
    ]
    return table(THIRDS, records)
