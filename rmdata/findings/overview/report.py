"""Paragraphs ready for a paper and for a board, and the one text on how figures are made."""

from collections.abc import Iterator, Sequence
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any

from rmdata.findings import wording
from rmdata.findings.appraisal.strength import strength
from rmdata.findings.concerns import answers, feared
from rmdata.findings.confidence import beside_the_total, margins
from rmdata.findings.confidence.changes import Change, changes
from rmdata.findings.confidence.in_words import (
    beyond_counts,
    in_order,
    judgements,
    outcome_in_words,
    smallest,
)
from rmdata.findings.confidence.paired import TOTAL
from rmdata.findings.data.rows import checks
from rmdata.findings.evidence import Evidence, Selection
from rmdata.findings.finding import Field, Finding, Form, Verdict, table
from rmdata.findings.overview.criteria import criteria
from rmdata.findings.overview.overview import WORTH_SAYING, overview
from rmdata.findings.participation import missing_totals
from rmdata.findings.participation.partners import shared_partners
from rmdata.findings.participation.took_part import funnel
from rmdata.schema.settings import outcome
from rmdata.schema.vocabulary import Role

PACKAGES = ("duckdb", "numpy", "scipy", "streamlit")
TEXT = Path(__file__).parents[3] / "docs" / "methods.md"
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


def results_of(
    evidence: Evidence, selection: Selection, found: Sequence[Change], as_of: date
) -> str:
    """Paragraphs: the criteria, the people, the primary outcome, then each role in turn."""
    parts = [
        " ".join(criteria(evidence, selection, as_of).sentences),
        " ".join(_people(evidence, selection)),
        _primary(evidence, selection, found),
    ]
    for role in evidence.instrument.roles:
        if selection.has(role.id):
            mine = [change for change in found if change.role == role.id]
            parts.append(" ".join(_of_role(evidence, selection, role, mine)))
            missing = missing_totals.missing(evidence, selection, role.id, as_of)
            if not missing.is_empty:
                parts.append(" ".join((wording.ended(missing.title), *missing.sentences)))
            parts.append(wording.ended(strength(evidence, selection, role.id, as_of).title))
    return "\n\n".join(part for part in parts if part)


def _people(evidence: Evidence, selection: Selection) -> Iterator[str]:
    """Who took part, who shares a partner with whom, and what looks odd in the data."""
    yield wording.ended(funnel(evidence, selection).title)
    for found in (shared_partners(evidence, selection), checks(evidence, selection)):
        if not found.is_empty:
            yield wording.ended(found.title)


def _primary(evidence: Evidence, selection: Selection, found: Sequence[Change]) -> str:
    """The outcome that was declared to be the first, before everything else."""
    outcome = evidence.primary_outcome(selection.programme)
    if outcome is None:
        return ""
    chosen = [change for change in found if (change.role, change.domain) == outcome]
    if not chosen:
        return "Primary outcome: nobody in this selection answered it before and after."
    [change] = chosen
    return f"Primary outcome: {_in_full(change, evidence.instrument.role(change.role))}"


def _of_role(
    evidence: Evidence, selection: Selection, role: Role, mine: Sequence[Change]
) -> Iterator[str]:
    many = wording.inside(role.plural)
    total = next((change for change in mine if change.domain == TOTAL), None)
    domains = [change for change in in_order(mine) if change.domain != TOTAL]
    if total:
        yield f"{role.construct}, {wording.inside(role.heading)}: {_in_full(total, role)}"
    if domains:
        yield _domains(domains, many)
    else:
        yield f"No {wording.inside(role.label)} can be followed from before to after in any domain."
    for further in (beside_the_total.filled_total, margins.important_change,
                    beside_the_total.looking_back, feared.feared_and_happened):  # fmt: skip
        told = further(evidence, selection, role.id)
        if not told.is_empty:
            yield wording.ended(told.title)
    afterwards = answers.harm_and_benefit(evidence, selection, role.id)
    if afterwards:
        yield f"Afterwards, {many}: {afterwards}."


def _in_full(change: Change, role: Role) -> str:
    """Counts and shares with their intervals first, then sizes, then the p that decided."""
    people = wording.things(change.n_pairs, wording.inside(role.label), wording.inside(role.plural))
    what = "a total" if change.domain == TOTAL else wording.inside(change.label)
    sizes = [f"median {wording.number(change.pre_median)} to {wording.number(change.post_median)}"]
    if change.net_change is not None:
        limits = f"{change.net_low:.2f} to {change.net_high:.2f}"
        sizes.append(f"net change {change.net_change:+.2f} (95% score interval {limits})")
    if change.typical_change is not None:
        low, high = wording.number(change.typical_low), wording.number(change.typical_high)
        sizes.append(f"typical change {change.typical_change:+g} (95% CI {low} to {high})")
    return (
        f"of {people} with {what} at both times, {wording.count(change.n_up)} rose "
        f"({_share(change.share_up, change.share_up_low, change.share_up_high)}), "
        f"{wording.count(change.n_same)} stayed and {wording.count(change.n_down)} fell "
        f"({_share(change.share_down, change.share_down_low, change.share_down_high)}); "
        f"{', '.join(sizes)}; {_p(change)}{beyond_counts(change)}."
    )


def _share(share: float | None, low: float | None, high: float | None) -> str:
    return f"{wording.limit(share)}, 95% CI {wording.limit(low)} to {wording.limit(high)}"


