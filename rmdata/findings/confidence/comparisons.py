"""Which stages can be compared, how reliable the total is, what was published before."""

from collections.abc import Mapping
from typing import Any

from rmdata import statistics
from rmdata.findings import wording
from rmdata.findings.evidence import Evidence, Selection
from rmdata.findings.finding import Field, Finding, Form, table
from rmdata.schema.vocabulary import POST, PRE, Role

FOLLOW_UP, RETROSPECTIVE = "follow_up", "retrospective_pre"
COMPARISONS = ((PRE, POST), (PRE, FOLLOW_UP), (POST, FOLLOW_UP), (RETROSPECTIVE, POST))


def comparisons(evidence: Evidence, selection: Selection) -> dict[str, tuple[str, str]]:
    """The pairs of stages that anybody answered both of, by their name on screen.

    Before and after come first, but where nobody answered both and somebody looked back.
    """
    found = evidence.ask("stage_pairs", selection).records()
    answered = {(row["stage_before"], row["stage_after"]) for row in found}
    looked_back = (PRE, POST) not in answered and (RETROSPECTIVE, POST) in answered
    label = evidence.instrument.stage_label
    return {
        wording.first_up(f"{label(before).lower()} and {label(after).lower()}"): (before, after)
        for before, after in (reversed(COMPARISONS) if looked_back else COMPARISONS)
        if (before, after) in answered or (before, after) == (PRE, POST)
    }


def reliability(evidence: Evidence, selection: Selection, role: str) -> Finding:
    """Cronbach's alpha of the total of one role at each stage, from 30 people on."""
    named, instrument = evidence.instrument.role(role), evidence.instrument
    patterns: dict[str, dict[tuple[float, ...], int]] = {}
    for row in evidence.ask("patterns", selection.only(role)).records():
        domains = tuple(row["scores"][: len(instrument.domains)])
        stage = patterns.setdefault(row["stage"], {})
        stage[domains] = stage.get(domains, 0) + row["n"]
    records: list[dict[str, Any]] = []
    for stage_choice in instrument.stages:
        found = statistics.cronbach_alpha(patterns.get(stage_choice.value, {}))
        if found:
            records.append({"stage": stage_choice.label, **_alpha(found)})
    name = f"reliability-{role}"
    if not records:
        return Finding(name, _why_unknown(named, patterns))
    told = [f"{record['alpha']:.2f} {record['stage'].lower()}" for record in records]
    return Finding(
        name=name,
        title=f"Cronbach's alpha of the total, {named.plural.lower()}: {wording.listed(told)}",
        table=table(
            (
                Field("stage", "Stage"),
                Field("n", "People", Form.COUNT),
                Field("alpha", "Cronbach's alpha", Form.DECIMAL),
                Field("low", "95% from", Form.DECIMAL),
                Field("high", "95% to", Form.DECIMAL),
            ),
            records,
        ),
        basis=f"{named.plural} who answered every domain.",
    )


def _why_unknown(named: Role, patterns: Mapping[str, Mapping[tuple[float, ...], int]]) -> str:
    """Why no stage has a reliability: too few people, or nothing that could hang together."""
    most = max((sum(people.values()) for people in patterns.values()), default=0)
    many = wording.inside(named.plural)
    if most < statistics.FEWEST_PEOPLE:
        return (
            f"Reliability of the total needs {statistics.FEWEST_PEOPLE} {many} who answered every "
            f"domain at one stage; there {'is' if most == 1 else 'are'} {most or 'none'}."
        )
    return f"The answers of {many} do not differ enough to say how reliable their total is."


def _alpha(found: statistics.Reliability) -> dict[str, float | int]:
    return {"n": found.n, "alpha": found.alpha, "low": found.low, "high": found.high}


def published(evidence: Evidence, role: str) -> Finding:
    """What the study behind the instrument printed of one role, to lay beside one's own."""
    named, instrument = evidence.instrument.role(role), evidence.instrument
    labels = {domain.id: domain.label for domain in instrument.domains}
    records = [
        {
            "label": labels.get(figure.domain, f"Total (of {instrument.highest_total})"),
            "pre_median": figure.before,
            "post_median": figure.after,
            "p": figure.p,
            "n": figure.n,
        }
        for figure in instrument.published
        if figure.role == role
    ]
    name = f"published-{role}"
    if not records:
        return Finding(name, f"No published figures of {named.plural.lower()} are declared.")
    return Finding(
        name=name,
        title=f"Published figures of {named.plural.lower()}, for comparison",
        table=table(
            (
                Field("label", "Domain"),
                Field("n", "People", Form.COUNT),
                Field("pre_median", "Median before", Form.SCORE),
                Field("post_median", "Median after", Form.SCORE),
                Field("p", "p as printed", Form.P),
            ),
            records,
        ),
        basis=f"Source: {instrument.source}. Printed there, not computed here.",
        notes=(instrument.published_note,) if instrument.published_note else (),
    )
