"""Paragraphs ready for a paper and for a board, from the filtered data."""

from typing import Any

from rmdata.findings import words
from rmdata.findings.change import TOTAL, Change, changes
from rmdata.findings.change_in_words import in_order
from rmdata.findings.evidence import Evidence
from rmdata.findings.finding import Field, Finding, Form, table
from rmdata.findings.overview import overview
from rmdata.findings.selection import Selection

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
    Field("p_exact", "Exact p", Form.P),
    Field("p_holm", "Holm p", Form.P),
)


def report(evidence: Evidence, selection: Selection) -> Finding:
    """A methods paragraph, a results paragraph and the five sentences; the main table besides."""
    found = changes(evidence, selection)
    parts = (
        (METHODS, _methods(evidence, selection)),
        (RESULTS, _results(evidence, found)),
        (BOARD, " ".join(overview(evidence, selection).sentences)),
    )
    records = [{"part": part, "text": text} for part, text in parts]
    return Finding(
        name="report",
        title="Ready to copy",
        table=table((Field("part", "Part"), Field("text", "Text")), records),
        basis=f"{selection.programme}. {'; '.join(selection.words()) or 'No filters'}.",
        details=table(MAIN_TABLE, [_record(evidence, change) for change in found]),
    )


def _methods(evidence: Evidence, selection: Selection) -> str:
    instrument = evidence.instrument
    scale = instrument.scale
    parts = [
        f"Participants answered {words.things(len(instrument.domains), 'item')} on a scale of "
        f"{scale.low} to {scale.high} before and after the programme; the total ranges up to "
        f"{instrument.highest_total}.",
        "Answers were paired by participant code; a domain counts the people who answered it both "
        "times, the total those who answered every domain both times. Mentors and mentees were "
        "analysed apart.",
        "We report how many people's scores rose, stayed and fell, medians, and two-sided exact "
        "Wilcoxon signed-rank tests (zeros dropped, mid-ranks for ties, exact conditional "
        "distribution); p values of the domains were adjusted by Holm's method within each role. "
        "Proportions have Clopper-Pearson 95% intervals.",
        "There was no comparison group.",
    ]
    if selection.is_filtered:
        parts.append(f"This is an exploratory analysis of {'; '.join(selection.words())}.")
    return " ".join(parts)


def _results(evidence: Evidence, found: tuple[Change, ...]) -> str:
    parts = []
    for role in evidence.instrument.roles:
        mine = [change for change in found if change.role == role.id]
        total = next((change for change in mine if change.domain == TOTAL), None)
        if total:
            parts.append(_total(total, role.label.lower(), role.plural.lower()))
        domains = [change for change in in_order(mine) if change.domain != TOTAL]
        if domains:
            parts.append(_best(domains, role.plural.lower()))
    return " ".join(parts) or "Nobody answered both before and after."


def _total(change: Change, one: str, many: str) -> str:
    people = words.things(change.n_pairs, one, many)
    typical = ""
    if change.typical_change is not None:
        low, high = words.number(change.typical_low), words.number(change.typical_high)
        typical = f", typical change {change.typical_change:+g} (95% CI {low} to {high})"
    return (
        f"Of {people} with a total at both times, {words.count(change.n_up)} rose, "
        f"{words.count(change.n_same)} stayed and {words.count(change.n_down)} fell (median "
        f"{words.number(change.pre_median)} to {words.number(change.post_median)}{typical}; "
        f"{_p(change)})."
    )


def _p(change: Change) -> str:
    if change.p_exact is None:
        return f"large-sample p {_equals(change.p_asymptotic)}"
    floor = f", smallest possible {words.bound(change.p_floor)}" if change.p_floor > 0.001 else ""
    return f"exact p {_equals(change.p_exact)}{floor}"


def _equals(p: float | None) -> str:
    written = words.p_value(p)
    return written if written.startswith("<") else f"= {written}"


def _best(domains: list[Change], many: str) -> str:
    if domains[0].net_share <= 0:
        return f"Among {many} no domain had more people who rose than fell."
    best = [change for change in domains if change.net_share == domains[0].net_share]
    told = [
        f"{change.label.lower()} ({words.of(change.n_up, change.n_pairs)} rose, "
        f"{words.count(change.n_down)} fell; {_p(change)})"
        for change in best
    ]
    return f"Among {many} the clearest rise was in {words.listed(told)}."


def _record(evidence: Evidence, change: Change) -> dict[str, Any]:
    return {**vars(change), "role": evidence.instrument.role(change.role).plural}
