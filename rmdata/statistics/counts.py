"""Counts of people, the form in which everything reaches this room; medians; an estimate's form."""

import math
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import accumulate
from statistics import NormalDist

WeightedValues = Mapping[float, int]
PairedCounts = Mapping[tuple[int, int], int]
LEVEL = 0.95
NORMAL = NormalDist().inv_cdf((1 + LEVEL) / 2)
HALVINGS = 64


"""A value, and how many people have it."""


"""A person's scores (pre, post), and how many people have them."""


@dataclass(frozen=True, slots=True)
class Movement:
    """How many of n people rose, stayed and fell."""

    n: int
    up: int
    same: int
    down: int


def differences(pairs: PairedCounts) -> WeightedValues:
    """Count the people by change, post - pre.

    Raises ValueError when a count is negative.
    """
    return _tally(pairs, lambda pre, post: post - pre)


def before(pairs: PairedCounts) -> WeightedValues:
    """Count the people by pre score. Raises ValueError when a count is negative."""
    return _tally(pairs, lambda pre, post: pre)


def after(pairs: PairedCounts) -> WeightedValues:
    """Count the people by post score. Raises ValueError when a count is negative."""
    return _tally(pairs, lambda pre, post: post)


def movement(pairs: PairedCounts) -> Movement:
    """Count the people whose post score is above, equal to and below their pre score.

    Raises ValueError when a count is negative.
    """
    changes = ordered(differences(pairs))
    up = sum(people for change, people in changes if change > 0)
    down = sum(people for change, people in changes if change < 0)
    n = sum(people for _, people in changes)
    return Movement(n=n, up=up, same=n - up - down, down=down)


def n_people(values: WeightedValues) -> int:
    """Count the people behind weighted values. Raises ValueError when a count is negative."""
    return sum(people for _, people in ordered(values))


def ordered(values: WeightedValues) -> list[tuple[float, int]]:
    """List (value, people) by rising value, without the values that nobody has.

    Raises ValueError when a count is negative or a value is not a finite number.
    """
    for value, people in values.items():
        check_count(people)
        check_value(value)
    # Counts become whole numbers without limit: products of large ones must not overflow.
    return sorted((value, int(people)) for value, people in values.items() if people)


def check_count(people: int) -> None:
    """Refuse a negative number of people with a ValueError."""
    if people < 0:
        raise ValueError(f"A count of people cannot be negative: {people}.")


def check_value(value: float) -> None:
    """Refuse a value that is not a finite number with a ValueError."""
    if not math.isfinite(value):
        raise ValueError(f"A value must be a finite number, not {value!r}.")


def _tally(pairs: PairedCounts, value_of: Callable[[int, int], int]) -> WeightedValues:
    tally: Counter[float] = Counter()
    for (pre, post), people in pairs.items():
        check_count(people)
        tally[value_of(pre, post)] += people
    return dict(tally)


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
class Estimate:
    """A quantity with the limits of its 95% interval, all in the unit of the quantity."""

    value: float
    low: float
    high: float


def last_held(holds: Callable[[float], bool], inside: float, outside: float) -> float:
    """Give where a condition that holds at inside ends on the way to outside, by halving.

    Outside itself where it holds there too.
    """
    if holds(outside):
        return outside
    for _ in range(HALVINGS):
        middle = (inside + outside) / 2
        if holds(middle):
            inside = middle
        else:
            outside = middle
    return inside
