"""Paragraphs ready for a paper and for a board, from the filtered data."""

from datetime import date
from typing import Any

from rmdata.findings import words
from rmdata.findings.change import Change, changes
from rmdata.findings.change_in_words import (
    beyond_counts,
    in_order,
    judgements,
    smallest,
)
from rmdata.findings.evidence import Evidence
from rmdata.findings.finding import Field, Finding, Form, table
from rmdata.findings.overview import WORTH_SAYING, overview
from rmdata.findings.paired import TOTAL
from rmdata.findings.selection import Selection
from rmdata.findings.wording import Verdict
from rmdata.schema import Role

METHODS, RESULTS, BOARD = "Methods, for a paper", "Results, for a paper", "For a board"
MAIN_TABLE = (
    Field("role", "Role"),
    Field("label", "Domain"),
    Field("n_pairs", "n pairs", Form.COUNT),
    Field("n_up", "Rose", Form.COUNT),
    Field("n_same", "Stayed", Form.COUNT),
    Field("n_down", "Fell", Form.COUNT),
    Field("pre_median", "Median before", Form.SCORE),
    Field("post_median", "Median after", Form.SCORE),
    Field("p_exact", "Exact signed-rank p", Form.P),
    Field("p_holm", "Holm p", Form.P),
    Field("p_sign", "Exact sign test p", Form.P),
    Field("p_judged", "p as judged", Form.P),
)


def report(evidence: Evidence, selection: Selection, as_of: date) -> Finding:
    """A methods paragraph, a results paragraph and the five sentences; the main table besides."""
    found = changes(evidence, selection)
    parts = (
        (METHODS, _methods(evidence, selection)),
        (RESULTS, _results(evidence, found)),
        (BOARD, " ".join(overview(evidence, selection, as_of).sentences)),
    )
    records = [{"part": part, "text": text} for part, text in parts]
    filters = "; ".join(selection.words()) or "No filters"
    return Finding(
        name="report",
        title="Ready to copy",
        table=table((Field("part", "Part"), Field("text", "Text")), records),
        basis=f"{selection.programme}. {filters}. As of {words.day(as_of)}.",
        details=table(MAIN_TABLE, [_record(evidence, change) for change in found]),
        judgements=judgements(found),
    )


def _methods(evidence: Evidence, selection: Selection) -> str:
    instrument = evidence.instrument
    scale = instrument.scale
    roles = words.listed([words.inside(role.heading) for role in instrument.roles])
    parts = [
        f"Participants answered {words.things(len(instrument.domains), 'item')} on a scale of "
        f"{scale.low} to {scale.high} before and after the programme; the total ranges up to "
        f"{instrument.highest_total}.",
        "Answers were paired by participant code; a domain counts the people who answered it both "
        f"times, the total those who answered every domain both times. {words.first_up(roles)} "
        "were analysed apart.",
        "We report how many people's scores rose, stayed and fell, and medians. A direction is "
        "claimed where the two-sided exact sign test excludes chance at 5%: each role has an equal "
        "share of the level, the total is tested first, and domains, by Holm's method, only where "
        "the total is shown or nobody has one. Two-sided exact Wilcoxon signed-rank tests (zeros "
        "dropped, mid-ranks for ties, exact conditional distribution) stand beside; their p values "
        "of the domains are adjusted by Holm's method within each role. Proportions have "
        "Clopper-Pearson 95% intervals.",
        "There was no comparison group.",
    ]
    outcome = evidence.primary_outcome(selection.programme)
    if outcome:
        parts.insert(-1, _primary_words(evidence, outcome))
    if selection.is_filtered:
        parts.append(
            f"This is an exploratory analysis of {'; '.join(selection.words())}: no direction is "
            "claimed, and no p value allows for the choice."
        )
    return " ".join(parts)


def _primary_words(evidence: Evidence, outcome: tuple[str, str]) -> str:
    role, question = outcome
    labels = {domain.id: words.inside(domain.label) for domain in evidence.instrument.domains}
    what = f"{labels.get(question, 'the total')} of {evidence.instrument.role(role).plural.lower()}"
    return f"The primary outcome, {what}, was tested alone and first."


def _results(evidence: Evidence, found: tuple[Change, ...]) -> str:
    parts = []
    for role in evidence.instrument.roles:
        mine = [change for change in found if change.role == role.id]
        total = next((change for change in mine if change.domain == TOTAL), None)
        if total:
            parts.append(_total(total, role))
        domains = [change for change in in_order(mine) if change.domain != TOTAL]
        if domains:
            parts.append(_domains(domains, role.plural.lower()))
    return " ".join(parts) or "Nobody can be followed from before to after in any domain."


def _total(change: Change, role: Role) -> str:
    people = words.things(change.n_pairs, role.label.lower(), role.plural.lower())
    typical = ""
    if change.typical_change is not None:
        low, high = words.number(change.typical_low), words.number(change.typical_high)
        typical = f", typical change {change.typical_change:+g} (95% CI {low} to {high})"
    return (
        f"{role.construct}, {words.inside(role.heading)}: of {people} with a total at both times, "
        f"{words.count(change.n_up)} rose, {words.count(change.n_same)} stayed and "
        f"{words.count(change.n_down)} fell (median {words.number(change.pre_median)} to "
        f"{words.number(change.post_median)}{typical}; {_p(change)}){beyond_counts(change)}."
    )


def _p(change: Change) -> str:
    """The p values of one question: the sign test as it was judged, and the signed-rank test."""
    told = [f"exact sign test p {_equals(change.p_sign)}"]
    if change.p_judged is not None:
        told[0] += f" ({words.p_value(change.p_judged)} allowing for all that was tested)"
    if change.p_exact is not None:
        told.append(f"exact signed-rank p {_equals(change.p_exact)}")
    else:
        told.append(f"large-sample signed-rank p {_equals(change.p_asymptotic)}")
    if change.p_floor_changed > WORTH_SAYING:
        told.append(smallest(change))
    return ", ".join(told)


def _equals(p: float | None) -> str:
    written = words.p_value(p)
    return written if written.startswith("<") else f"= {written}"


def _domains(domains: list[Change], many: str) -> str:
    """The domains in which chance is excluded, each with its adjusted p, or that there is none."""
    shown = [change for change in domains if change.verdict is Verdict.SHOWN]
    told = [
        f"{words.inside(change.label)} ({words.of(change.n_up, change.n_pairs)} rose, "
        f"{words.count(change.n_down)} fell; adjusted p {_equals(change.p_judged)})"
        for change in shown
    ]
    if told:
        return f"Among {many} chance was excluded in {words.listed(told)}."
    if any(change.verdict is Verdict.NOT_JUDGED for change in domains):
        return f"The domains of {many} are in the table; no direction is claimed."
    return f"Among {many} chance was excluded in no single domain."


def _record(evidence: Evidence, change: Change) -> dict[str, Any]:
    return {**vars(change), "role": evidence.instrument.role(change.role).heading}
