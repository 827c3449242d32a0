"""Selection bias, measured: who took part and who did not, who stayed and who was lost."""

from collections import Counter
from collections.abc import Callable
from typing import Any

from rmdata import statistics
from rmdata.findings import words
from rmdata.findings.evidence import Evidence
from rmdata.findings.finding import Field, Finding, Form, table
from rmdata.findings.selection import Selection

TRAITS = {
    "grade": "Grade",
    "sex": "Sex",
    "age_band": "Age band",
    "site": "Site",
    "specialty": "Specialty",
    "how_recruited": "How recruited",
}
# Austin 2009, Statistics in Medicine 28:3083: below 0.1 a difference is commonly called small.
NOTABLE = 0.1
FEW_FOR_ASSOCIATION = 10
Counts = Counter[str]
TRAIT_TEST = (
    Field("difference", "Standardised difference", Form.DECIMAL),
    Field("p", "Exact p", Form.P),
)
BASELINE_FIELDS = (
    Field("label", "Group"),
    Field("n", "People", Form.COUNT),
    Field("median", "Median total before", Form.SCORE),
    Field("difference", "Standardised difference", Form.DECIMAL),
    Field("p", "Permutation p", Form.P),
)


def took_part(evidence: Evidence, selection: Selection, role: str) -> Finding:
    """Those of one role who took part against those who were invited and did not."""
    named = evidence.instrument.role(role)
    found = evidence.counts("traits", selection.only(role)).records()
    groups = (f"{named.plural} who took part", "who did not")
    return _compared(f"took-part-{role}", groups, found, lambda row: row["took_part"])


def stayed(evidence: Evidence, selection: Selection, role: str) -> Finding:
    """Those of one role who answered both times against those who took part and did not."""
    named = evidence.instrument.role(role)
    found = evidence.counts("traits", selection.only(role)).records()
    found = [row for row in found if row["took_part"]]
    groups = (f"{named.plural} who answered both times", "who did not")
    return _compared(f"stayed-{role}", groups, found, lambda row: row["completed"])


def baseline_of_those_lost(evidence: Evidence, selection: Selection, role: str) -> Finding:
    """The total before of those who answered both times against those with no answer after."""
    named = evidence.instrument.role(role)
    totals: dict[str, dict[float, int]] = {"completed": {}, "lost": {}}
    for row in evidence.counts("baselines", selection.only(role)).records():
        totals[row["standing"]][row["total"]] = row["n"]
    kept, lost = totals["completed"], totals["lost"]
    name = f"baseline-{role}"
    if not kept or not lost:
        return Finding(name, f"No {named.label.lower()} with a total before was lost after it.")
    difference = statistics.standardised_difference(lost, kept)
    test = statistics.rank_test(lost, kept)
    records: list[dict[str, Any]] = [
        {
            "label": label,
            "n": statistics.n_people(part),
            "median": statistics.median(part),
            "difference": None if part is kept else difference,
            "p": test.p if test and part is lost else None,
        }
        for label, part in (("Answered both times", kept), ("No answer after", lost))
    ]
    low, high = words.number(records[1]["median"]), words.number(records[0]["median"])
    return Finding(
        name=name,
        title=f"{named.plural} with no answer after began at a median of {low}, the others at "
        f"{high} of {evidence.instrument.highest_total}",
        table=table(BASELINE_FIELDS, records),
        basis=f"{named.plural} who answered every domain before.",
        sentences=(_size(difference, "The two groups began"),),
        notes=_sampled(test.method if test else "exact"),
    )


