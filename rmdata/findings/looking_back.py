"""Looking back: how people say afterwards that they were before, beside what they said then."""

from collections.abc import Sequence
from typing import Any

from rmdata.findings import change_in_words as in_words
from rmdata.findings import words
from rmdata.findings.change import Change, changes
from rmdata.findings.comparisons import RETROSPECTIVE
from rmdata.findings.evidence import Evidence
from rmdata.findings.finding import Field, Finding, Form, table
from rmdata.findings.paired import TOTAL
from rmdata.findings.selection import Selection
from rmdata.schema import POST, PRE, Role

FIELDS = (
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


def looking_back(evidence: Evidence, selection: Selection, role: str) -> Finding:
    """Then (said after the programme), before and after of one role, side by side."""
    named, mine = evidence.instrument.role(role), selection.only(role)
    then = changes(evidence, mine, before=RETROSPECTIVE, after=POST)
    name = f"looking-back-{role}"
    if not then:
        many = words.inside(named.plural)
        return Finding(name, f"No answers of {many} that look back stand beside answers after.")
    before = changes(evidence, mine, before=PRE, after=POST)
    records = _records(then, before)
    return Finding(
        name=name,
        title=in_title(named, then, before),
        table=table(FIELDS, records),
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


def _records(then: Sequence[Change], before: Sequence[Change]) -> list[dict[str, Any]]:
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
