"""Confidence: who rose, stayed and fell, in each role's own construct."""

from collections.abc import Sequence
from typing import Any

from rmdata import statistics
from rmdata.findings import change_in_words as in_words
from rmdata.findings import words
from rmdata.findings.change import TOTAL, Change, changes
from rmdata.findings.evidence import Evidence
from rmdata.findings.finding import Field, Finding, Form, Table, table
from rmdata.findings.selection import Selection
from rmdata.schema import POST, PRE, Role, Scale

NOT_SAID, MOST_GROUPS_TOLD = "Not said", 4
DOMAIN = Field("label", "Domain")


def _moved(before: str, after: str) -> tuple[Field, ...]:
    """What everybody sees of a change, in the words of the two stages."""
    return (
        Field("n_pairs", f"Answered {before} and {after}", Form.COUNT),
        Field("n_up", "Rose", Form.COUNT),
        Field("n_same", "Stayed", Form.COUNT),
        Field("n_down", "Fell", Form.COUNT),
        Field("pre_median", f"Median {before}", Form.SCORE),
        Field("post_median", f"Median {after}", Form.SCORE),
    )


MOVED = _moved("before", "after")
FOR_STATISTICIANS = (
    Field("n_pairs", "n pairs", Form.COUNT),
    Field("share_up", "Share up", Form.SHARE),
    Field("share_up_low", "Share up, from (95%)", Form.SHARE),
    Field("share_up_high", "Share up, to (95%)", Form.SHARE),
    Field("share_down", "Share down", Form.SHARE),
    Field("share_down_low", "Share down, from (95%)", Form.SHARE),
    Field("share_down_high", "Share down, to (95%)", Form.SHARE),
    Field("pre_q1", "Lower quartile before", Form.SCORE),
    Field("pre_q3", "Upper quartile before", Form.SCORE),
    Field("post_q1", "Lower quartile after", Form.SCORE),
    Field("post_q3", "Upper quartile after", Form.SCORE),
    Field("p_exact", "Exact p", Form.P),
    Field("p_floor", "Smallest p possible", Form.P),
    Field("p_floor_changed", "Smallest p possible for those who changed", Form.P),
    Field("p_holm", "Exact p, Holm over domains", Form.P),
    Field("p_sign", "Exact sign test p", Form.P),
    Field("p_asymptotic", "Large-sample p", Form.P),
    Field("rank_biserial", "Rank-biserial among those who changed", Form.DECIMAL),
)


def change_of(
    evidence: Evidence, selection: Selection, role: str, before: str = PRE, after: str = POST
) -> Finding:
    """How many of one role rose, stayed and fell, per domain and in the total."""
    found = changes(evidence, selection.only(role), before=before, after=after)
    named = evidence.instrument.role(role)
    stages = tuple(words.inside(evidence.instrument.stage_label(s)) for s in (before, after))
    if not found:
        return _nobody(evidence, selection, role, stages)
    ordered = in_words.in_order(found)
    return Finding(
        name=f"change-{role}",
        title=in_words.title(named, ordered),
        table=_table((DOMAIN, *_moved(*stages)), ordered),
        basis=f"{named.construct}. {in_words.basis(ordered, named)} {words.listed(stages)}.",
        sentences=(*(in_words.sentence(change) for change in ordered), *in_words.typical(ordered)),
        notes=(in_words.what_so_few_can_show(ordered), *_exploratory(selection)),
        details=_table((DOMAIN, *FOR_STATISTICIANS), ordered),
    )


