"""Standardised differences: how unlike two groups are, in units of their spread.

They do not grow with the number of people, as a p-value does. The 95% intervals rest on large
samples: they are for size only and decide nothing.
Reference: Yang & Dalton 2012, SAS Global Forum, paper 335-2012; Austin 2009, Communications in
Statistics - Simulation and Computation 38:1228.
"""

from collections.abc import Mapping
from math import sqrt

import numpy as np
import numpy.typing as npt

from rmdata.statistics.counts import (
    LEVEL,
    NORMAL,
    Estimate,
    WeightedValues,
    check_count,
    last_held,
    ordered,
)
from rmdata.statistics.distributions import f_quantile, noncentral_f_cdf


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


def standardised_difference_with_interval(
    first: WeightedValues, second: WeightedValues
) -> Estimate | None:
    """Give the standardised difference d of two means, s, t their variances, with its interval.

    d -/+ 1.96 * sqrt(d^2 / 8 * (s^2 / (n - 1) + t^2 / (m - 1)) / v^2 + (s / (n - 1) + t / (m - 1))
    / v), v = (s + t) / 2: the groups may vary unequally. None where there is no difference. Raises
    ValueError for a negative count or a value that is not finite.
    Reference: Bonett 2008, Psychological Methods 13:99.
    """
    d = standardised_difference(first, second)
    sides = [(_mean_and_variance(side), _people(side) - 1) for side in (first, second)]
    known = [(found[1], freedom) for found, freedom in sides if found]
    if d is None or len(known) < 2:
        return None
    middle = sum(variance for variance, _ in known) / 2
    of_means = sum(variance / freedom for variance, freedom in known) / middle
    of_spread = sum(variance**2 / freedom for variance, freedom in known) / middle**2
    return _around(d, d**2 / 8 * of_spread + of_means)


def standardised_difference_of_shares_with_interval(
    count: int, n: int, other_count: int, other_n: int
) -> Estimate | None:
    """Give the standardised difference d of the shares count / n and of other, with its interval.

    d -/+ 1.96 * sqrt(1 / n + 1 / m + d^2 / (2 * (n + m))), n and m the people of the groups. None
    where there is no difference. Raises ValueError unless 0 <= count <= n in both groups.
    References: Hedges & Olkin 1985, Statistical Methods for Meta-Analysis, section 5.E; for
    shares: Yang & Dalton 2012.
    """
    d = standardised_difference_of_shares(count, n, other_count, other_n)
    if d is None:
        return None
    return _around(d, 1 / n + 1 / other_n + d**2 / (2 * (n + other_n)))


def standardised_difference_of_categories_with_interval(
    first: Mapping[str, int], second: Mapping[str, int]
) -> Estimate | None:
    """Give the distance d between two groups' shares of k categories, with its interval, 0 or more.

    The limits are the distances D whose noncentral F has a tail of 2.5% beyond F = N d^2 *
    (n + m - k) / ((n + m) * (k - 1)), with k - 1 and n + m - k degrees of freedom and
    noncentrality N D^2, N = n m / (n + m): 0 where there is none, and never past d. F is at least
    its median for groups that are alike, or few people with the same shares would be surely alike
    (the lower limit is 0 up to there). None where there is no distance. Raises ValueError for a
    negative count.
    References: Reiser 2001, Communications in Statistics - Simulation and Computation 30:37; the
    median: Cowan, Cranmer, Gross & Vitells 2011, Power-constrained limits, arXiv:1105.3166.
    """
    d = standardised_difference_of_categories(first, second)
    n, m = sum(map(int, first.values())), sum(map(int, second.values()))
    k = len({name for group in (first, second) for name, people in group.items() if people})
    if d is None:
        return None
    # Some category occurs in both groups, so there are more people than categories.
    size, freedom = n * m / (n + m), (k - 1, n + m - k)
    seen = size * d**2 * freedom[1] / ((n + m) * freedom[0])
    seen = max(seen, f_quantile(0.5, *freedom))
    tail = (1 - LEVEL) / 2

    def nearer(distance: float) -> float:
        return noncentral_f_cdf(seen, freedom, size * distance**2)

    farthest = max(1.0, d)
    while nearer(farthest) >= tail:
        farthest *= 2
    low = last_held(lambda distance: nearer(distance) <= 1 - tail, d, 0.0)
    high = last_held(lambda distance: nearer(distance) >= tail, d, farthest)
    return Estimate(d, low, high)


def _people(values: WeightedValues) -> int:
    return sum(people for _, people in ordered(values))


def _around(value: float, variance: float) -> Estimate:
    reach = NORMAL * sqrt(variance)
    return Estimate(value, value - reach, value + reach)


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
