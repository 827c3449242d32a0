"""Overview: the five things a board asks, in five sentences and four figures."""

from datetime import date

from rmdata import statistics
from rmdata.findings import wording
from rmdata.findings.concerns import answers, feared
from rmdata.findings.confidence import beside_the_total, in_words
from rmdata.findings.confidence.changes import Change, changes
from rmdata.findings.confidence.paired import TOTAL
from rmdata.findings.evidence import Evidence, Selection
from rmdata.findings.finding import Field, Finding, Metric, Verdict, table
from rmdata.findings.participation import mentoring_pairs, sessions, took_part
from rmdata.findings.windows import fallen_due
from rmdata.schema.vocabulary import POST, Role

# A smaller p that so few people could reach leaves chance out of question.
WORTH_SAYING = 0.001
POINTS = (
    ("took_part", "Who took part"),
    ("sessions", "What they did"),
    ("change", "What changed"),
    ("concerns", "What was feared, what happened"),
    ("limits", "What this cannot show"),
)


def overview(evidence: Evidence, selection: Selection, as_of: date) -> Finding:
    """The five sentences of the programme, each with the page it comes from."""
    steps = took_part.totals(took_part.step_counts(evidence, selection))
    all_changes = changes(evidence, selection)
    found = [change for change in all_changes if change.domain == TOTAL]
    told = {
        "took_part": wording.ended(took_part.funnel(evidence, selection).title),
        "sessions": _sessions(evidence, selection, as_of),
        "change": _change(evidence, selection, found, steps),
        "concerns": _concerns(evidence, selection),
        "limits": _limits(evidence, selection, found, as_of),
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
        judgements=in_words.judgements(found),
    )


def usual_as_of(evidence: Evidence, programme: str, today: date) -> date:
    """The day to judge by where nobody chose one: today.

    The samples are invented, and so is their time: it stands still at their last day.
    """
    samples = [r["programme"] for r in evidence.programmes() if r["is_sample"]]
    if programme not in samples:
        return today
    spans = [evidence.span(Selection(name)) for name in samples]
    return max((span[1] for span in spans if span), default=today)


def _sessions(evidence: Evidence, selection: Selection, as_of: date) -> str:
    held = sessions.over_time(evidence, selection, sessions.Period())
    if held.is_empty:
        return wording.ended(held.title)
    length = sessions.lengths(evidence, selection, sessions.Period())
    typical = "" if length.is_empty else f" {length.title}."
    matches = mentoring_pairs.per_match(evidence, selection, as_of)
    told = "" if matches.is_empty else f" {matches.title}. {matches.notes[0]}"
    return f"{held.title}.{typical}{told}"


def _change(
    evidence: Evidence, selection: Selection, found: list[Change], steps: dict[str, int]
) -> str:
    """The total of each role in its own construct, and who of those who answered has none."""
    totals = {change.role: change for change in found}
    told = []
    for role in _roles(evidence, selection):
        if role.id not in totals:
            back = beside_the_total.looking_back(evidence, selection, role.id)
            told.append(
                f"{role.construct}, {wording.inside(role.heading)}: nobody has a total both times."
                if back.is_empty
                else wording.ended(back.title)
            )
            continue
        change = totals[role.id]
        told.append(
            f"{role.construct}, {wording.inside(role.heading)}: {in_words.moved(change)}"
            f"{in_words.beyond_counts(change)} (total {in_words.medians(change)}, of "
            f"{evidence.instrument.highest_total})."
        )
    with_total = sum(change.n_pairs for change in found)
    without = steps.get("answered_both", 0) - with_total
    if without > 0 and found:
        more = "One more person" if without == 1 else f"{wording.count(without)} more people"
        has = "has" if without == 1 else "have"
        told.append(
            f"{wording.first_up(more)} answered both times and {has} no total, as a domain was not "
            "answered."
        )
    return " ".join(told)


def _roles(evidence: Evidence, selection: Selection) -> list[Role]:
    return [role for role in evidence.instrument.roles if selection.has(role.id)]


def _concerns(evidence: Evidence, selection: Selection) -> str:
    """By role, over one and the same people: what was feared, whether it happened; then harm."""
    parts = []
    for role in _roles(evidence, selection):
        crossed = feared.feared_and_happened(evidence, selection, role.id)
        if not crossed.is_empty or feared.n_said_both(evidence, selection, role.id):
            told = wording.ended(crossed.title)
        else:
            told = wording.ended(answers.themes(evidence, selection, role.id, "concerns").title)
        afterwards = answers.harm_and_benefit(evidence, selection, role.id)
        many = wording.inside(role.plural)
        parts += [told] + ([f"Afterwards, {many}: {afterwards}."] if afterwards else [])
    return " ".join(parts)


def _limits(evidence: Evidence, selection: Selection, found: list[Change], as_of: date) -> str:
    parts = ["There is no comparison group, so a change is not proof of an effect."]
    due, _ = fallen_due(evidence, selection, POST, as_of)
    steps = took_part.totals(took_part.step_counts(evidence, due)) if due else {}
    lost = steps.get("answered_before", 0) - steps.get("answered_both", 0)
    unlinked = took_part.n_without_code(evidence, due, POST) if due else 0
    if lost > 0 and unlinked:
        parts.append(took_part.unlinked_words(unlinked))
    elif lost > 0:
        parts.append(
            f"{wording.first_up(wording.people(lost))} answered before and not after, though that "
            "had fallen due; they may differ from those who did."
        )
    for change in found:
        few = statistics.smallest_p(change.n_pairs) > WORTH_SAYING
        if few and change.verdict is not Verdict.SHOWN:
            role = evidence.instrument.role(change.role)
            people = wording.things(
                change.n_pairs, wording.inside(role.label), wording.inside(role.plural)
            )
            parts.append(f"With only {people}, chance remains an explanation.")
    return " ".join(parts)


def _metrics(
    evidence: Evidence, selection: Selection, steps: dict[str, int], found: list[Change]
) -> tuple[Metric, ...]:
    both, before = steps.get("answered_both", 0), steps.get("answered_before", 0)
    whole = sum(change.n_pairs for change in found)
    every = f"{whole:,} of them every domain" if both else "Participation"
    metrics = [Metric("Answered before and after", f"{both:,} of {before:,}", every)]
    held = sessions.over_time(evidence, selection, sessions.Period())
    if held.is_empty:
        n_held = wording.NOT_SHOWN if selection.specialties else "0"
    else:
        records = held.table.records()
        n_held = f"{sum(r['n'] for r in records if r['status'] == sessions.HELD):,}"
    metrics.append(Metric("Sessions held", n_held, "Participation"))
    totals = {change.role: change for change in found}
    for role in _roles(evidence, selection):
        change = totals.get(role.id)
        value = f"{change.n_up:,} of {change.n_pairs:,}" if change else wording.NOT_SHOWN
        fell = f"{change.n_down:,} fell" if change else "Nobody has a total both times"
        metrics.append(Metric(f"{role.heading} whose total rose", value, fell))
    return tuple(metrics)