def change_by_group(
    evidence: Evidence,
    selection: Selection,
    role: str,
    by: str,
    domain: str = TOTAL,
    before: str = PRE,
    after: str = POST,
) -> Finding:
    """One question of one role, its groups (cohorts, sites or specialties) side by side."""
    found = changes(evidence, selection.only(role), (by,), before, after)
    chosen = [change for change in found if change.domain == domain]
    named = evidence.instrument.role(role)
    name = f"change-{role}-by-{by}"
    stages = tuple(words.inside(evidence.instrument.stage_label(s)) for s in (before, after))
    both = f"answered this {words.listed(stages)}"
    if not chosen:
        return Finding(name, f"No {words.inside(named.label)} {both}, so no {by} can be compared.")
    records = [{**_record(change), "group": getattr(change, by) or NOT_SAID} for change in chosen]
    group = Field("group", by.capitalize())
    return Finding(
        name=name,
        title=_group_title(named, chosen, by),
        table=table((group, *_moved(*stages)), records),
        basis=f"{named.construct}. {named.plural} who {both}.",
        notes=(
            "Exploratory: a difference between groups this small is often chance.",
            *_left_out(found, domain),
        ),
        details=table((group, *FOR_STATISTICIANS), records),
    )


def _group_title(named: Role, chosen: Sequence[Change], by: str) -> str:
    asked = chosen[0]
    what = "whose total rose" if asked.domain == TOTAL else f"who rose, {words.inside(asked.label)}"
    where = [f"in {getattr(c, by)}" if getattr(c, by) else f"with no {by}" for c in chosen]
    ups = [f"{c.n_up:,} of {c.n_pairs:,} {w}" for c, w in zip(chosen, where, strict=True)]
    rest = len(ups) - MOST_GROUPS_TOLD
    told = [*ups[:MOST_GROUPS_TOLD], f"{words.count(rest)} more"] if rest > 0 else ups
    return f"{named.plural} {what}: {words.listed(told)}"


def answers_of(evidence: Evidence, selection: Selection, role: str) -> Finding:
    """How the answers of one role spread over the scale, before and after, linked or not."""
    named = evidence.instrument.role(role)
    records = _spreads(evidence, selection.only(role))
    if not records:
        title = f"No {words.inside(named.label)} in this selection has answered."
        return Finding(f"answers-{role}", title, basis=f"{named.construct}.")
    answered: dict[str, int] = {}
    for record in records:
        answered[record["stage"]] = max(record["n"], answered.get(record["stage"], 0))
    told = [f"{words.inside(stage)} ({n:,})" for stage, n in answered.items()]
    return Finding(
        name=f"answers-{role}",
        title=f"How {words.inside(named.plural)} answered: {words.listed(told)}",
        table=table(_answer_fields(evidence.instrument.scale), records),
        basis=f"{named.construct}. All answers, whether or not the same person answered again.",
    )


def _spreads(evidence: Evidence, selection: Selection) -> list[dict[str, Any]]:
    """One record a domain and stage: n, the median and how many gave each answer."""
    instrument = evidence.instrument
    stages = [stage.value for stage in instrument.stages]
    counted: dict[tuple[int, int], dict[float, int]] = {}
    for row in evidence.counts("scores", selection).records():
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


def _exploratory(selection: Selection) -> tuple[str, ...]:
    if not selection.is_filtered:
        return ()
    return (f"Exploratory: filtered by {'; '.join(selection.words())}.",)


def _left_out(found: Sequence[Change], domain: str) -> tuple[str, ...]:
    missing = {c.group for c in found} - {c.group for c in found if c.domain == domain}
    if not missing:
        return ()
    told = words.first_up(words.things(len(missing), "group"))
    return (f"{told} left out: nobody there answered this both times.",)


def _nobody(
    evidence: Evidence, selection: Selection, role: str, stages: tuple[str, ...]
) -> Finding:
    named = evidence.instrument.role(role)
    one = words.inside(named.label)
    title = f"No {one} in this selection has answered a questionnaire."
    if evidence.counts("scores", selection.only(role)).rows:
        title = (
            f"No {one} can be followed from {' to '.join(stages)}: no code stands in both "
            "questionnaires. The answers are shown side by side and are not tested as pairs."
        )
    return Finding(name=f"change-{role}", title=title, basis=f"{named.construct}.")


def _record(change: Change) -> dict[str, object]:
    fields = {field.name for field in (DOMAIN, *MOVED, *FOR_STATISTICIANS)}
    return {name: getattr(change, name) for name in fields}


def _table(fields: tuple[Field, ...], found: Sequence[Change]) -> Table:
    return table(fields, [_record(change) for change in found])
