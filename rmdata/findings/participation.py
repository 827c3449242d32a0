"""Participation: who took part, who answered, who still owes an answer."""

from collections.abc import Sequence
from typing import Any

from rmdata import statistics
from rmdata.findings import words
from rmdata.findings.evidence import Evidence
from rmdata.findings.finding import Field, Finding, Form, table
from rmdata.findings.selection import Selection
from rmdata.schema import POST, PRE, Role

# A step is drawn only where its column was filled for anybody.
STEPS = {
    "invited": "Invited",
    "agreed": "Agreed",
    "answered_before": "Answered before",
    "met": "Had a session",
    "answered_after": "Answered after",
    "answered_both": "Answered both times",
    "answered_follow_up": "Answered the follow-up",
    "has_left": "Left",
}
STEP_FIELDS = (
    Field("label", "Step"),
    Field("role_label", "Role"),
    Field("n", "People", Form.COUNT),
    Field("n_of", "Of all known", Form.COUNT),
    Field("share", "Share", Form.SHARE),
)


def step_counts(
    evidence: Evidence, selection: Selection, by: Sequence[str] = ()
) -> list[dict[str, Any]]:
    """Records of step, n, n_of (everybody known) and share with its limits, by role and group."""
    found = evidence.counts("steps", selection, by=list(by)).records()
    for row in found:
        row["answered_both"] = row["answered_before"] and row["answered_after"]
    filled = {step for step in STEPS if any(row[step] for row in found)}
    groups = list(dict.fromkeys(_group(row) for row in found))
    order = [role.id for role in evidence.instrument.roles]
    records = []
    for group in sorted(groups, key=lambda g: (order.index(g[0]), *(part or "" for part in g[1:]))):
        people = [row for row in found if _group(row) == group]
        n_of = sum(row["n"] for row in people)
        for step in STEPS:
            if step in filled:
                n = sum(row["n"] for row in people if row[step])
                records.append(_record(evidence, group, step, n, n_of))
    return records


def _group(row: dict[str, Any]) -> tuple[Any, ...]:
    return (row["role"], row["cohort"], row["site"], row["specialty"])


def _record(
    evidence: Evidence, group: tuple[Any, ...], step: str, n: int, n_of: int
) -> dict[str, Any]:
    names = ("role", "cohort", "site", "specialty")
    limits = statistics.proportion(n, n_of)
    return {
        **dict(zip(names, group, strict=True)),
        "role_label": evidence.instrument.role(group[0]).plural,
        "step": step,
        "label": STEPS[step],
        "n": n,
        "n_of": n_of,
        "share": limits.share if limits else None,
        "share_low": limits.low if limits else None,
        "share_high": limits.high if limits else None,
    }


def funnel(evidence: Evidence, selection: Selection) -> Finding:
    """Invited, agreed, answered, met: how many came through each step that has data."""
    records = [r for r in step_counts(evidence, selection) if r["step"] != "has_left"]
    if not records:
        return Finding("funnel", "Nobody in this selection is known by a code and a role.")
    return Finding(
        name="funnel",
        title=words.first_up(_who_took_part(totals(records))),
        table=table(STEP_FIELDS, records),
        basis="Everybody known in the selection; people can skip a step.",
        notes=_left(step_counts(evidence, selection)),
    )


def totals(records: list[dict[str, Any]]) -> dict[str, int]:
    """How many people took each step, over all roles and groups."""
    summed: dict[str, int] = {}
    for record in records:
        summed[record["step"]] = summed.get(record["step"], 0) + record["n"]
    return summed


def _who_took_part(steps: dict[str, int]) -> str:
    invited = steps.get("invited", 0)
    verbs = {"invited": f"{'was' if invited == 1 else 'were'} invited", "agreed": "agreed",
             "met": "had a session", "answered_both": "answered before and after"}  # fmt: skip
    told = {step: steps.get(step, 0) for step in verbs if step in steps or step == "answered_both"}
    first = next(iter(told))
    return words.listed(
        [
            f"{words.people(n) if step == first else words.count(n)} {verbs[step]}"
            for step, n in told.items()
        ]
    )


def _left(records: list[dict[str, Any]]) -> tuple[str, ...]:
    left = totals(records).get("has_left")
    return (f"{words.first_up(words.people(left))} left.",) if left else ()


def response(evidence: Evidence, selection: Selection) -> Finding:
    """Response rates: who answered at each stage, of the people taking part in each role."""
    found = evidence.counts("steps", selection).records()
    fields = (
        Field("stage", "Stage"),
        Field("role_label", "Role"),
        Field("n", "Answered", Form.COUNT),
        Field("n_of", "Taking part", Form.COUNT),
        Field("share", "Response rate", Form.SHARE),
    )
    stages = ((PRE, "answered_before"), (POST, "answered_after"))
    records = []
    for stage, flag in stages:
        for role in evidence.instrument.roles:
            people = [r for r in found if r["role"] == role.id and _takes_part(r)]
            n_of = sum(r["n"] for r in people)
            if n_of:
                n = sum(r["n"] for r in people if r[flag])
                records.append(
                    {
                        "stage": evidence.instrument.stage_label(stage),
                        "role_label": role.plural,
                        "told": f"{n:,} of {_figure(n_of, role)}",
                        "n": n,
                        "n_of": n_of,
                        "share": n / n_of,
                    }
                )
    if not records:
        return Finding("response", "Nobody takes part in this selection.")
    told: dict[str, list[str]] = {}
    for record in records:
        told.setdefault(words.inside(record["stage"]), []).append(record["told"])
    answered = "; ".join(f"{stage}: {words.listed(parts)}" for stage, parts in told.items())
    return Finding(
        name="response",
        title=f"Answered {answered}",
        table=table(fields, records),
        basis="Of the people who agreed, met or answered, whether or not they left later.",
    )


def _figure(n: int, role: Role) -> str:
    return words.figure(n, words.inside(role.label), words.inside(role.plural))


def _takes_part(row: dict[str, Any]) -> bool:
    return bool(row["agreed"] or row["met"] or row["answered_before"] or row["answered_after"])


def owing(evidence: Evidence, selection: Selection) -> Finding:
    """Who still owes a questionnaire: a list for the team, to send reminders by code."""
    roles = {role.id: role.label for role in evidence.instrument.roles}
    records = [
        {
            **row,
            "stage": evidence.instrument.stage_label(row["stage"]),
            "role": roles.get(row["role"], "Not said"),
        }
        for row in evidence.rows("owing", selection, stages=[PRE, POST]).records()
    ]
    fields = (
        Field("stage", "Questionnaire"),
        Field("role", "Role"),
        Field("cohort", "Cohort"),
        Field("code", "Participant code"),
        Field("site", "Site"),
        Field("specialty", "Specialty"),
        Field("n_sessions", "Sessions held", Form.COUNT),
    )
    people = len({(r["cohort"], r["code"]) for r in records})
    title = (
        f"{words.first_up(words.people(people))} taking part still "
        f"{'owes' if people == 1 else 'owe'} {words.things(len(records), 'questionnaire')}"
        if records
        else "Nobody taking part owes a questionnaire."
    )
    basis = "People who agreed, met or answered, and have not left. For the team."
    return Finding("owing", title, table(fields, records), basis=basis if records else "")
