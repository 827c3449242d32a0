"""Where those began who were lost, and whether sessions and change go together."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from rmdata import statistics
from rmdata.findings import wording
from rmdata.findings.evidence import Evidence, Selection
from rmdata.findings.finding import Field, Finding, Form, Judgement, Table, Verdict, table
from rmdata.findings.participation.selection_bias import (
    DIFFERENCE,
    JUDGED,
    MEASURES,
    NOT_DUE,
    how_sampled,
    judgements_of_page,
    with_interval,
)
from rmdata.findings.participation.took_part import n_without_code, unlinked_words
from rmdata.findings.windows import fallen_due
from rmdata.schema.vocabulary import POST, Role
from rmdata.statistics import Association

BASELINE_FIELDS = (
    Field("label", "Group"),
    Field("n", "People", Form.COUNT),
    Field("median", "Median total before", Form.SCORE),
    Field("difference", "Standardised difference", Form.DECIMAL),
)
TESTED = (Field("p", "Permutation p", Form.P), JUDGED)
FEW_FOR_ASSOCIATION = 10
IN_WORDS = {"n_sessions": "sessions", "minutes": "minutes in sessions"}
ASSOCIATION_FIELDS = (
    Field("label", "Measure"),
    Field("n", "People", Form.COUNT),
    Field("tau_b", "Kendall's tau-b with change in total", Form.DECIMAL),
)


def baseline_of_those_lost(
    evidence: Evidence, selection: Selection, role: str, as_of: date
) -> Finding:
    """The total before of those who answered both times against those with no answer after."""
    named, name = evidence.instrument.role(role), f"baseline-{role}"
    due, waiting = fallen_due(evidence, selection.only(role), POST, as_of)
    if due is None:
        return Finding(name, NOT_DUE)
    totals: dict[str, dict[float, int]] = {"completed": {}, "lost": {}}
    for row in evidence.ask("baselines", due).records():
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
    one, many = wording.inside(named.label), wording.inside(named.plural)
    n = statistics.n_people(kept) + statistics.n_people(lost)
    if not n:
        return f"No {one} answered every domain before where the questionnaire after is due."
    whole = wording.first_up(wording.who(n, n, one, many))
    if not kept:
        have = "has" if n == 1 else "have"
        return f"{whole} with a total before {have} no answer after under their code."
    return f"{whole} with a total before also answered after."


def _began(
    named: Role, lost: Mapping[float, int], kept: Mapping[float, int], judgement: Judgement
) -> str:
    """Where the two groups began, and whether chance alone can set them so far apart."""
    low, high = (wording.number(statistics.median(part)) for part in (lost, kept))
    n_lost, n_kept = statistics.n_people(lost), statistics.n_people(kept)
    one, many = wording.inside(named.label), wording.inside(named.plural)
    counts = (
        f"{wording.figure(n_lost, one, many)} with no answer after under their code began at a "
        f"median total of {low}, the other {n_kept:,} at {high}"
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


def sessions_and_change(evidence: Evidence, selection: Selection, role: str) -> Finding:
    """Whether people with more sessions, or more minutes in them, changed differently."""
    named = evidence.instrument.role(role)
    found = evidence.ask("dose", selection.only(role)).records()
    joint: dict[str, dict[tuple[float, float], int]] = {measure: {} for measure in MEASURES}
    for row in found:
        for measure, cells in joint.items():
            if row[measure] is not None:
                key = (float(row[measure]), float(row["change"]))
                cells[key] = cells.get(key, 0) + row["n"]
    links = {measure: statistics.kendall_tau_b(cells) for measure, cells in joint.items()}
    name = f"sessions-and-change-{role}"
    if not any(links.values()):
        title = (
            f"Sessions and change of {named.plural.lower()} cannot be laid side by side: too few "
            "people, or all alike."
        )
        return Finding(name, title)
    tested = [(measure, _tested(link)) for measure, link in links.items()]
    judgements = judgements_of_page(evidence, selection, tested)
    records: list[dict[str, Any]] = [
        {"measure": judgement.about, "label": MEASURES[judgement.about], "n": link.n,
         "tau_b": link.tau_b, "p": link.p, "p_judged": judgement.p}
        for link, judgement in zip(links.values(), judgements, strict=True)
        if link
    ]  # fmt: skip
    return Finding(
        name=name,
        title=f"{named.plural}: {_together(records, judgements)}",
        table=table(ASSOCIATION_FIELDS, records),
        basis=f"{named.plural} with a total before and after. People who met more may differ in "
        "other ways too.",
        notes=how_sampled(*(link.method for link in links.values() if link)),
        details=table((ASSOCIATION_FIELDS[0], *TESTED), records),
        judgements=judgements,
    )


def _together(records: list[dict[str, Any]], judgements: Sequence[Judgement]) -> str:
    """In which measure, and in which direction, chance is excluded."""
    most = max(record["n"] for record in records)
    if most < FEW_FOR_ASSOCIATION:
        return f"{wording.things(most, 'person', 'people')} are too few to link sessions to change"
    verdicts = {told.about: told.verdict for told in judgements}
    shown = [r for r in records if verdicts[r["measure"]] is Verdict.SHOWN]
    if not shown:
        whether = "is judged" if Verdict.NOT_JUDGED in verdicts.values() else "is clear"
        return f"no link between sessions and change {whether}"
    parts = []
    for how, rises in (("rise more, or fall less", True), ("rise less, or fall more", False)):
        alike = [f"more {IN_WORDS[r['measure']]}" for r in shown if (r["tau_b"] > 0) is rises]
        if alike:
            parts.append(f"those with {wording.listed(alike)} tended to {how}")
    return f"{'; '.join(parts)}: more than chance explains"


def _tested(link: Association | None) -> float | None:
    """The p of a link, or none where it has too few people to be read at all."""
    return link.p if link and link.n >= FEW_FOR_ASSOCIATION else None
