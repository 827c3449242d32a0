"""What people ticked and wrote: concerns, what happened, benefits."""

from collections.abc import Sequence
from typing import Any

from rmdata.findings import words
from rmdata.findings.evidence import Evidence
from rmdata.findings.finding import Field, Finding, Form, table
from rmdata.findings.selection import Selection
from rmdata.schema import Role

# What was asked, as the end of "Mentors ...".
ASKED = {
    "concerns": "raised concerns",
    "happened": "met concerns in practice",
    "benefits": "named benefits",
}
# What the question is about, after "No answer about ...".
ABOUT = {
    "concerns": "concerns",
    "happened": "what happened of the concerns",
    "benefits": "benefits",
}
MOST_TOLD = 3
THEME_FIELDS = (
    Field("label", "Theme"),
    Field("stage", "Stage"),
    Field("n", "People", Form.COUNT),
    Field("n_answered", "Answered the question", Form.COUNT),
    Field("share", "Share", Form.SHARE),
)
TEXT_FIELDS = (
    Field("about", "About"),
    Field("role", "Role"),
    Field("stage", "Stage"),
    Field("text", "In their own words"),
)
TEXT_BASIS = "For the team to read; never counted. Leave it out of anything that leaves the team."


def themes(evidence: Evidence, selection: Selection, role: str, asked: str) -> Finding:
    """How often each theme was ticked by one role, per stage."""
    named = evidence.instrument.role(role)
    records = theme_counts(evidence, selection.only(role), asked)
    name = f"{asked}-{role}"
    if not records:
        return Finding(name, _nobody_named(evidence, selection, named, asked))
    first = records[0]
    told = [
        f"{words.inside(r['label'])} ({r['n']:,} of {r['n_answered']:,})"
        for r in records
        if r["stage_id"] == first["stage_id"]
    ]
    rest = len(told) - MOST_TOLD
    more = f" and {words.count(rest)} more" if rest > 0 else ""
    listed = ", ".join(told[:MOST_TOLD]) if more else words.listed(told)
    return Finding(
        name=name,
        title=f"{named.plural} {ASKED[asked]}, {words.inside(first['stage'])}: {listed}{more}",
        table=table(THEME_FIELDS, records),
        basis="People who answered the question; several themes each are possible.",
    )


def _nobody_named(evidence: Evidence, selection: Selection, named: Role, asked: str) -> str:
    """Nobody answered the question, or nobody who did named anything."""
    one, many = words.inside(named.label), words.inside(named.plural)
    n = max((n for _, n in n_answered(evidence, selection, named.id, asked)), default=0)
    if not n:
        return f"No answer of a {one} about {ABOUT[asked]} is stored in this selection."
    return f"{words.first_up(words.who(0, n, one, many))} who answered {ASKED[asked]}."


def n_answered(
    evidence: Evidence, selection: Selection, role: str, asked: str
) -> list[tuple[str, int]]:
    """How many of one role answered a question about themes, with or without a theme, by stage."""
    found = evidence.counts("themes", selection.only(role)).records()
    return [(r["stage"], r["n"]) for r in found if r["asked"] == asked and r["theme"] is None]


def theme_counts(
    evidence: Evidence, selection: Selection, asked: str, by: Sequence[str] = ()
) -> list[dict[str, Any]]:
    """Records of theme, stage, n, n_answered and share, by role and group, as ticked."""
    found = evidence.counts("themes", selection, by=list(by)).records()
    found = [r for r in found if r["asked"] == asked]
    stages = [stage.value for stage in evidence.instrument.stages]
    answered = {_group(r): r["n"] for r in found if r["theme"] is None}
    ticked = [r for r in found if r["theme"] is not None]
    records = [
        {
            **{name: r[name] for name in ("role", "cohort", "site", "specialty", "theme", "n")},
            "stage_id": r["stage"],
            "stage": evidence.instrument.stage_label(r["stage"]),
            "label": evidence.instrument.theme_label(r["theme"]),
            "n_answered": answered[_group(r)],
            "share": r["n"] / answered[_group(r)],
        }
        for r in ticked
    ]
    return sorted(records, key=lambda r: (r["role"], stages.index(r["stage_id"]), -r["n"]))


def _group(record: dict[str, Any]) -> tuple[Any, ...]:
    return tuple(record[name] for name in ("role", "cohort", "site", "specialty", "stage"))


def free_text(evidence: Evidence, selection: Selection) -> Finding:
    """What people wrote, for the team to read: listed, never counted."""
    stages = {stage.value: stage.label for stage in evidence.instrument.stages}
    roles = {role.id: role.label for role in evidence.instrument.roles}
    records = [
        {
            **row,
            "about": row["about"].capitalize(),
            "stage": stages.get(row["stage"], row["stage"]),
            "role": roles.get(row["role"], "Not said"),
        }
        for row in evidence.rows("free_text", selection).records()
    ]
    if not records:
        return Finding("free-text", "Nobody in this selection wrote anything.")
    return Finding("free-text", "In their own words", table(TEXT_FIELDS, records), basis=TEXT_BASIS)
