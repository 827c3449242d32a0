"""What stands beside a change of the total: other items, looking back, a missing item filled in."""

from collections.abc import Sequence
from typing import Any

from rmdata import statistics
from rmdata.findings import wording
from rmdata.findings.confidence import in_words
from rmdata.findings.confidence.changes import Change, changes, item_changes
from rmdata.findings.confidence.comparisons import RETROSPECTIVE
from rmdata.findings.confidence.in_words import beyond_counts, judgements, medians, moved
from rmdata.findings.confidence.paired import DOMAIN, FOR_STATISTICIANS, MOVED, TOTAL
from rmdata.findings.evidence import Evidence, Selection
from rmdata.findings.finding import Field, Finding, Form, table
from rmdata.schema.vocabulary import POST, PRE, Role

FILLED_FIELDS = (
    Field("label", "Whose total"),
    Field("n_pairs", "Answered before and after", Form.COUNT),
    Field("n_up", "Rose", Form.COUNT),
    Field("n_same", "Stayed", Form.COUNT),
    Field("n_down", "Fell", Form.COUNT),
)
REMEMBERED_FIELDS = (
    Field("label", "Domain"),
    Field("then_n_pairs", "Answered then (looking back) and after", Form.COUNT),
    Field("then_pre_median", "Median then", Form.SCORE),
    Field("then_post_median", "Median after, of these", Form.SCORE),
    Field("then_n_up", "Rose from then", Form.COUNT),
    Field("then_n_same", "Stayed", Form.COUNT),
    Field("then_n_down", "Fell from then", Form.COUNT),
    Field("before_n_pairs", "Answered before and after", Form.COUNT),
    Field("before_pre_median", "Median before", Form.SCORE),
    Field("before_post_median", "Median after, of those", Form.SCORE),
    Field("before_n_up", "Rose from before", Form.COUNT),
    Field("before_n_same", "Stayed from before", Form.COUNT),
    Field("before_n_down", "Fell from before", Form.COUNT),
)
SHOWN = ("n_pairs", "pre_median", "post_median", "n_up", "n_same", "n_down")
CAUTION = (
    "Looking back puts both answers on one yardstick, and leans on memory and on what people hope "
    "to see. Nothing is called more than chance here."
)


def filled_total(evidence: Evidence, selection: Selection, role: str) -> Finding:
    """Who rose and fell in the total with one missing domain filled by the person's own mean."""
    name, named = f"filled-total-{role}", evidence.instrument.role(role)
    n_domains = len(evidence.instrument.domains)
    found = evidence.ask("filled_totals", selection.only(role), n_domains=n_domains).records()
    if not any(row["is_filled"] for row in found):
        many = wording.inside(named.plural)
        return Finding(name, f"No total of {many} lacks just one domain, so none was filled in.")
    whole = _filled_record("Every domain answered", [row for row in found if not row["is_filled"]])
    filled = _filled_record("One missing domain filled in", found)
    return Finding(
        name=name,
        title=_filled_title(named, whole, filled),
        table=table(FILLED_FIELDS, [whole, filled]),
        basis=f"{named.construct}. {named.plural} who left out at most one domain each time; it "
        "counts as the mean of their own others at that time.",
        notes=("For comparison only: everything else rests on totals that were answered whole.",),
    )


def _filled_record(label: str, found: list[dict[str, Any]]) -> dict[str, Any]:
    pairs: dict[tuple[int, int], int] = {}
    for row in found:
        key = (row["before"], row["after"])
        pairs[key] = pairs.get(key, 0) + row["n"]
    moved = statistics.movement(pairs)
    return {
        "label": label,
        "n_pairs": moved.n,
        "n_up": moved.up,
        "n_same": moved.same,
        "n_down": moved.down,
    }


def _filled_title(named: Role, whole: dict[str, Any], filled: dict[str, Any]) -> str:
    many = wording.inside(named.plural)
    counts = (
        f"{filled['n_up']:,} of {filled['n_pairs']:,} {many} rise and {filled['n_down']:,} fall"
    )
    if not whole["n_pairs"]:
        return f"With one missing domain filled in {counts}; nobody answered every domain"
    return (
        f"With one missing domain filled in {counts}; of those who answered every domain "
        f"{whole['n_up']:,} of {whole['n_pairs']:,} and {whole['n_down']:,}"
    )


def looking_back(evidence: Evidence, selection: Selection, role: str) -> Finding:
    """Then (said after the programme), before and after of one role, side by side."""
    named, mine = evidence.instrument.role(role), selection.only(role)
    then = changes(evidence, mine, before=RETROSPECTIVE, after=POST)
    name = f"looking-back-{role}"
    if not then:
        many = wording.inside(named.plural)
        return Finding(name, f"No answers of {many} that look back stand beside answers after.")
    before = changes(evidence, mine, before=PRE, after=POST)
    records = _remembered_records(then, before)
    return Finding(
        name=name,
        title=in_title(named, then, before),
        table=table(REMEMBERED_FIELDS, records),
        basis=f"{named.construct}. n stands beside each comparison; not all are the same people.",
        notes=(CAUTION,),
    )


def in_title(named: Role, then: Sequence[Change], before: Sequence[Change]) -> str:
    """The totals of both comparisons, or why one has none."""
    told = []
    for said, found in (("from then to after", then), ("from before to after", before)):
        total = next((change for change in found if change.domain == TOTAL), None)
        told.append(f"{said}, {in_words.moved(total)}" if total else f"{said}, nobody has a total")
    return f"{named.plural}, looking back: {told[0]}; {told[1]}"


def _remembered_records(then: Sequence[Change], before: Sequence[Change]) -> list[dict[str, Any]]:
    records: dict[str, dict[str, Any]] = {}
    for prefix, found in (("then", then), ("before", before)):
        for change in found:
            record = records.setdefault(change.domain, {"label": change.label})
            record |= {f"{prefix}_{name}": getattr(change, name) for name in SHOWN}
    # A comparison that nobody made has no people in it.
    for record in records.values():
        for prefix in ("then", "before"):
            record.setdefault(f"{prefix}_n_pairs", 0)
    total = [records.pop(TOTAL)] if TOTAL in records else []
    return [*records.values(), *total]


def understanding(evidence: Evidence, selection: Selection, role: str) -> Finding:
    """The further rated items of one role, such as understanding of role, before and after."""
    named = evidence.instrument.role(role)
    found = item_changes(evidence, selection, role)
    one, many = wording.inside(named.label), wording.inside(named.plural)
    name = f"items-{role}"
    if not found:
        return Finding(name, f"No {one} rated these questions before and after.")
    records = [vars(item) for item in found]
    first = found[0]
    told = f"{wording.inside(first.label)}: {moved(first)} ({medians(first)}){beyond_counts(first)}"
    return Finding(
        name=name,
        title=f"{named.plural}, {told}",
        table=table((DOMAIN, *MOVED), records),
        basis=f"n = {wording.figure(first.n_pairs, one, many)} who answered before and after. "
        "Rated on the same scale; not part of the total.",
        sentences=tuple(
            f"{item.label}: {moved(item)} ({medians(item)}){beyond_counts(item)}." for item in found
        ),
        details=table((DOMAIN, *FOR_STATISTICIANS), records),
        judgements=judgements(found),
    )