def sessions_and_change(evidence: Evidence, selection: Selection, role: str) -> Finding:
    """Whether people with more sessions, or more minutes in them, changed more."""
    named = evidence.instrument.role(role)
    found = evidence.rows("dose", selection.only(role)).records()
    joint: dict[str, dict[tuple[float, float], int]] = {"n_sessions": {}, "minutes": {}}
    for row in found:
        for measure, cells in joint.items():
            if row[measure] is not None:
                key = (float(row[measure]), float(row["change"]))
                cells[key] = cells.get(key, 0) + row["n"]
    records: list[dict[str, Any]] = []
    for measure, label in (("n_sessions", "Sessions held"), ("minutes", "Minutes in sessions")):
        link = statistics.kendall_tau_b(joint[measure])
        if link:
            records.append({"label": label, "n": link.n, "tau_b": link.tau_b, "p": link.p})
    name = f"sessions-and-change-{role}"
    if not records:
        title = f"Too few {named.plural.lower()} to say whether sessions and change go together."
        return Finding(name, title)
    return Finding(
        name=name,
        title=f"{named.plural}: {_together(records)}",
        table=table(
            (
                Field("label", "Measure"),
                Field("n", "People", Form.COUNT),
                Field("tau_b", "Kendall's tau-b with change in total", Form.DECIMAL),
                Field("p", "Permutation p", Form.P),
            ),
            records,
        ),
        basis=f"{named.plural} with a total before and after. People who met more may differ in "
        "other ways too.",
    )


def _together(records: list[dict[str, Any]]) -> str:
    fewest = min(record["n"] for record in records)
    if fewest < FEW_FOR_ASSOCIATION:
        return f"{words.things(fewest, 'person', 'people')} are too few to link sessions to change"
    tau_b: float = records[0]["tau_b"]
    if abs(tau_b) < NOTABLE:
        return "sessions and change hardly go together"
    more = "more" if tau_b > 0 else "less"
    return f"those with more sessions tended to change {more}"


def _compared(
    name: str,
    groups: tuple[str, str],
    found: list[dict[str, Any]],
    is_first: Callable[[dict[str, Any]], bool],
) -> Finding:
    """Two disjoint groups by every known trait: differences first, counts in the details."""
    records: list[dict[str, Any]] = []
    details: list[dict[str, Any]] = []
    methods = set()
    for trait, label in TRAITS.items():
        first, second = _split([row for row in found if row["trait"] == trait], is_first)
        if not first or not second:
            continue
        test = statistics.category_test(first, second)
        methods.add(test.method if test else "exact")
        difference = statistics.standardised_difference_of_categories(first, second)
        sizes = {"n_first": first.total(), "n_second": second.total()}
        p = test.p if test else None
        records.append({"label": label, **sizes, "difference": difference, "p": p})
        details += _details(label, first, second)
    if not records:
        return Finding(name, f"{groups[0]} cannot be compared with those {groups[1]}.")
    records.sort(key=lambda record: -(record["difference"] or 0))
    group_fields = (
        Field("n_first", groups[0], Form.COUNT),
        Field("n_second", words.first_up(groups[1]), Form.COUNT),
    )
    return Finding(
        name=name,
        title=f"{groups[0]} and those {groups[1]} {_differ(records)}",
        table=table((Field("label", "Trait"), *group_fields, *TRAIT_TEST), records),
        basis="People whose trait is known, in two groups that do not overlap. Below 0.1 a "
        "difference is commonly called small.",
        notes=_sampled(*methods),
        details=table((Field("label", "Trait"), Field("value", "Value"), *group_fields), details),
    )


def _split(
    found: list[dict[str, Any]], is_first: Callable[[dict[str, Any]], bool]
) -> tuple[Counts, Counts]:
    first, second = Counts(), Counts()
    for row in found:
        (first if is_first(row) else second)[row["value"]] += row["n"]
    return first, second


def _details(label: str, first: Counts, second: Counts) -> list[dict[str, Any]]:
    return [
        {"label": label, "value": value, "n_first": first[value], "n_second": second[value]}
        for value in sorted({*first, *second})
    ]


def _differ(records: list[dict[str, Any]]) -> str:
    apart = [r for r in records if r["difference"] is not None and r["difference"] >= NOTABLE]
    if not apart:
        return "are alike in what is known of them"
    return f"differ most in {apart[0]['label'].lower()}"


def _size(difference: float | None, who: str) -> str:
    if difference is None:
        return "The spread is too small for a standardised difference."
    if abs(difference) < NOTABLE:
        return f"{who} alike (standardised difference {difference:.2f})."
    return f"{who} apart (standardised difference {difference:.2f})."


def _sampled(*methods: str) -> tuple[str, ...]:
    if set(methods) <= {"exact"}:
        return ()
    return ("Where there are too many arrangements to count, p rests on 9 999 random ones.",)
