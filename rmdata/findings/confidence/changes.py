"""Did people's answers change? Every estimate of every question, from counts of pairs."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from rmdata import statistics
from rmdata.findings.chance import Moved, judged, judged_moves, judged_primary, share_of_page
from rmdata.findings.confidence.paired import TOTAL, Group, Paired, is_domain_or_total, paired
from rmdata.findings.evidence import Evidence, Selection
from rmdata.findings.finding import Judgement, Verdict
from rmdata.schema.vocabulary import POST, PRE
from rmdata.statistics import WeightedValues

Three = tuple[float | None, float | None, float | None]


@dataclass(frozen=True)
class Change:
    """What happened to one question in one role and group, from one stage to another.

    The net change is (up - down) / n, with its large-sample interval: for size, never to decide.
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
    net_change: float | None
    net_low: float | None
    net_high: float | None
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
    p_judged: float | None = None
    verdict: Verdict = Verdict.NOT_JUDGED

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
    """Every domain and the total, by role and group, ordered as the instrument has them.

    Before and after, unfiltered and unsplit, are judged, over both roles whichever is chosen;
    everything else is exploratory.
    """
    is_judged = not by and not selection.is_filtered and (before, after) == (PRE, POST)
    asked = replace(selection, roles=()) if is_judged else selection
    found = [
        change
        for change in _all_changes(evidence, asked, by, before, after)
        if is_domain_or_total(evidence.instrument, change.domain)
    ]
    if is_judged:
        found = _judged(evidence, selection.programme, found)
    return tuple(change for change in found if selection.has(change.role))


def item_changes(evidence: Evidence, selection: Selection, role: str) -> tuple[Change, ...]:
    """The further rated items of one role outside the total, such as understanding of role.

    Judged over all items of both roles; under a filter they are exploratory.
    """
    instrument = evidence.instrument
    names = [rated.id for rated in instrument.rated if not rated.in_total]
    asked = _all_changes(evidence, selection.only(role), (), PRE, POST)
    found = {change.domain: change for change in asked if change.domain in names}
    if selection.is_filtered or not names:
        return tuple(found.values())
    p_values = [found[name].p_sign if name in found else None for name in names]
    adjusted = share_of_page(p_values, len(names) * len(instrument.roles))
    told = {name: judged(name, p) for name, p in zip(names, adjusted, strict=True)}
    return tuple(
        replace(change, verdict=told[name].verdict, p_judged=told[name].p)
        for name, change in found.items()
    )


def _judged(evidence: Evidence, programme: str, found: list[Change]) -> list[Change]:
    """Say of each change what may be said of it; see ``wording``."""
    roles = evidence.instrument.roles
    outcome = evidence.primary_outcome(programme)
    primary = _primary(outcome, found)
    told: dict[tuple[str, str], Judgement] = {}
    for role in roles:
        # A domain that nobody answered twice counts among the tests all the same.
        moved = {domain.id: Moved(0, 0, None) for domain in evidence.instrument.domains}
        moved |= {c.domain: _moved(c) for c in found if c.role == role.id}
        judgements = judged_moves(moved, TOTAL, len(roles), primary)
        told |= {(role.id, domain): judgement for domain, judgement in judgements.items()}
    if primary and outcome in told:
        told[outcome] = primary
    return [
        replace(c, verdict=told[c.role, c.domain].verdict, p_judged=told[c.role, c.domain].p)
        for c in found
    ]


def _primary(outcome: tuple[str, str] | None, found: list[Change]) -> Judgement | None:
    """The verdict on the declared primary outcome; nobody there means that it is not shown."""
    if outcome is None:
        return None
    chosen = [change for change in found if (change.role, change.domain) == outcome]
    return judged_primary(outcome[1], _moved(chosen[0]) if chosen else Moved(0, 0, None))


def _moved(change: Change) -> Moved:
    return Moved(change.n_up, change.n_down, change.p_sign)


def _all_changes(
    evidence: Evidence, selection: Selection, by: Sequence[str], before: str, after: str
) -> tuple[Change, ...]:
    estimated = [_change(asked) for asked in paired(evidence, selection, by, before, after)]
    by_group = groupby(estimated, key=lambda change: (change.role, change.group))
    return tuple(change for _, part in by_group for change in _with_holm(evidence, list(part)))


def _change(asked: Paired) -> Change:
    pairs = asked.counts
    moved = statistics.movement(pairs)
    differences = statistics.differences(pairs)
    rose, rose_low, rose_high = _share(moved.up, moved.n)
    fell, fell_low, fell_high = _share(moved.down, moved.n)
    pre_q1, pre_median, pre_q3 = _quartiles(statistics.before(pairs))
    post_q1, post_median, post_q3 = _quartiles(statistics.after(pairs))
    net = statistics.net_change(moved.up, moved.same, moved.down)
    typical = _typical(differences) if asked.domain == TOTAL else (None,) * 3
    cohort, site, specialty = asked.group
    return Change(
        role=asked.role,
        cohort=cohort,
        site=site,
        specialty=specialty,
        domain=asked.domain,
        label=asked.label,
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
        net_change=net.value if net else None,
        net_low=net.low if net else None,
        net_high=net.high if net else None,
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
        typical_change=typical[0],
        typical_low=typical[1],
        typical_high=typical[2],
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
