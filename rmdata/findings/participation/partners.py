"""Who shares a partner, who left and why, who still owes a questionnaire that is due."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from rmdata.findings import wording
from rmdata.findings.evidence import Evidence, Selection
from rmdata.findings.finding import Field, Finding, Form, table
from rmdata.findings.participation.took_part import n_without_code, stages_due, unlinked_words
from rmdata.findings.windows import Standing, Window, in_words, windows
from rmdata.schema.vocabulary import POST, Instrument, Role

PARTNER_FIELDS = (
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
LEAVING_FIELDS = (
    Field("reason", "Reason for leaving"),
    Field("role", "Role"),
    Field("day", "Day of leaving"),
    Field("n", "People", Form.COUNT),
)
OWING_FIELDS = (
    Field("standing", "Standing"),
    Field("stage", "Questionnaire"),
    Field("due_on", "Due on", Form.DATE),
    Field("role", "Role"),
    Field("cohort", "Cohort"),
    Field("code", "Participant code"),
    Field("site", "Site"),
    Field("specialty", "Specialty"),
    Field("n_sessions", "Sessions held", Form.COUNT),
)


def shared_partners(evidence: Evidence, selection: Selection) -> Finding:
    """How many of each role have several partners, or one whom somebody else of the role met."""
    found = evidence.ask("partners", selection).records()
    if not found:
        title = (
            "No held session in this selection, so who shares a partner is not known; the tests "
            "take people as independent all the same."
        )
        return Finding("partners", title)
    instrument = evidence.instrument
    roles = [r for r in instrument.roles if any(row["role"] == r.id for row in found)]
    records = [_partner_record(role, [r for r in found if r["role"] == role.id]) for role in roles]
    by_role = list(zip(roles, records, strict=True))
    is_tied = any(record["n_sharing_any"] for record in records)
    return Finding(
        name="partners",
        title=_partner_title(instrument, by_role),
        table=table(PARTNER_FIELDS, records),
        basis="People with a held session alone with one partner, and whoever else of their role "
        "met that partner alone, in this selection or not. Whom others met is not known.",
        notes=(*_in_any_session(by_role), TIED if is_tied else UNTIED),
    )


def _partner_record(role: Role, mine: list[dict[str, Any]]) -> dict[str, Any]:
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


def _partner_title(instrument: Instrument, by_role: Sequence[tuple[Role, dict[str, Any]]]) -> str:
    """Who shares a partner met alone, by role: 12 of 40 mentees share a mentor with another."""
    known = [(role, record) for role, record in by_role if record["n"]]
    if not known:
        return "Nobody here met a partner alone: every held session had several people on a side"
    if not any(record["n_sharing"] for _, record in known):
        told = [
            wording.figure(r["n"], wording.inside(role.label), wording.inside(role.plural))
            for role, r in known
        ]
        return f"Nobody of {wording.listed(told)} shares a partner with another of their role"
    return "; ".join(_shared(instrument, role, record) for role, record in known)


def _shared(instrument: Instrument, role: Role, record: dict[str, Any]) -> str:
    one, many = wording.inside(role.label), wording.inside(role.plural)
    partner = next(wording.inside(r.label) for r in instrument.roles if r.id != role.id)
    n, whole = record["n_sharing"], wording.figure(record["n"], one, many)
    return f"{n:,} of {whole} {'shares' if n == 1 else 'share'} a {partner} with another {one}"


def _in_any_session(by_role: Sequence[tuple[Role, dict[str, Any]]]) -> tuple[str, ...]:
    """The same with sessions of several people, where they tie more people together."""
    more = [
        f"{r['n_sharing_any']:,} of "
        + wording.figure(r["n_any"], wording.inside(role.label), wording.inside(role.plural))
        for role, r in by_role
        if r["n_sharing_any"] > r["n_sharing"]
    ]
    if not more:
        return ()
    told = wording.listed(more)
    return (f"With sessions of several people, {told} met a partner whom another of them met.",)


def leaving(evidence: Evidence, selection: Selection) -> Finding:
    """How many of each role left, by the reason as it was typed; a list for the team."""
    found = evidence.ask("leaving", selection).records()
    if not found:
        return Finding("leaving", "Nobody in this selection is known to have left.")
    left = [row for row in found if row["has_day"]]
    undated = sum(row["n"] for row in found if not row["has_day"])
    return Finding(
        name="leaving",
        title=_leaving_title(left),
        table=table(LEAVING_FIELDS, _leaving_records(evidence, found)),
        basis="People with a day of leaving or a reason for it; reasons as they were typed. For "
        "the team.",
        notes=(_undated(undated),) if undated else (),
    )


def _leaving_records(evidence: Evidence, found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The reasons of most people first, those who gave none last."""
    roles = {role.id: role.label for role in evidence.instrument.roles}
    ordered = sorted(found, key=lambda row: (row["reason"] is None, -row["n"]))
    return [
        {
            "reason": row["reason"] or wording.NOT_SAID,
            "role": roles.get(row["role"], wording.NOT_SAID),
            "day": "stored" if row["has_day"] else "not stored",
            "n": row["n"],
        }
        for row in ordered
    ]


