"""Participation: who took part, who answered, who still owes an answer."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from rmdata import statistics
from rmdata.findings import wording
from rmdata.findings.evidence import Evidence, Selection
from rmdata.findings.finding import Field, Finding, Form, table
from rmdata.findings.windows import FOLLOW_UP, fallen_due
from rmdata.schema.vocabulary import POST, PRE, Role

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


RESPONSE_FIELDS = (
    Field("stage", "Stage"),
    Field("role_label", "Role"),
    Field("n", "Answered", Form.COUNT),
    Field("n_of", "Of", Form.COUNT),
    Field("of_whom", "Of whom"),
    Field("share", "Response rate", Form.SHARE),
)
TOOK_PART, ANSWERED_BEFORE = "people who took part", "those who answered before"
# Each stage that can be due, and the step that says that it was answered.
STAGES = {PRE: "answered_before", POST: "answered_after", FOLLOW_UP: "answered_follow_up"}


def step_counts(
    evidence: Evidence, selection: Selection, by: Sequence[str] = ()
) -> list[dict[str, Any]]:
    """Records of step, n, n_of (everybody known) and share with its limits, by role and group."""
    found = evidence.ask("steps", selection, by=list(by)).records()
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
        "role_label": evidence.instrument.role(group[0]).heading,
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
        title=wording.first_up(_who_took_part(totals(records))),
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
    return wording.listed(
        [
            f"{wording.people(n) if step == first else wording.count(n)} {verbs[step]}"
            for step, n in told.items()
        ]
    )


def _left(records: list[dict[str, Any]]) -> tuple[str, ...]:
    left = totals(records).get("has_left")
    return (f"{wording.first_up(wording.people(left))} left.",) if left else ()


def response(evidence: Evidence, selection: Selection, as_of: date) -> Finding:
    """Response rates: who answered at each stage, of the people taking part where it is due."""
    records: list[dict[str, Any]] = []
    waiting: list[str] = []
    for stage, flag in stages_due(evidence).items():
        due, rest = fallen_due(evidence, selection, stage, as_of)
        if due:
            records += _rates(evidence, due, stage, flag)
        if rest and stage != FOLLOW_UP:
            cohorts = f"cohort{'' if len(rest) == 1 else 's'} {wording.listed(rest)}"
            label = evidence.instrument.stage_label(stage)
            waiting.append(f"{label}: not due yet in {cohorts}, and not counted there.")
    waiting += _no_rate_before(evidence, selection)
    if unlinked := n_without_code(evidence, selection, POST):
        waiting.append(unlinked_words(unlinked))
    if not records:
        return Finding("response", _nobody_due(evidence, selection), notes=tuple(waiting))
    told: dict[str, list[str]] = {}
    for record in records:
        told.setdefault(wording.inside(record["stage"]), []).append(record["told"])
    answered = "; ".join(f"{stage}: {wording.listed(parts)}" for stage, parts in told.items())
    return Finding(
        name="response",
        title=f"Answered {answered}",
        table=table(RESPONSE_FIELDS, records),
        basis="Of the people who agreed, met or answered in cohorts in which the questionnaire "
        f"had fallen due by {wording.day(as_of)}, whether or not they left later.",
        notes=tuple(waiting),
    )


def stages_due(evidence: Evidence) -> dict[str, str]:
    """The stages that the instrument has and that can be due."""
    known = {stage.value for stage in evidence.instrument.stages}
    return {stage: flag for stage, flag in STAGES.items() if stage in known}


def _rates(
    evidence: Evidence, selection: Selection, stage: str, flag: str
) -> Iterator[dict[str, Any]]:
    found = evidence.ask("steps", selection).records()
    for role in evidence.instrument.roles:
        people = [r for r in found if r["role"] == role.id and takes_part(r)]
        # Whoever is known only by answering makes the rate before 40 of 40, whoever did not.
        if alone := known_by_answers_alone(people):
            people = [r for r in people if r["answered_before"] and stage != PRE]
        n_of = sum(r["n"] for r in people)
        if n_of:
            n = sum(r["n"] for r in people if r[flag])
            who = " who answered before" if alone else ""
            yield {
                "stage": evidence.instrument.stage_label(stage),
                "role_label": role.heading,
                "told": f"{n:,} of {_figure(n_of, role)}{who}",
                "n": n,
                "n_of": n_of,
                "of_whom": ANSWERED_BEFORE if alone else TOOK_PART,
                "share": n / n_of,
            }


def known_by_answers_alone(people: Sequence[dict[str, Any]]) -> bool:
    """Whether nobody of some rows of ``steps`` agreed or met: then who did not answer is unknown.

    Such people have no response rate before.
    """
    return bool(people) and not any(row["agreed"] or row["met"] for row in people)


def _no_rate_before(evidence: Evidence, selection: Selection) -> Iterator[str]:
    """Which roles have no response rate before, and how many of them answered it."""
    found = [row for row in evidence.ask("steps", selection).records() if takes_part(row)]
    for role in evidence.instrument.roles:
        people = [row for row in found if row["role"] == role.id]
        if known_by_answers_alone(people):
            n = sum(row["n"] for row in people if row["answered_before"])
            yield (
                f"No {wording.inside(role.label)} is known but by answering, so there is no "
                f"response rate before ({n:,} answered); later ones are of those who answered "
                "before."
            )


def n_without_code(evidence: Evidence, selection: Selection, stage: str) -> int:
    """How many answered a stage without a code: nobody knows whose answers these are."""
    found = evidence.ask("without_code", selection).records()
    return sum(row["n"] for row in found if row["stage"] == stage)


def unlinked_words(n: int) -> str:
    """What answers after without a code leave open."""
    answers = wording.things(n, "answer")
    return (
        f"{wording.first_up(answers)} after came without a code, so some of those who seem to be "
        "missing may have answered."
    )


def _nobody_due(evidence: Evidence, selection: Selection) -> str:
    """Why there is no response rate: nobody is known, all are anonymous, or nothing is due."""
    found = [row for row in evidence.ask("steps", selection).records() if takes_part(row)]
    if known_by_answers_alone(found):
        return "No response rate can be given: whoever is known here is known by their answers."
    if found:
        return "No questionnaire has fallen due in this selection."
    if evidence.ask("scores", selection).rows:
        return "Whoever answered in this selection did so without a code, so no rate can be given."
    return "Nobody in this selection is known to have agreed, met or answered."


def _figure(n: int, role: Role) -> str:
    return wording.figure(n, wording.inside(role.label), wording.inside(role.plural))


def takes_part(row: dict[str, Any]) -> bool:
    """Whether people of one row of ``steps`` agreed, met or answered."""
    return bool(row["agreed"] or row["met"] or row["answered_any"])
