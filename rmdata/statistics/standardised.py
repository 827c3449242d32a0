"""Standardised differences: how unlike two groups are, in units of their spread.

They do not grow with the number of people, as a p-value does.
Reference: Yang & Dalton 2012, SAS Global Forum, paper 335-2012; Austin 2009, Communications in
Statistics - Simulation and Computation 38:1228.
"""

from collections.abc import Mapping
from math import sqrt

import numpy as np
import numpy.typing as npt

from rmdata.statistics.counts import WeightedValues, check_count, ordered


def standardised_difference(first: WeightedValues, second: WeightedValues) -> float | None:
    """Give (mean of first - mean of second) / sqrt((variance of first + of second) / 2).

    Variances have n - 1 below. None with fewer than two people in either group and where nobody
    differs from their group. Raises ValueError for a negative count or a value that is not finite.
    """
    one, other = _mean_and_variance(first), _mean_and_variance(second)
    if one is None or other is None:
        return None
    return _ratio(one[0] - other[0], (one[1] + other[1]) / 2)


def standardised_difference_of_shares(
    count: int, n: int, other_count: int, other_n: int
) -> float | None:
    """Give (p - q) / sqrt((p(1-p) + q(1-q)) / 2) for the shares p = count / n and q of the other.

    None without people in either group and where each share is 0 or 1. Raises ValueError unless
    0 <= count <= n in both groups.
    """
    if not 0 <= count <= n or not 0 <= other_count <= other_n:
        raise ValueError(f"{count} of {n} or {other_count} of {other_n} is not possible.")
    if n == 0 or other_n == 0:
        return None
    share, other_share = count / n, other_count / other_n
    spread = (share * (1 - share) + other_share * (1 - other_share)) / 2
    return _ratio(share - other_share, spread)


def standardised_difference_of_categories(
    first: Mapping[str, int], second: Mapping[str, int]
) -> float | None:
    """Give the distance between two groups' shares of several categories, 0 or more.

    sqrt((p - q)' S^-1 (p - q)) over all categories but one, S the mean of the two multinomial
    covariances; for two categories, the size of the difference of shares. None without people in
    either group, when they have no category in common and when there is one only. Raises
    ValueError for a negative count.
    """
    for people in (*first.values(), *second.values()):
        check_count(people)
    categories = sorted(name for name in {*first, *second} if first.get(name) or second.get(name))
    # S can be inverted just when some category occurs in both groups.
    if len(categories) < 2 or not any(first.get(c) and second.get(c) for c in categories):
        return None
    shares, other_shares = _shares(first, categories), _shares(second, categories)
    spread = (_covariance(shares) + _covariance(other_shares)) / 2
    apart = shares - other_shares
    return sqrt(max(0.0, float(apart @ np.linalg.solve(spread, apart))))


def _mean_and_variance(values: WeightedValues) -> tuple[float, float] | None:
    steps = ordered(values)
    n = sum(people for _, people in steps)
    if n < 2:
        return None
    mean = sum(value * people for value, people in steps) / n
    squares = sum((value - mean) ** 2 * people for value, people in steps)
    # One value alone has no spread, whatever rounding makes of its mean.
    return mean, squares / (n - 1) if len(steps) > 1 else 0.0


def _ratio(difference: float, variance: float) -> float | None:
    return difference / sqrt(variance) if variance > 0 else None


def _shares(counts: Mapping[str, int], categories: list[str]) -> npt.NDArray[np.float64]:
    people = np.array([counts.get(category, 0) for category in categories], dtype=np.float64)
    shares: npt.NDArray[np.float64] = people[:-1] / people.sum()
    return shares


def _covariance(shares: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    return np.diag(shares) - np.outer(shares, shares)