def _p(change: Change) -> str:
    """The p values of one question: the sign test as it was judged, and the signed-rank test."""
    told = [f"exact sign test p {_equals(change.p_sign)}"]
    if change.p_judged is not None:
        told[0] += f" ({wording.p_value(change.p_judged)} allowing for all that was tested)"
    if change.p_exact is not None:
        told.append(f"exact signed-rank p {_equals(change.p_exact)}")
    else:
        told.append(f"large-sample signed-rank p {_equals(change.p_asymptotic)}")
    if change.p_floor_changed > WORTH_SAYING:
        told.append(smallest(change))
    return ", ".join(told)


def _equals(p: float | None) -> str:
    written = wording.p_value(p)
    return written if written.startswith("<") else f"= {written}"


def _domains(domains: Sequence[Change], many: str) -> str:
    """The domains in which chance is excluded, each with its adjusted p, or that there is none."""
    told = [
        f"{wording.inside(change.label)} ({wording.of(change.n_up, change.n_pairs)} rose, "
        f"{wording.count(change.n_down)} fell; adjusted p {_equals(change.p_judged)})"
        for change in domains
        if change.verdict is Verdict.SHOWN
    ]
    if told:
        return f"Among {many} chance was excluded in {wording.listed(told)}."
    if any(change.verdict is Verdict.NOT_JUDGED for change in domains):
        return f"The domains of {many} are in the table; no direction is claimed."
    return f"Among {many} chance was excluded in no single domain."


def methods(evidence: Evidence, selection: Selection) -> Finding:
    """The methods text (markdown of this project's own writing), instrument and versions."""
    instrument = evidence.instrument
    records = [
        {"name": "Programme", "value": selection.programme},
        {"name": "Filters in force", "value": "; ".join(selection.words()) or "none"},
        {"name": "Instrument", "value": f"{instrument.title} ({instrument.source})"},
        *({"name": package, "value": version(package)} for package in PACKAGES),
    ]
    return Finding(
        "methods",
        "What these figures were made with",
        table((Field("name", "What"), Field("value", "Which")), records),
        sentences=(TEXT.read_text(encoding="utf-8"),),
    )


def report(evidence: Evidence, selection: Selection, as_of: date) -> Finding:
    """A methods paragraph, a results paragraph and the five sentences; the main table besides."""
    found = changes(evidence, selection)
    parts = (
        (METHODS, _methods(evidence, selection)),
        (RESULTS, results_of(evidence, selection, found, as_of)),
        (BOARD, " ".join(overview(evidence, selection, as_of).sentences)),
    )
    records = [{"part": part, "text": text} for part, text in parts]
    filters = "; ".join(selection.words()) or "No filters"
    return Finding(
        name="report",
        title="Ready to copy",
        table=table((Field("part", "Part"), Field("text", "Text")), records),
        basis=f"{selection.programme}. {filters}. As of {wording.day(as_of)}.",
        details=table(MAIN_TABLE, [_record(evidence, change) for change in found]),
        judgements=judgements(found),
    )


def _methods(evidence: Evidence, selection: Selection) -> str:
    instrument = evidence.instrument
    scale = instrument.scale
    roles = wording.listed([wording.inside(role.heading) for role in instrument.roles])
    parts = [
        f"Participants answered {wording.things(len(instrument.domains), 'item')} on a scale of "
        f"{scale.low} to {scale.high} before and after the programme; the total ranges up to "
        f"{instrument.highest_total}.",
        "Answers were paired by participant code; a domain counts the people who answered it both "
        f"times, the total those who answered every domain both times. {wording.first_up(roles)} "
        "were analysed apart.",
        "We report how many people's scores rose, stayed and fell, and medians. A direction is "
        "claimed where the two-sided exact sign test excludes chance at 5%: each role has an equal "
        "share of the level, the total is tested first, and domains, by Holm's method, only where "
        "the total is shown or nobody has one. Two-sided exact Wilcoxon signed-rank tests (zeros "
        "dropped, mid-ranks for ties, exact conditional distribution) stand beside; their p values "
        "of the domains are adjusted by Holm's method within each role. Proportions have "
        "Clopper-Pearson 95% intervals.",
        "Net change is the share that rose less the share that fell, with Tango's large-sample "
        "score interval, for size only.",
        _declared_outcome(evidence, selection),
        "There was no comparison group.",
    ]
    if selection.is_filtered:
        parts.append(
            f"This is an exploratory analysis of {'; '.join(selection.words())}: no direction is "
            "claimed, and no p value allows for the choice."
        )
    return " ".join(parts)


def _declared_outcome(evidence: Evidence, selection: Selection) -> str:
    """What was declared to be the primary outcome, when, and what follows from it."""
    told = evidence.declared(selection.programme).get("primary_outcome")
    if told is None:
        return "No primary outcome was declared."
    what = outcome_in_words(evidence.instrument, outcome(told.value))
    if not told.came_first:
        return f"An outcome, {what}, was {told.in_words}; it is treated as any other."
    return (
        f"The primary outcome, {what}, was {told.in_words}. It was tested alone and first; all "
        "else is secondary, and claimed only where the primary outcome is shown."
    )


def _record(evidence: Evidence, change: Change) -> dict[str, Any]:
    return {**vars(change), "role": evidence.instrument.role(change.role).heading}
