"""Did people's answers change? Every estimate of every question, from counts of pairs."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from rmdata import statistics
from rmdata.findings.evidence import Evidence
from rmdata.findings.selection import Selection
from rmdata.schema import POST, PRE, Instrument
from rmdata.statistics import PairedCounts, WeightedValues

TOTAL = "total"
Group = tuple[str | None, str | None, str | None]
Three = tuple[float | None, float | None, float | None]


@dataclass(frozen=True)
class Change:
    """What happened to one question in one role and group, from one stage to another.

    Medians and quartiles are in points of the scale (of the sum for the total), shares between 0
    and 1; a quantity that does not exist is None. Definitions and sources: ``docs/methods.md``.
    """

    role: str
    cohort: str | None
    site: str | None
    specialty: str | None
    domain: str
    label: str
    n_pairs: int
    n_up: int
    n_same: int
    n_down: int
    share_up: float | None
    share_up_low: float | None
    share_up_high: float | None
    share_down: float | None
    share_down_low: float | None
    share_down_high: float | None
    pre_median: float | None
    pre_q1: float | None
    pre_q3: float | None
    post_median: float | None
    post_q1: float | None
    post_q3: float | None
    p_exact: float | None
    p_asymptotic: float | None
    p_sign: float | None
    p_floor: float
    p_floor_changed: float
    p_holm: float | None
    rank_biserial: float | None
    typical_change: float | None
    typical_low: float | None
    typical_high: float | None

    @property
    def net_share(self) -> float:
        """(up - down) / n: what domains are ordered by."""
        return (self.n_up - self.n_down) / self.n_pairs if self.n_pairs else 0.0

    @property
    def group(self) -> Group:
        """Cohort, site and specialty, where the question was asked by them."""
        return (self.cohort, self.site, self.specialty)


def changes(
    evidence: Evidence,
    selection: Selection,
    by: Sequence[str] = (),
    before: str = PRE,
    after: str = POST,
) -> tuple[Change, ...]:
    """Every domain and the total, by role and group, ordered as the instrument has them."""
    return tuple(
        change
        for change in _all_changes(evidence, selection, by, before, after)
        if change.domain == TOTAL or _is_domain(evidence.instrument, change.domain)
    )


def item_changes(
    evidence: Evidence, selection: Selection, by: Sequence[str] = ()
) -> tuple[Change, ...]:
    """The further rated items outside the total, such as understanding of role."""
    return tuple(
        change
        for change in _all_changes(evidence, selection, by, PRE, POST)
        if change.domain != TOTAL and not _is_domain(evidence.instrument, change.domain)
    )


def _is_domain(instrument: Instrument, name: str) -> bool:
    return any(domain.id == name for domain in instrument.domains)


def _all_changes(
    evidence: Evidence, selection: Selection, by: Sequence[str], before: str, after: str
) -> tuple[Change, ...]:
    found = evidence.counts("change", selection, by=list(by), before=before, after=after)
    pairs: dict[tuple[str, Group, int], dict[tuple[int, int], int]] = defaultdict(dict)
    for row in found.records():
        group = (row["cohort"], row["site"], row["specialty"])
        pairs[(row["role"], group, row["question"])][(row["before"], row["after"])] = row["n"]
    roles = [role.id for role in evidence.instrument.roles]
    last = len(evidence.instrument.rated) + 1
    ordered = sorted(
        pairs, key=lambda k: (roles.index(k[0]), [g or "" for g in k[1]], k[2] or last)
    )
    estimated = [_change(evidence.instrument, *key, pairs[key]) for key in ordered]
    by_group = groupby(estimated, key=lambda change: (change.role, change.group))
    return tuple(change for _, part in by_group for change in _with_holm(evidence, list(part)))


def _change(
    instrument: Instrument, role: str, group: Group, question: int, pairs: PairedCounts
) -> Change:
    rated = instrument.rated[question - 1] if question else None
    moved = statistics.movement(pairs)
    differences = statistics.differences(pairs)
    rose, rose_low, rose_high = _share(moved.up, moved.n)
    fell, fell_low, fell_high = _share(moved.down, moved.n)
    pre_q1, pre_median, pre_q3 = _quartiles(statistics.before(pairs))
    post_q1, post_median, post_q3 = _quartiles(statistics.after(pairs))
    typical, typical_low, typical_high = (None,) * 3 if rated else _typical(differences)
    cohort, site, specialty = group
    return Change(
        role=role,
        cohort=cohort,
        site=site,
        specialty=specialty,
        domain=rated.id if rated else TOTAL,
        label=rated.label if rated else f"Total (of {instrument.highest_total})",
        n_pairs=moved.n,
        n_up=moved.up,
        n_same=moved.same,
        n_down=moved.down,
        share_up=rose,
        share_up_low=rose_low,
        share_up_high=rose_high,
        share_down=fell,
        share_down_low=fell_low,
        share_down_high=fell_high,
        pre_median=pre_median,
        pre_q1=pre_q1,
        pre_q3=pre_q3,
        post_median=post_median,
        post_q1=post_q1,
        post_q3=post_q3,
        p_exact=statistics.exact_p(differences),
        p_asymptotic=statistics.large_sample_p(differences),
        p_sign=statistics.sign_test_p(moved),
        p_floor=statistics.smallest_p(moved.n),
        p_floor_changed=statistics.smallest_p(moved.up + moved.down),
        p_holm=None,
        rank_biserial=statistics.rank_biserial(differences),
        typical_change=typical,
        typical_low=typical_low,
        typical_high=typical_high,
    )


def _share(part: int, whole: int) -> Three:
    found = statistics.proportion(part, whole)
    return (found.share, found.low, found.high) if found else (None, None, None)


def _quartiles(values: WeightedValues) -> Three:
    found = statistics.quartiles(values)
    return (found.lower, found.median, found.upper) if found else (None, None, None)


def _typical(differences: WeightedValues) -> Three:
    found = statistics.typical_change(differences)
    return (found.estimate, found.low, found.high) if found else (None, None, None)


def _with_holm(evidence: Evidence, part: list[Change]) -> list[Change]:
    """Add Holm's p over all domains of the instrument; the total is not one of them."""
    found = {change.domain: change.p_exact for change in part}
    domains = [domain.id for domain in evidence.instrument.domains]
    adjusted = statistics.holm([found.get(domain) for domain in domains])
    by_domain = dict(zip(domains, adjusted, strict=True))
    return [replace(change, p_holm=by_domain.get(change.domain)) for change in part]
