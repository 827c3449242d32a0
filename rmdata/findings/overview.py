"""Overview: the five things a board asks, in five sentences and four figures."""

from datetime import date

from rmdata import statistics
from rmdata.findings import change_in_words as in_words
from rmdata.findings import concerns, participation, sessions, words
from rmdata.findings.change import TOTAL, Change, changes
from rmdata.findings.evidence import Evidence
from rmdata.findings.finding import Field, Finding, Metric, table
from rmdata.findings.selection import Selection
from rmdata.schema import Role

POINTS = (
    ("took_part", "Who took part"),
    ("sessions", "What they did"),
    ("change", "What changed"),
    ("concerns", "What was feared, what happened"),
    ("limits", "What this cannot show"),
)


def overview(evidence: Evidence, selection: Selection) -> Finding:
    """The five sentences of the programme, each with the page it comes from."""
    steps = participation.totals(participation.step_counts(evidence, selection))
    as_of = last_day(evidence, selection)
    found = [change for change in changes(evidence, selection) if change.domain == TOTAL]
    told = {
        "took_part": words.ended(participation.funnel(evidence, selection).title),
        "sessions": _sessions(evidence, selection, as_of),
        "change": _change(evidence, selection, found),
        "concerns": _concerns(evidence, selection),
        "limits": _limits(steps, found),
    }
    pages = {"took_part": "Participation", "sessions": "Participation", "change": "Confidence",
             "concerns": "Concerns and benefits", "limits": "Methods"}  # fmt: skip
    records = [
        {"point": point, "label": label, "sentence": told[point], "page": pages[point]}
        for point, label in POINTS
    ]
    fields = (
        Field("point", "Point"),
        Field("label", "Question"),
        Field("sentence", "Answer"),
        Field("page", "More on"),
    )
    return Finding(
        name="overview",
        title=f"{selection.programme} in five sentences",
        table=table(fields, records),
        sentences=tuple(told.values()),
        notes=selection.words(),
        metrics=_metrics(evidence, selection, steps, found),
    )


def last_day(evidence: Evidence, selection: Selection) -> date | None:
    """The as-of date: the last day on which anything happened in the chosen cohorts."""
    span = evidence.span(selection)
    return span[1] if span else None


def _sessions(evidence: Evidence, selection: Selection, as_of: date | None) -> str:
    held = sessions.over_time(evidence, selection, sessions.Period())
    if held.is_empty or as_of is None:
        return "No held session is recorded."
    length = sessions.lengths(evidence, selection, sessions.Period())
    typical = "" if length.is_empty else f"; {length.title[0].lower()}{length.title[1:]}"
    matches = sessions.per_match(evidence, selection, as_of)
    told = "" if matches.is_empty else f" {matches.title}. {matches.notes[0]}"
    return f"{held.title}{typical}.{told}"


def _change(evidence: Evidence, selection: Selection, found: list[Change]) -> str:
    """The total of each role in its own construct, with what so few people can show."""
    if not found:
        return "Nobody answered every domain both before and after, so no total can be compared."
    totals = {change.role: change for change in found}
    told = []
    for role in _roles(evidence, selection):
        if role.id not in totals:
            many = words.inside(role.plural)
            told.append(f"{role.construct} ({many}): nobody answered every domain both times.")
            continue
        change = totals[role.id]
        told.append(
            f"{role.construct} ({words.inside(role.plural)}): {in_words.moved(change)}; total "
            f"{in_words.medians(change)}, of {evidence.instrument.highest_total}."
        )
        if change.p_floor_changed > in_words.FLOOR_WORTH_SAYING:
            told.append(f"{words.first_up(in_words.floor(change))}.")
    return " ".join(told)


def _roles(evidence: Evidence, selection: Selection) -> list[Role]:
    return [role for role in evidence.instrument.roles if selection.has(role.id)]


def _concerns(evidence: Evidence, selection: Selection) -> str:
    """By role: what was feared most, whether it happened, who was harmed and who benefited."""
    parts = []
    for role in _roles(evidence, selection):
        one, many = words.inside(role.label), words.inside(role.plural)
        raised = concerns.most_feared(evidence, selection, role.id)
        if raised:
            most = [f"{words.inside(entry['label'])} ({entry['n']:,})" for entry in raised[:3]]
            parts.append(f"Most feared by {many}: {words.listed(most)}.")
        met = [t for t in concerns.feared(evidence, selection.only(role.id)) if t.n_feared]
        if met:
            parts.append(f"{words.first_up(concerns.of_those(met[0], one, many))}.")
        afterwards = concerns.harm_and_benefit(evidence, selection, role.id)
        if afterwards:
            parts.append(f"{role.plural}: {afterwards}.")
    return " ".join(parts) or "Nobody was asked about concerns or benefits."


def _limits(steps: dict[str, int], found: list[Change]) -> str:
    parts = ["There is no comparison group, so a change is not proof of an effect."]
    lost = steps.get("answered_before", 0) - steps.get("answered_both", 0)
    if lost > 0:
        parts.append(
            f"{words.first_up(words.people(lost))} answered before and not after; they may "
            "differ from those who stayed."
        )
    smallest = min((change.n_pairs for change in found), default=0)
    if smallest and statistics.smallest_p(smallest) > in_words.FLOOR_WORTH_SAYING:
        parts.append(f"With only {words.people(smallest)}, chance remains an explanation.")
    return " ".join(parts)


def _metrics(
    evidence: Evidence, selection: Selection, steps: dict[str, int], found: list[Change]
) -> tuple[Metric, ...]:
    both, before = steps.get("answered_both", 0), steps.get("answered_before", 0)
    metrics = [Metric("Answered before and after", f"{both:,} of {before:,}", "Participation")]
    held = sum(
        record["n"]
        for record in sessions.over_time(evidence, selection, sessions.Period()).table.records()
        if record["status"] == sessions.HELD
    )
    metrics.append(Metric("Sessions held", f"{held:,}", "Participation"))
    rose = {change.role: f"{change.n_up:,} of {change.n_pairs:,}" for change in found}
    for role in _roles(evidence, selection):
        value = rose.get(role.id, words.NOT_SHOWN)
        metrics.append(Metric(f"{role.plural} whose total rose", value, "Confidence"))
    return tuple(metrics)
