"""The typical change, by Hodges and Lehmann, with the shifts that the exact test allows."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from math import log

from rmdata.statistics.counts import WeightedValues, ordered
from rmdata.statistics.quantiles import median
from rmdata.statistics.signed_rank import (
    EXACT_LIMIT,
    SignedRanks,
    exact_p_of_ranks,
    large_sample_p_of_ranks,
    signed_ranks,
    smallest_p,
)

ALPHA = 0.05


@dataclass(frozen=True, slots=True)
class TypicalChange:
    """An estimate with its 95% interval, in points; exact, or by the large-sample p."""

    estimate: float
    low: float
    high: float
    exact: bool


def typical_change(differences: WeightedValues) -> TypicalChange | None:
    """Give the Hodges-Lehmann estimate of the change (post - pre) of a total, with its interval.

    The estimate is the median of the averages of all two people's changes, each person also with
    themselves (Walsh averages). The interval is the closed hull of all shifts at which the
    signed-rank test of the shifted changes has p > 0.05: the exact test up to EXACT_LIMIT people,
    the large-sample one above. None where that hull is unbounded, which it is below six people,
    or empty. Exact for scores in whole steps, halves or quarters. Raises ValueError for a
    negative count or a value that is not finite.
    Reference: Hodges & Lehmann 1963, Annals of Mathematical Statistics 34:598.
    """
    changes = ordered(differences)
    n = sum(people for _, people in changes)
    # Beyond all changes every shifted change has one sign, and p is the smallest there is.
    if smallest_p(n) > ALPHA:
        return None
    averages = _walsh_averages(changes)
    estimate = median(averages)
    exact = n <= EXACT_LIMIT
    hull = _hull(changes, sorted(averages), exact_p_of_ranks if exact else large_sample_p_of_ranks)
    return TypicalChange(estimate, *hull, exact) if estimate is not None and hull else None


def _walsh_averages(changes: Sequence[tuple[float, int]]) -> dict[float, int]:
    averages: Counter[float] = Counter()
    for change, people in changes:
        averages[change] += people * (people + 1) // 2
    for (one, people), (other, others) in combinations(changes, 2):
        averages[(one + other) / 2] += people * others
    return averages


def _hull(
    changes: Sequence[tuple[float, int]],
    averages: Sequence[float],
    p_of: Callable[[SignedRanks], float],
) -> tuple[float, float] | None:
    low = next(_kept(changes, averages, p_of), None)
    high = next(_kept(changes, averages[::-1], p_of), None)
    return None if low is None or high is None else (float(low), float(high))


def _kept(
    changes: Sequence[tuple[float, int]],
    averages: Sequence[float],
    p_of: Callable[[SignedRanks], float],
) -> Iterator[float]:
    """Go inwards; yield each average that the test keeps, or the gap after it.

    Signs and ranks of the shifted changes alter only at averages, so one shift speaks for a gap.
    """
    for here, onward in pairwise([*averages, averages[-1]]):
        if any(_keeps(changes, shift, p_of) for shift in (here, (here + onward) / 2)):
            yield here


def _keeps(
    changes: Sequence[tuple[float, int]], shift: float, p_of: Callable[[SignedRanks], float]
) -> bool:
    ranks = signed_ranks({change - shift: people for change, people in changes})
    # Hoeffding's bound, p <= 2 exp(-balance^2 / (2 variance)), spares most shifts the exact test.
    if ranks.balance**2 >= 2 * ranks.variance * log(2 / ALPHA) and ranks.parts:
        return False
    return p_of(ranks) > ALPHA
