"""Who shares a partner with somebody else of their role: such people are not independent."""

from collections.abc import Sequence
from typing import Any

from rmdata.findings import words
from rmdata.findings.evidence import Evidence
from rmdata.findings.finding import Field, Finding, Form, table
from rmdata.findings.selection import Selection
from rmdata.schema import Instrument, Role

FIELDS = (
    Field("role_label", "Role"),
    Field("n", "Met a partner alone", Form.COUNT),
    Field("n_several", "Have several partners", Form.COUNT),
    Field("n_sharing", "Share a partner", Form.COUNT),
    Field("share", "Share who share a partner", Form.SHARE),
    Field("n_any", "Met in any session", Form.COUNT),
    Field("n_sharing_any", "Share a partner of any session", Form.COUNT),
)
TIED = (
    "People who share a partner are not independent of each other, and every test here takes "
    "people as independent: a p can be too small."
)
UNTIED = "So no partner ties two people of one role together; the tests take them as independent."


def shared_partners(evidence: Evidence, selection: Selection) -> Finding:
    """How many of each role have several partners, or one whom somebody else of the role met."""
    found = evidence.counts("partners", selection).records()
    if not found:
        title = (
            "No held session in this selection, so who shares a partner is not known; the tests "
            "take people as independent all the same."
        )
        return Finding("partners", title)
    instrument = evidence.instrument
    roles = [r for r in instrument.roles if any(row["role"] == r.id for row in found)]
    records = [_record(role, [r for r in found if r["role"] == role.id]) for role in roles]
    by_role = list(zip(roles, records, strict=True))
    is_tied = any(record["n_sharing_any"] for record in records)
    return Finding(
        name="partners",
        title=_title(instrument, by_role),
        table=table(FIELDS, records),
        basis="People with a held session alone with one partner, and whoever else of their role "
        "met that partner alone, in this selection or not. Whom others met is not known.",
        notes=(*_in_any_session(by_role), TIED if is_tied else UNTIED),
    )


def _record(role: Role, mine: list[dict[str, Any]]) -> dict[str, Any]:
    alone = [row for row in mine if row["n_alone"]]
    n, n_sharing = _n(alone), _n([row for row in alone if row["shares_alone"]])
    return {
        "role_label": role.heading,
        "n": n,
        "n_several": _n([row for row in alone if row["n_alone"] > 1]),
        "n_sharing": n_sharing,
        "share": n_sharing / n if n else None,
        "n_any": _n(mine),
        "n_sharing_any": _n([row for row in mine if row["shares"]]),
    }


def _n(rows: list[dict[str, Any]]) -> int:
    return sum(row["n"] for row in rows)


def _title(instrument: Instrument, by_role: Sequence[tuple[Role, dict[str, Any]]]) -> str:
    """Who shares a partner met alone, by role: 12 of 40 mentees share a mentor with another."""
    known = [(role, record) for role, record in by_role if record["n"]]
    if not known:
        return "Nobody here met a partner alone: every held session had several people on a side"
    if not any(record["n_sharing"] for _, record in known):
        told = [
            words.figure(r["n"], words.inside(role.label), words.inside(role.plural))
            for role, r in known
        ]
        return f"Nobody of {words.listed(told)} shares a partner with another of their role"
    return "; ".join(_shared(instrument, role, record) for role, record in known)


def _shared(instrument: Instrument, role: Role, record: dict[str, Any]) -> str:
    one, many = words.inside(role.label), words.inside(role.plural)
    partner = next(words.inside(r.label) for r in instrument.roles if r.id != role.id)
    n, whole = record["n_sharing"], words.figure(record["n"], one, many)
    return f"{n:,} of {whole} {'shares' if n == 1 else 'share'} a {partner} with another {one}"


def _in_any_session(by_role: Sequence[tuple[Role, dict[str, Any]]]) -> tuple[str, ...]:
    """The same with sessions of several people, where they tie more people together."""
    more = [
        f"{r['n_sharing_any']:,} of "
        + words.figure(r["n_any"], words.inside(role.label), words.inside(role.plural))
        for role, r in by_role
        if r["n_sharing_any"] > r["n_sharing"]
    ]
    if not more:
        return ()
    told = words.listed(more)
    return (f"With sessions of several people, {told} met a partner whom another of them met.",)
