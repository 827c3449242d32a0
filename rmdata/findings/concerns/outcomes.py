"""What people said afterwards: harm, benefit, experience; and the items outside the total."""

from collections.abc import Sequence
from typing import Any

from rmdata import statistics
from rmdata.findings import words
from rmdata.findings.change import item_changes
from rmdata.findings.change_fields import DOMAIN, FOR_STATISTICIANS, MOVED
from rmdata.findings.change_in_words import (
    beyond_counts,
    judgements,
    medians,
    moved,
)
from rmdata.findings.evidence import Evidence
from rmdata.findings.finding import Field, Finding, Form, Metric, table
from rmdata.findings.selection import Selection
from rmdata.schema import POST

HARM, BENEFITED, RECOMMEND = "relationship_harmed", "benefited", "would_recommend"
TIME, EXPERIENCE = "time_devoted", "experience"
LABELS = {
    HARM: "Relationship harmed",
    BENEFITED: "Benefited",
    RECOMMEND: "Would recommend",
    TIME: "Time devoted",
    EXPERIENCE: "Experience (1 to 5)",
}
OUTCOME_FIELDS = (
    Field("label", "Question"),
    Field("answer", "Answer"),
    Field("n", "People", Form.COUNT),
    Field("n_answered", "Answered", Form.COUNT),
    Field("share", "Share", Form.SHARE),
)


def outcome_counts(
    evidence: Evidence, selection: Selection, by: Sequence[str] = ()
) -> list[dict[str, Any]]:
    """Records of question, answer, n, n_answered and share at the last stage of the programme."""
    found = evidence.counts("outcomes", selection, by=list(by)).records()
    found = [r for r in found if r["stage"] == POST]
    answered: dict[tuple[Any, ...], int] = {}
    for r in found:
        answered[_asked(r)] = answered.get(_asked(r), 0) + r["n"]
    return [
        {**r, "n_answered": answered[_asked(r)], "share": r["n"] / answered[_asked(r)]}
        for r in found
    ]


def _asked(record: dict[str, Any]) -> tuple[Any, ...]:
    return tuple(record[name] for name in ("role", "cohort", "site", "specialty", "question"))


def outcomes(evidence: Evidence, selection: Selection, role: str) -> Finding:
    """Harm, benefit, experience, time and recommendation after the programme, for one role."""
    named = evidence.instrument.role(role)
    found = outcome_counts(evidence, selection.only(role))
    one, many = words.inside(named.label), words.inside(named.plural)
    name = f"outcomes-{role}"
    if not found:
        return Finding(name, f"No {one} in this selection said afterwards how it went.")
    told = _harm_and_benefit(found)
    return Finding(
        name=name,
        title=f"{named.plural}: {told}" if told else f"What {many} said afterwards",
        table=table(
            OUTCOME_FIELDS,
            [{**r, "label": LABELS[q]} for q in LABELS for r in found if r["question"] == q],
        ),
        basis=f"{named.plural} who answered the question after the programme.",
        sentences=_limits(_yes(found, HARM)),
        metrics=_metrics(found),
    )


def harm_and_benefit(evidence: Evidence, selection: Selection, role: str) -> str:
    """How many of one role reported harm and felt they benefited; blank where nobody was asked."""
    return _harm_and_benefit(outcome_counts(evidence, selection.only(role)))


def _harm_and_benefit(found: list[dict[str, Any]]) -> str:
    harmed, benefited = _yes(found, HARM), _yes(found, BENEFITED)
    parts = [f"{words.of(*harmed)} reported a harmed relationship"] if harmed else []
    parts += [f"{words.of(*benefited)} felt they benefited"] if benefited else []
    return ", ".join(parts)


def _yes(found: list[dict[str, Any]], question: str) -> tuple[int, int] | None:
    answers = [r for r in found if r["question"] == question]
    if not answers:
        return None
    yes = sum(r["n"] for r in answers if r["answer"] == "yes")
    return yes, answers[0]["n_answered"]


def _limits(harmed: tuple[int, int] | None) -> tuple[str, ...]:
    """What nobody, or few, of so few leave open."""
    if harmed is None or harmed[0] == harmed[1]:
        return ()
    upper = words.limit(statistics.upper_limit(*harmed))
    told = words.first_up(words.of(*harmed))
    return (f"{told} reported harm; that is compatible with a true share of up to {upper}.",)


def _metrics(found: list[dict[str, Any]]) -> tuple[Metric, ...]:
    metrics = []
    for question in (BENEFITED, RECOMMEND, HARM):
        answered = _yes(found, question)
        if answered:
            metrics.append(Metric(LABELS[question], f"{answered[0]:,} of {answered[1]:,}"))
    scores = {float(r["answer"]): r["n"] for r in found if r["question"] == EXPERIENCE}
    if scores:
        middle = statistics.median(scores)
        metrics.append(Metric("Experience, median of 5", words.number(middle)))
    return tuple(metrics)


def understanding(evidence: Evidence, selection: Selection, role: str) -> Finding:
    """The further rated items of one role, such as understanding of role, before and after."""
    named = evidence.instrument.role(role)
    found = item_changes(evidence, selection, role)
    one, many = words.inside(named.label), words.inside(named.plural)
    name = f"items-{role}"
    if not found:
        return Finding(name, f"No {one} rated these questions before and after.")
    records = [vars(item) for item in found]
    first = found[0]
    told = f"{words.inside(first.label)}: {moved(first)} ({medians(first)}){beyond_counts(first)}"
    return Finding(
        name=name,
        title=f"{named.plural}, {told}",
        table=table((DOMAIN, *MOVED), records),
        basis=f"n = {words.figure(first.n_pairs, one, many)} who answered before and after. "
        "Rated on the same scale; not part of the total.",
        sentences=tuple(
            f"{item.label}: {moved(item)} ({medians(item)}){beyond_counts(item)}." for item in found
        ),
        details=table((DOMAIN, *FOR_STATISTICIANS), records),
        judgements=judgements(found),
    )
