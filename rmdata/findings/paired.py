"""What people answered at two stages, counted: the pairs that every figure of change is made of."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from rmdata.findings.evidence import Evidence
from rmdata.findings.selection import Selection
from rmdata.schema import POST, PRE, Instrument
from rmdata.statistics import PairedCounts

TOTAL = "total"
Group = tuple[str | None, str | None, str | None]


@dataclass(frozen=True)
class Paired:
    """One question of one role and group: how many went from one answer to another.

    ``counts`` gives the people by (before, after), in points of the scale, of the sum for the
    total; ``group`` is cohort, site and specialty, where the question was asked by them.
    """

    role: str
    group: Group
    domain: str
    label: str
    counts: PairedCounts


def is_domain_or_total(instrument: Instrument, name: str) -> bool:
    """Whether a question is the total or makes part of it; further items do not."""
    return name == TOTAL or any(domain.id == name for domain in instrument.domains)


def paired(
    evidence: Evidence,
    selection: Selection,
    by: Sequence[str] = (),
    before: str = PRE,
    after: str = POST,
) -> tuple[Paired, ...]:
    """Every rated question and the total, by role and group, as the instrument orders them."""
    found = evidence.counts("change", selection, by=list(by), before=before, after=after)
    pairs: dict[tuple[str, Group, int], dict[tuple[int, int], int]] = defaultdict(dict)
    for row in found.records():
        group = (row["cohort"], row["site"], row["specialty"])
        pairs[(row["role"], group, row["question"])][(row["before"], row["after"])] = row["n"]
    instrument = evidence.instrument
    roles = [role.id for role in instrument.roles]
    last = len(instrument.rated) + 1
    ordered = sorted(
        pairs, key=lambda k: (roles.index(k[0]), [g or "" for g in k[1]], k[2] or last)
    )
    told = []
    for role, group, question in ordered:
        rated = instrument.rated[question - 1] if question else None
        domain = rated.id if rated else TOTAL
        label = rated.label if rated else f"Total (of {instrument.highest_total})"
        told.append(Paired(role, group, domain, label, pairs[role, group, question]))
    return tuple(told)
