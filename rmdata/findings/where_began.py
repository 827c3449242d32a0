"""Where people began: who could not rise or fall, and what chance alone makes of low and high."""

from typing import Any

from rmdata import statistics
from rmdata.findings import words
from rmdata.findings.evidence import Evidence
from rmdata.findings.finding import Field, Finding, Form, Table, table
from rmdata.findings.paired import TOTAL, Paired, is_domain_or_total, paired
from rmdata.findings.selection import Selection
from rmdata.schema import Instrument, Role
from rmdata.statistics import END_EFFECT

FIELDS = (
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


def where_they_began(evidence: Evidence, selection: Selection, role: str) -> Finding:
    """How many of one role began at the ends of the scale; by thirds only beside chance."""
    instrument, named = evidence.instrument, evidence.instrument.role(role)
    name = f"where-they-began-{role}"
    asked = paired(evidence, selection.only(role))
    records = [_record(instrument, p) for p in asked if is_domain_or_total(instrument, p.domain)]
    if not records:
        return Finding(
            name, f"No {words.inside(named.label)} can be followed from before to after."
        )
    totals = [p for p in asked if p.domain == TOTAL]
    details = _thirds(totals[0]) if totals else Table()
    return Finding(
        name=name,
        title=_title(named, records),
        table=table(FIELDS, records),
        basis=f"{named.construct}. {named.plural} who answered before and after.",
        sentences=_beyond_the_mark(records),
        notes=(BY_CHANCE,) if details.rows else (),
        details=details,
    )


def _record(instrument: Instrument, asked: Paired) -> dict[str, Any]:
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


def _title(named: Role, records: list[dict[str, Any]]) -> str:
    """Of the total where there is one, else of the domain in which most began at the top."""
    last, many = records[-1], words.inside(named.plural)
    if last["domain"] == TOTAL:
        people = words.who(last["n_top"], last["n_pairs"], words.inside(named.label), many)
        return (
            f"{words.first_up(people)} with a total both times began at the highest and could not "
            f"rise, {words.count(last['n_bottom'])} at the lowest"
        )
    return f"How many {many} began at the ends of the scale"


def _beyond_the_mark(records: list[dict[str, Any]]) -> tuple[str, ...]:
    told = []
    for end, verb in (("top", "rise"), ("bottom", "fall")):
        many = [
            f"{words.inside(record['label'])} ({record[f'n_{end}']:,} of {record['n_pairs']:,})"
            for record in records
            if record[f"{end}_is_crowded"]
        ]
        mark = f"More than {END_EFFECT}% began at the {end}, where nobody can {verb}"
        if many:
            told.append(f"{mark}: {words.listed(many)}.")
        else:
            told.append(f"Nowhere did more than {END_EFFECT}% begin at the {end}.")
    return tuple(told)


def _thirds(asked: Paired) -> Table:
    records = [
        {
            "third": words.first_up(third.third),
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
