"""Confidence: who rose, stayed and fell, in each role's own construct."""

from collections.abc import Sequence
from typing import Any

from rmdata import statistics
from rmdata.findings import wording
from rmdata.findings.confidence import in_words
from rmdata.findings.confidence.changes import Change, changes
from rmdata.findings.confidence.paired import (
    DOMAIN,
    FOR_STATISTICIANS,
    MOVED,
    TOTAL,
    for_statisticians,
    moved_fields,
)
from rmdata.findings.evidence import Evidence, Selection
from rmdata.findings.finding import Field, Finding, Form, Table, Verdict, table
from rmdata.schema.vocabulary import POST, PRE, Role, Scale


def change_of(
    evidence: Evidence, selection: Selection, role: str, before: str = PRE, after: str = POST
) -> Finding:
    """How many of one role rose, stayed and fell, per domain and in the total."""
    found = changes(evidence, selection.only(role), before=before, after=after)
    named = evidence.instrument.role(role)
    stages = tuple(wording.inside(evidence.instrument.stage_label(s)) for s in (before, after))
    if not found:
        return _nobody(evidence, selection, role, (before, after))
    ordered = in_words.in_order(found)
    return Finding(
        name=f"change-{role}",
        title=in_words.title(named, ordered),
        table=_table((DOMAIN, *moved_fields(*stages)), ordered),
        basis=f"{named.construct}. {in_words.basis(ordered, named)} {wording.listed(stages)}.",
        sentences=(*(in_words.sentence(change) for change in ordered), *in_words.typical(ordered)),
        notes=_notes(evidence, selection, role, ordered),
        details=_table((DOMAIN, *for_statisticians(*stages)), ordered),
        judgements=in_words.judgements(ordered),
    )


def _notes(
    evidence: Evidence, selection: Selection, role: str, ordered: list[Change]
) -> tuple[str, ...]:
    """What so few can show, and whether anything is judged at all."""
    outcome = evidence.primary_outcome(selection.programme)
    verdicts = {change.verdict for change in ordered}
    if Verdict.NOT_JUDGED not in verdicts:
        return (in_words.what_so_few_can_show(*_tested(evidence, role, ordered, outcome)),)
    if len(verdicts) > 1 or (outcome and ordered[0].p_judged is not None):
        return ("The primary outcome is not shown, so nothing else is judged: counts alone.",)
    filters = f", filtered by {'; '.join(selection.words())}" if selection.is_filtered else ""
    return (
        f"Exploratory{filters}: nothing is called more than chance here, and no p in the details "
        "allows for the choice.",
    )


def _tested(
    evidence: Evidence, role: str, ordered: list[Change], outcome: tuple[str, str] | None
) -> tuple[int, int]:
    """How many people the first test of a role has, and with how many tests it shares the level."""
    people = {change.domain: change.n_pairs for change in ordered}
    n_roles = len(evidence.instrument.roles)
    if outcome and outcome[0] == role:
        return people.get(outcome[1], 0), 1
    if TOTAL in people:
        return people[TOTAL], n_roles
    return max(people.values()), n_roles * len(evidence.instrument.domains)


def answers_of(evidence: Evidence, selection: Selection, role: str) -> Finding:
    """How the answers of one role spread over the scale, before and after, linked or not."""
    named = evidence.instrument.role(role)
    records = _spreads(evidence, selection.only(role))
    if not records:
        title = f"No {wording.inside(named.label)} in this selection has answered."
        return Finding(f"answers-{role}", title, basis=f"{named.construct}.")
    answered: dict[str, int] = {}
    for record in records:
        answered[record["stage"]] = max(record["n"], answered.get(record["stage"], 0))
    told = [f"{wording.inside(stage)} ({n:,})" for stage, n in answered.items()]
    return Finding(
        name=f"answers-{role}",
        title=f"How {wording.inside(named.plural)} answered: {wording.listed(told)}",
        table=table(_answer_fields(evidence.instrument.scale), records),
        basis=f"{named.construct}. All answers, whether or not the same person answered again.",
    )


def _spreads(evidence: Evidence, selection: Selection) -> list[dict[str, Any]]:
    """One record a domain and stage: n, the median and how many gave each answer."""
    instrument = evidence.instrument
    stages = [stage.value for stage in instrument.stages]
    counted: dict[tuple[int, int], dict[float, int]] = {}
    for row in evidence.ask("scores", selection).records():
        if row["question"] <= len(instrument.domains):
            key = (row["question"], stages.index(row["stage"]))
            counted.setdefault(key, {})[row["score"]] = row["n"]
    return [
        {
            "label": instrument.rated[question - 1].label,
            "stage": instrument.stages[stage].label,
            "n": sum(spread.values()),
            "median": statistics.median(spread),
            **{f"score_{point}": spread.get(point, 0) for point in instrument.scale.points()},
        }
        for (question, stage), spread in sorted(counted.items())
    ]


def _answer_fields(scale: Scale) -> tuple[Field, ...]:
    named = {p: f"{p} {scale.word(p)}" if scale.words else str(p) for p in scale.points()}
    return (
        DOMAIN,
        Field("stage", "Stage"),
        Field("n", "Answers", Form.COUNT),
        Field("median", "Median", Form.SCORE),
        *(Field(f"score_{point}", label, Form.COUNT) for point, label in named.items()),
    )


def _left_out(found: Sequence[Change], domain: str) -> tuple[str, ...]:
    missing = {c.group for c in found} - {c.group for c in found if c.domain == domain}
    if not missing:
        return ()
    told = wording.first_up(wording.things(len(missing), "group"))
    return (f"{told} left out: nobody there answered this both times.",)


def _nobody(
    evidence: Evidence, selection: Selection, role: str, compared: tuple[str, str]
) -> Finding:
    """Why nobody can be followed: no answer, one stage only, no code or no question in common."""
    named, mine = evidence.instrument.role(role), selection.only(role)
    one = wording.inside(named.label)
    rated = {row["stage"] for row in evidence.ask("scores", mine).records()}
    said = [wording.inside(evidence.instrument.stage_label(stage)) for stage in compared]
    missing = [name for stage, name in zip(compared, said, strict=True) if stage not in rated]
    if not rated:
        title = f"No {one} in this selection has answered a rated question."
    elif missing:
        title = f"No {one} in this selection has answered a rated question {' or '.join(missing)}."
    else:
        title = (
            f"No {one} can be followed from {' to '.join(said)}: "
            f"{_why_apart(evidence, mine, compared, named)}. The answers are shown side by side "
            "and are not tested as pairs."
        )
    return Finding(name=f"change-{role}", title=title, basis=f"{named.construct}.")


def _why_apart(
    evidence: Evidence, selection: Selection, compared: tuple[str, str], named: Role
) -> str:
    both = sum(
        row["n"]
        for row in evidence.ask("stage_pairs", selection).records()
        if (row["stage_before"], row["stage_after"]) == compared
    )
    if not both:
        return "no code stands in both questionnaires"
    people = wording.things(both, wording.inside(named.label), wording.inside(named.plural))
    return f"{people} answered both, with no domain in common"


def _record(change: Change) -> dict[str, object]:
    fields = {field.name for field in (DOMAIN, *MOVED, *FOR_STATISTICIANS)}
    return {name: getattr(change, name) for name in fields}


def _table(fields: tuple[Field, ...], found: Sequence[Change]) -> Table:
    return table(fields, [_record(change) for change in found])