def _leaving_title(left: list[dict[str, Any]]) -> str:
    n = sum(row["n"] for row in left)
    with_reason = sum(row["n"] for row in left if row["reason"])
    told = f"{wording.first_up(wording.people(n))} left"
    if not n:
        return "Nobody has a day of leaving"
    if not with_reason:
        return f"{told}; no reason is stored"
    of = f" of {wording.of(with_reason, n)}" if n > 1 else ""
    return f"{told}; a reason is stored{of}"


def _undated(n: int) -> str:
    has, are = ("has", "is") if n == 1 else ("have", "are")
    who = wording.first_up(wording.people(n))
    return f"{who} {has} a reason and no day of leaving, and {are} not counted as having left."


def owing(evidence: Evidence, selection: Selection, as_of: date) -> Finding:
    """Who still owes a questionnaire that is due: a list for the team, by code."""
    frame = windows(evidence, selection, as_of)
    asked = evidence.ask("owing", selection, stages=list(stages_due(evidence))).records()
    standing = [(frame[row["cohort"]].standing(row["stage"], as_of), row) for row in asked]
    records = [
        _owed(evidence, row, frame[row["cohort"]], stands)
        for wanted in (Standing.OVERDUE, Standing.DUE)
        for stands, row in standing
        if stands is wanted
    ]
    closed = sum(stands is Standing.CLOSED for stands, _ in standing)
    notes = [in_words(frame.values(), as_of)] if frame else []
    if closed:
        one = wording.things(closed, "questionnaire")
        is_closed = "is closed: it" if closed == 1 else "are closed: they"
        notes.append(
            f"{wording.first_up(one)} without an answer {is_closed} can no longer be given."
        )
    if unlinked := n_without_code(evidence, selection, POST):
        notes.append(unlinked_words(unlinked))
    title = _owing_title(records, standing) if asked else "Nobody taking part owes a questionnaire."
    basis = "People who agreed, met or answered, and have not left. For the team."
    return Finding(
        "owing",
        title,
        table(OWING_FIELDS, records),
        basis=basis if records else "",
        notes=tuple(notes) if asked else (),
    )


def _owed(
    evidence: Evidence, row: dict[str, Any], window: Window, stands: Standing
) -> dict[str, Any]:
    roles = {role.id: role.label for role in evidence.instrument.roles}
    span = window.span(row["stage"])
    return {
        **row,
        "stage": evidence.instrument.stage_label(row["stage"]),
        "role": roles.get(row["role"], "Not said"),
        "standing": wording.first_up(stands),
        "due_on": span.due if span else None,
    }


def _owing_title(records: list[dict[str, Any]], standing: Sequence[tuple[Standing, Any]]) -> str:
    if not records:
        return "No questionnaire is due that somebody taking part has not answered."
    people = len({(r["cohort"], r["code"]) for r in records})
    overdue = sum(stands is Standing.OVERDUE for stands, _ in standing)
    owed = wording.things(len(records), "questionnaire")
    told = (
        f"{wording.first_up(wording.people(people))} taking part {'owes' if people == 1 else 'owe'}"
    )
    if len(records) == 1:
        return f"{told} {owed}{', overdue' if overdue else ''}"
    late = wording.of(overdue, len(records)).split()[0]
    return f"{told} {owed}, {late} of them overdue"
