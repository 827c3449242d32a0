"""Selection bias, measured: who took part and who did not, who stayed and who was lost."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from rmdata import statistics
from rmdata.findings import wording
from rmdata.findings.chance import judged, share_of_page
from rmdata.findings.evidence import Evidence, Selection
from rmdata.findings.finding import Field, Finding, Form, Judgement, Verdict, table
from rmdata.findings.windows import fallen_due
from rmdata.schema.vocabulary import POST, Instrument
from rmdata.statistics import Estimate, GroupTest

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
Counts = Counter[str]
ALL = "All values"
TESTED = (Field("p", "Exact p", Form.P), JUDGED)


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


def took_part(evidence: Evidence, selection: Selection, role: str) -> Finding:
    """Those of one role who took part against those who are known and did not."""
    many = wording.inside(evidence.instrument.role(role).plural)
    found = evidence.ask("traits", selection.only(role)).records()
    groups = (f"{many} who took part", "those who did not")
    compared = _compared(evidence, selection, groups, found, lambda row: row["took_part"])
    return replace(compared, name=f"took-part-{role}")


def stayed(evidence: Evidence, selection: Selection, role: str, as_of: date) -> Finding:
    """Those of one role who answered both times against those who took part and did not.

    In the cohorts in which the questionnaire after has fallen due.
    """
    many = wording.inside(evidence.instrument.role(role).plural)
    name = f"stayed-{role}"
    due, waiting = fallen_due(evidence, selection.only(role), POST, as_of)
    if due is None:
        return Finding(name, NOT_DUE)
    found = [row for row in evidence.ask("traits", due).records() if row["took_part"]]
    groups = (f"{many} who answered both times", "those who took part and did not")
    asked = due if waiting else selection
    compared = _compared(evidence, asked, groups, found, lambda row: row["completed"])
    return replace(compared, name=name)


def _compared(
    evidence: Evidence,
    selection: Selection,
    groups: tuple[str, str],
    found: list[dict[str, Any]],
    is_first: Callable[[dict[str, Any]], bool],
) -> Finding:
    """Two disjoint groups by every known trait: differences first, counts in the details."""
    divided = {
        trait: _split([row for row in found if row["trait"] == trait], is_first) for trait in TRAITS
    }
    tests = {trait: _test(*groups_of) for trait, groups_of in divided.items()}
    known = [trait for trait, test in tests.items() if test]
    if not known:
        return Finding("", f"{wording.first_up(groups[0])} cannot be compared with {groups[1]}.")
    judgements = judgements_of_page(
        evidence, selection, [(t, k.p if k else None) for t, k in tests.items()]
    )
    by_trait = {told.about: told for told in judgements}
    records = [_trait(divided[trait], trait, tests[trait], by_trait[trait].p) for trait in known]
    details = [_details(told, *divided[trait]) for trait, told in zip(known, records, strict=True)]
    records.sort(key=lambda record: -(record["difference"] or 0))
    group_fields = (
        Field("n_first", wording.first_up(groups[0]), Form.COUNT),
        Field("n_second", wording.first_up(groups[1]), Form.COUNT),
    )
    return Finding(
        name="",
        title=_differ(groups, records, judgements),
        table=table((Field("label", "Trait"), *group_fields, DIFFERENCE[0]), records),
        basis="People whose trait is known, in two groups that do not overlap.",
        notes=how_sampled(*(test.method for test in tests.values() if test)),
        details=table(
            (Field("label", "Trait"), Field("value", "Value"), *group_fields, *DIFFERENCE, *TESTED),
            [row for rows in details for row in rows],
        ),
        judgements=judgements,
    )


def _test(first: Counts, second: Counts) -> GroupTest | None:
    return statistics.category_test(first, second) if first and second else None


def _trait(
    groups: tuple[Counts, Counts], trait: str, test: GroupTest | None, p_judged: float | None
) -> dict[str, Any]:
    first, second = groups
    return {
        "label": TRAITS[trait],
        "n_first": first.total(),
        "n_second": second.total(),
        "difference": statistics.standardised_difference_of_categories(first, second),
        "p": test.p if test else None,
        "p_judged": p_judged,
    }


def _split(
    found: list[dict[str, Any]], is_first: Callable[[dict[str, Any]], bool]
) -> tuple[Counts, Counts]:
    first, second = Counts(), Counts()
    for row in found:
        (first if is_first(row) else second)[row["value"]] += row["n"]
    return first, second


def _details(record: dict[str, Any], first: Counts, second: Counts) -> list[dict[str, Any]]:
    """Everybody known, with how far apart the groups are and the p, then who gave each value."""
    lines = [(ALL, first.total(), second.total())]
    lines += [(value, first[value], second[value]) for value in sorted({*first, *second})]
    records: list[dict[str, Any]] = [
        {"label": record["label"], "value": value, "n_first": one, "n_second": other}
        for value, one, other in lines
    ]
    tested = {field.name: record[field.name] for field in TESTED}
    apart = statistics.standardised_difference_of_categories_with_interval(first, second)
    return [records[0] | with_interval(apart) | tested, *records[1:]]


def _differ(
    groups: tuple[str, str], records: list[dict[str, Any]], judgements: Sequence[Judgement]
) -> str:
    """Which traits differ beyond chance, with how many are known of each, or that none does."""
    both = f"{wording.first_up(groups[0])} and {groups[1]}"
    known = {record["label"]: record for record in records}
    shown = [known[TRAITS[j.about]] for j in judgements if j.verdict is Verdict.SHOWN]
    if shown:
        told = [f"{r['label'].lower()} ({r['n_first']:,} and {r['n_second']:,})" for r in shown]
        return f"{both} differ in {wording.listed(told)}: more than chance explains"
    if any(told.verdict is Verdict.NOT_JUDGED for told in judgements):
        return f"{both}, side by side"
    return f"{both}: no clear difference in what is known of them"
