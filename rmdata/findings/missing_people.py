"""What the page on who is missing tests, and so how strict each of its verdicts must be."""

from collections.abc import Sequence

from rmdata.findings.evidence import Evidence
from rmdata.findings.finding import Field, Form
from rmdata.findings.selection import Selection
from rmdata.findings.wording import Judgement, Verdict, judged, share_of_page
from rmdata.schema import Instrument
from rmdata.statistics import Estimate

TRAITS = {
    "grade": "Grade",
    "sex": "Sex",
    "age_band": "Age band",
    "site": "Site",
    "specialty": "Specialty",
    "how_recruited": "How recruited",
}
DIFFERENCE = (
    Field("difference", "Standardised difference", Form.DECIMAL),
    Field("difference_low", "From (95%, for size only)", Form.DECIMAL),
    Field("difference_high", "To (95%, for size only)", Form.DECIMAL),
)
JUDGED = Field("p_judged", "p, for all that this page tests", Form.P)
MEASURES = {"n_sessions": "Sessions held", "minutes": "Minutes in sessions"}
NOT_DUE = "The questionnaire after has not fallen due, so nobody counts as lost yet."


def n_tests(instrument: Instrument) -> int:
    """How many differences and associations this page tests, whatever the data."""
    return len(instrument.roles) * (2 * len(TRAITS) + 1 + len(MEASURES))


def judgements_of_page(
    evidence: Evidence, selection: Selection, tested: Sequence[tuple[str, float | None]]
) -> tuple[Judgement, ...]:
    """Verdicts on one card's tests, for all that the page tests; exploratory under a filter.

    A selection narrowed to the cohorts in which something is due counts as a filter: another day
    would have chosen others.
    """
    if selection.is_filtered:
        return tuple(Judgement(about, Verdict.NOT_JUDGED, None) for about, _ in tested)
    adjusted = share_of_page([p for _, p in tested], n_tests(evidence.instrument))
    return tuple(judged(about, p) for (about, _), p in zip(tested, adjusted, strict=True))


def with_interval(found: Estimate | None) -> dict[str, float | None]:
    """A standardised difference and its limits by the names of ``DIFFERENCE``; blank where none."""
    figures = (found.value, found.low, found.high) if found else (None, None, None)
    return dict(zip((field.name for field in DIFFERENCE), figures, strict=True))


def how_sampled(*methods: str) -> tuple[str, ...]:
    """How a p came about where its arrangements were not counted out."""
    if "large-sample" in methods:
        return ("With so many people p comes from the large-sample formula.",)
    if set(methods) <= {"exact"}:
        return ()
    return ("Where there are too many arrangements to count, p rests on 9 999 random ones.",)
