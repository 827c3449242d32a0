"""Where those began who were lost, beside those who answered again."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from rmdata import statistics
from rmdata.findings import words
from rmdata.findings.evidence import Evidence
from rmdata.findings.finding import Field, Finding, Form, Table, table
from rmdata.findings.missing_people import (
    DIFFERENCE,
    JUDGED,
    NOT_DUE,
    how_sampled,
    judgements_of_page,
    with_interval,
)
from rmdata.findings.participation import n_without_code, unlinked_words
from rmdata.findings.selection import Selection
from rmdata.findings.windows import fallen_due
from rmdata.findings.wording import Judgement, Verdict
from rmdata.schema import POST, Role

BASELINE_FIELDS = (
    Field("label", "Group"),
    Field("n", "People", Form.COUNT),
    Field("median", "Median total before", Form.SCORE),
    Field("difference", "Standardised difference", Form.DECIMAL),
)
TESTED = (Field("p", "Permutation p", Form.P), JUDGED)


def baseline_of_those_lost(
    evidence: Evidence, selection: Selection, role: str, as_of: date
) -> Finding:
    """The total before of those who answered both times against those with no answer after."""
    named, name = evidence.instrument.role(role), f"baseline-{role}"
    due, waiting = fallen_due(evidence, selection.only(role), POST, as_of)
    if due is None:
        return Finding(name, NOT_DUE)
    totals: dict[str, dict[float, int]] = {"completed": {}, "lost": {}}
    for row in evidence.counts("baselines", due).records():
        totals[row["standing"]][row["total"]] = row["n"]
    kept, lost = totals["completed"], totals["lost"]
    n_unlinked = n_without_code(evidence, due, POST)
    unlinked = (unlinked_words(n_unlinked),) if n_unlinked else ()
    if not kept or not lost:
        return Finding(name, _nobody_to_compare(named, kept, lost), notes=unlinked)
    test = statistics.rank_test(lost, kept)
    [judgement] = judgements_of_page(
        evidence,
        due if waiting or unlinked else selection,
        [("total before", test.p if test else None)],
    )
    records = _records(kept, lost)
    tested = {"p": test.p if test else None, "p_judged": judgement.p}
    return Finding(
        name=name,
        title=_began(named, lost, kept, judgement),
        table=table(BASELINE_FIELDS, records),
        basis=f"{named.plural} who answered every domain before, in cohorts in which the "
        "questionnaire after has fallen due.",
        sentences=_size(records),
        notes=(
            *how_sampled(test.method if test else "exact"),
            *unlinked,
        ),
        details=_details(kept, lost, tested),
        judgements=(judgement,),
    )


def _details(
    kept: Mapping[float, int], lost: Mapping[float, int], tested: dict[str, float | None]
) -> Table:
    """How far those with no answer after began from the others, with its limits and its p."""
    apart = statistics.standardised_difference_with_interval(lost, kept)
    counts = {"n_lost": statistics.n_people(lost), "n_kept": statistics.n_people(kept)}
    return table(
        (
            Field("n_lost", "No answer after", Form.COUNT),
            Field("n_kept", "Answered both times", Form.COUNT),
            *DIFFERENCE,
            *TESTED,
        ),
        [counts | with_interval(apart) | tested],
    )


def _records(kept: Mapping[float, int], lost: Mapping[float, int]) -> list[dict[str, Any]]:
    """The two groups; how far apart they began stands beside those who were lost."""
    apart = statistics.standardised_difference(lost, kept)
    return [
        {
            "label": label,
            "n": statistics.n_people(part),
            "median": statistics.median(part),
            "difference": difference,
        }
        for label, part, difference in (
            ("Answered both times", kept, None),
            ("No answer after", lost, apart),
        )
    ]


def _nobody_to_compare(named: Role, kept: Mapping[float, int], lost: Mapping[float, int]) -> str:
    one, many = words.inside(named.label), words.inside(named.plural)
    n = statistics.n_people(kept) + statistics.n_people(lost)
    if not n:
        return f"No {one} answered every domain before where the questionnaire after is due."
    whole = words.first_up(words.who(n, n, one, many))
    if not kept:
        have = "has" if n == 1 else "have"
        return f"{whole} with a total before {have} no answer after under their code."
    return f"{whole} with a total before also answered after."


def _began(
    named: Role, lost: Mapping[float, int], kept: Mapping[float, int], judgement: Judgement
) -> str:
    """Where the two groups began, and whether chance alone can set them so far apart."""
    low, high = (words.number(statistics.median(part)) for part in (lost, kept))
    n_lost, n_kept = statistics.n_people(lost), statistics.n_people(kept)
    counts = (
        f"{words.figure(n_lost, words.inside(named.label), words.inside(named.plural))} with no "
        f"answer after under their code began at a median total of {low}, the other {n_kept:,} at "
        f"{high}"
    )
    if judgement.verdict is Verdict.NOT_JUDGED:
        return counts
    if judgement.verdict is not Verdict.SHOWN:
        return f"{counts}: no clear difference"
    where = "lower" if (statistics.dominance(lost, kept) or 0) < 0 else "higher"
    return f"{counts}: those who were lost began {where}, more than chance explains"


def _size(records: Sequence[dict[str, Any]]) -> tuple[str, ...]:
    difference = records[1]["difference"]
    if difference is not None:
        return (f"Standardised difference {difference:.2f}, those with no answer after first.",)
    alone = [record["label"].lower() for record in records if record["n"] == 1]
    if alone:
        return ("A group of one person has no spread, so there is no standardised difference.",)
    return ("Nobody differs from their group, so there is no standardised difference.",)
