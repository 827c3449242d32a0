"""Medians and quartiles of weighted values."""

from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate

from rmdata.statistics.counts import WeightedValues, ordered


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
