"""What people ticked, wrote and answered afterwards: themes, harm, benefit, experience."""

from collections.abc import Sequence
from typing import Any

from rmdata import statistics
from rmdata.findings import wording
from rmdata.findings.evidence import Evidence, Selection
from rmdata.findings.finding import Field, Finding, Form, Metric, table
from rmdata.schema.vocabulary import POST, Role

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


def themes(evidence: Evidence, selection: Selection, role: str, asked: str) -> Finding:
    """How often each theme was ticked by one role, per stage."""
    named = evidence.instrument.role(role)
    records = theme_counts(evidence, selection.only(role), asked)
    name = f"{asked}-{role}"
    if not records:
        return Finding(name, _nobody_named(evidence, selection, named, asked))
    first = records[0]
    told = [
        f"{wording.inside(r['label'])} ({r['n']:,} of {r['n_answered']:,})"
        for r in records
        if r["stage_id"] == first["stage_id"]
    ]
    rest = len(told) - MOST_TOLD
    more = f" and {wording.count(rest)} more" if rest > 0 else ""
    listed = ", ".join(told[:MOST_TOLD]) if more else wording.listed(told)
    return Finding(
        name=name,
        title=f"{named.plural} {ASKED[asked]}, {wording.inside(first['stage'])}: {listed}{more}",
        table=table(THEME_FIELDS, records),
        basis="People who answered the question; several themes each are possible.",
    )


def _nobody_named(evidence: Evidence, selection: Selection, named: Role, asked: str) -> str:
    """Nobody answered the question, or nobody who did named anything."""
    one, many = wording.inside(named.label), wording.inside(named.plural)
    n = max((n for _, n in n_answered(evidence, selection, named.id, asked)), default=0)
    if not n:
        return f"No answer of a {one} about {ABOUT[asked]} is stored in this selection."
    return f"{wording.first_up(wording.who(0, n, one, many))} who answered {ASKED[asked]}."


def n_answered(
    evidence: Evidence, selection: Selection, role: str, asked: str
) -> list[tuple[str, int]]:
    """How many of one role answered a question about themes, with or without a theme, by stage."""
    found = evidence.ask("themes", selection.only(role)).records()
    return [(r["stage"], r["n"]) for r in found if r["asked"] == asked and r["theme"] is None]


def theme_counts(
    evidence: Evidence, selection: Selection, asked: str, by: Sequence[str] = ()
) -> list[dict[str, Any]]:
    """Records of theme, stage, n, n_answered and share, by role and group, as ticked."""
    found = evidence.ask("themes", selection, by=list(by)).records()
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
        for row in evidence.ask("free_text", selection).records()
    ]
    if not records:
        return Finding("free-text", "Nobody in this selection wrote anything.")
    return Finding("free-text", "In their own words", table(TEXT_FIELDS, records), basis=TEXT_BASIS)


def outcome_counts(
    evidence: Evidence, selection: Selection, by: Sequence[str] = ()
) -> list[dict[str, Any]]:
    """Records of question, answer, n, n_answered and share at the last stage of the programme."""
    found = evidence.ask("outcomes", selection, by=list(by)).records()
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
    one, many = wording.inside(named.label), wording.inside(named.plural)
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
    parts = [f"{wording.of(*harmed)} reported a harmed relationship"] if harmed else []
    parts += [f"{wording.of(*benefited)} felt they benefited"] if benefited else []
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
    upper = wording.limit(statistics.upper_limit(*harmed))
    told = wording.first_up(wording.of(*harmed))
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
        metrics.append(Metric("Experience, median of 5", wording.number(middle)))
    return tuple(metrics)
