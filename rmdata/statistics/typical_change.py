"""Medians, quartiles, and the typical change by Hodges and Lehmann."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, combinations, pairwise
from math import log

from rmdata.statistics.counts import WeightedValues, ordered
from rmdata.statistics.paired_tests import (
    EXACT_LIMIT,
    SignedRanks,
    exact_p_of_ranks,
    large_sample_p_of_ranks,
    signed_ranks,
    smallest_p,
)

ALPHA = 0.05


@dataclass(frozen=True, slots=True)
class Quartiles:
    """Lower quartile, median and upper quartile, in the unit of the values."""

    lower: float
    median: float
    upper: float


def quantile(values: WeightedValues, share: float) -> float | None:
    """Give the value below which a share (0 to 1) of the people lie; None without people.

    Linear interpolation between order statistics at position (n - 1) * share, counted from 0.
    Raises ValueError for a share outside 0 to 1, a negative count or a value that is not finite.
    Reference: Hyndman & Fan 1996, The American Statistician 50:361, type 7.
    """
    if not 0 <= share <= 1:
        raise ValueError(f"A share lies between 0 and 1: {share!r}.")
    steps = ordered(values)
    if not steps:
        return None
    upto = list(accumulate(people for _, people in steps))
    position = (upto[-1] - 1) * share
    whole = int(position)
    low = steps[bisect_right(upto, whole)][0]
    high = steps[bisect_right(upto, min(whole + 1, upto[-1] - 1))][0]
    return float(low + (position - whole) * (high - low))


def median(values: WeightedValues) -> float | None:
    """Give the median, half way between the two middle people of an even number.

    None without people. Raises ValueError for a negative count or a value that is not finite.
    """
    return quantile(values, 0.5)


def quartiles(values: WeightedValues) -> Quartiles | None:
    """Give the median and the quartiles around it (Hyndman & Fan 1996, type 7).

    None without people. Raises ValueError for a negative count or a value that is not finite.
    """
    lower, middle, upper = (quantile(values, share) for share in (0.25, 0.5, 0.75))
    if lower is None or middle is None or upper is None:
        return None
    return Quartiles(lower=lower, median=middle, upper=upper)


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
