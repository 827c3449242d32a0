"""Change group by group, and how far each group is from all the others together."""

from collections.abc import Sequence

from rmdata import statistics
from rmdata.findings import wording
from rmdata.findings.confidence.changes import Change, changes
from rmdata.findings.confidence.confidence import _left_out, _record
from rmdata.findings.confidence.paired import TOTAL, for_statisticians, moved_fields
from rmdata.findings.evidence import Evidence, Selection
from rmdata.findings.finding import Field, Finding, Form, table
from rmdata.schema.vocabulary import POST, PRE, Role

MOST_GROUPS_TOLD = 4
AGAINST_OTHERS = (
    Field("apart", "Share up, less that of all other groups", Form.DECIMAL),
    Field("apart_low", "From (95%, for size only)", Form.DECIMAL),
    Field("apart_high", "To (95%, for size only)", Form.DECIMAL),
)


def change_by_group(
    evidence: Evidence,
    selection: Selection,
    role: str,
    by: str,
    domain: str = TOTAL,
    before: str = PRE,
    after: str = POST,
) -> Finding:
    """One question of one role, its groups (cohorts, sites or specialties) side by side."""
    found = changes(evidence, selection.only(role), (by,), before, after)
    chosen = [change for change in found if change.domain == domain]
    named = evidence.instrument.role(role)
    name = f"change-{role}-by-{by}"
    stages = tuple(wording.inside(evidence.instrument.stage_label(s)) for s in (before, after))
    both = f"answered this {wording.listed(stages)}"
    if not chosen:
        return Finding(
            name, f"No {wording.inside(named.label)} {both}, so no {by} can be compared."
        )
    records = [
        {**_record(change), **apart, "group": getattr(change, by) or wording.NOT_SAID}
        for change, apart in zip(chosen, against_others(chosen), strict=True)
    ]
    group = Field("group", by.capitalize())
    return Finding(
        name=name,
        title=_group_title(named, chosen, by),
        table=table((group, *moved_fields(*stages)), records),
        basis=f"{named.construct}. {named.plural} who {both}.",
        notes=(
            "Exploratory: nothing is called more than chance of groups side by side.",
            *_left_out(found, domain),
        ),
        details=table((group, *for_statisticians(*stages), *AGAINST_OTHERS), records),
    )


def _group_title(named: Role, chosen: Sequence[Change], by: str) -> str:
    asked = chosen[0]
    what = "total" if asked.domain == TOTAL else wording.inside(asked.label)
    where = [f"in {getattr(c, by)}" if getattr(c, by) else f"with no {by}" for c in chosen]
    ups = [
        f"{c.n_up:,} of {c.n_pairs:,} rose {w} and {f'{c.n_down:,}' if c.n_down else 'none'} fell"
        for c, w in zip(chosen, where, strict=True)
    ]
    rest = len(ups) - MOST_GROUPS_TOLD
    told = [*ups[:MOST_GROUPS_TOLD], f"{wording.count(rest)} more"] if rest > 0 else ups
    return f"{named.plural}, {what}: {'; '.join(told)}"


def against_others(groups: Sequence[Change]) -> list[dict[str, float | None]]:
    """For each group the share that rose less that of all others together, from -1 to 1.

    With its 95% score interval (Newcombe 1998); None where there is no other group.
    """
    n_up, n = sum(group.n_up for group in groups), sum(group.n_pairs for group in groups)
    found = [
        statistics.difference_of_shares(g.n_up, g.n_pairs, n_up - g.n_up, n - g.n_pairs)
        for g in groups
    ]
    names = [field.name for field in AGAINST_OTHERS]
    return [
        dict(zip(names, (e.value, e.low, e.high) if e else (None, None, None), strict=True))
        for e in found
    ]
