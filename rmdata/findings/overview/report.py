"""Paragraphs ready for a paper and for a board, and the one text on how figures are made."""

from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any

from rmdata.findings import wording
from rmdata.findings.confidence.changes import Change, changes
from rmdata.findings.confidence.in_words import judgements, outcome_in_words
from rmdata.findings.evidence import Evidence, Selection
from rmdata.findings.finding import Field, Finding, Form, table
from rmdata.findings.overview.overview import overview
from rmdata.findings.overview.results import results
from rmdata.schema.settings import outcome

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
        (RESULTS, results(evidence, selection, found, as_of)),
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
