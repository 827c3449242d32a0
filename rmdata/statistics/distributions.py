"""Distributions: the special functions behind them, exact sums of binomials, sampling."""

from collections.abc import Sequence
from functools import lru_cache
from math import gcd, prod
from typing import Literal, NamedTuple

import numpy as np
import numpy.typing as npt

LARGEST_SUM = 1_000
Chances = npt.NDArray[np.float64]
Sums = npt.NDArray[np.int64]
Method = Literal["exact", "sampled", "large-sample"]
RESAMPLES = 9_999
SEED = 1945


def beta_cdf(at: float, a: float, b: float) -> float:
    """Give P(X <= at) for X ~ Beta(a, b), a and b above 0."""
    from scipy.special import betainc

    return float(betainc(a, b, at))


def beta_quantile(share: float, a: float, b: float) -> float:
    """Give the x with P(X <= x) = share for X ~ Beta(a, b), a and b above 0."""
    from scipy.special import betaincinv

    return float(betaincinv(a, b, share))


def binomial_upper_tail(count: int, n: int) -> float:
    """Give P(B >= count) for B ~ Binomial(n, 1/2), which is P(Beta(count, n-count+1) <= 1/2)."""
    return 1.0 if count <= 0 else beta_cdf(0.5, count, n - count + 1)


def f_quantile(share: float, numerator: float, denominator: float) -> float:
    """Give the quantile of the F distribution with these degrees of freedom.

    F = (X / numerator) / ((1 - X) / denominator) with X ~ Beta(numerator/2, denominator/2);
    both tails are asked for, so that neither is lost in 1 - x.
    """
    below = beta_quantile(share, numerator / 2, denominator / 2)
    above = beta_quantile(1 - share, denominator / 2, numerator / 2)
    return (below / numerator) / (above / denominator)


def noncentral_f_cdf(at: float, freedom: tuple[float, float], noncentrality: float) -> float:
    """Give P(F <= at) for noncentral F with (numerator, denominator) degrees of freedom."""
    from scipy.special import ncfdtr

    return float(ncfdtr(*freedom, noncentrality, at))


def log_factorial(counts: npt.NDArray[np.int64]) -> npt.NDArray[np.float64]:
    """Give the natural logarithm of each count's factorial."""
    from scipy.special import gammaln

    return np.asarray(gammaln(counts + 1.0), dtype=np.float64)


"""The most tosses together: 2^-1000 still has full precision, 2^-1023 would not."""


class ScaledBinomial(NamedTuple):
    """A step times the heads among as many tosses as there are people."""

    step: int
    people: int


def upper_tail(parts: Sequence[ScaledBinomial], threshold: int) -> float:
    """Give P(sum of the parts >= threshold) for at most 1 000 tosses and steps above 0.

    The parts are dealt into two halves; every sum of one half meets the tail of the other.
    """
    unit = gcd(*(part.step for part in parts))
    threshold = -(-threshold // unit)
    parts = [ScaledBinomial(part.step // unit, part.people) for part in parts]
    (sums, chances), (other_sums, other_chances) = map(_distribution, _halves(parts))
    order = np.argsort(other_sums, kind="stable")
    tail = np.append(np.cumsum(other_chances[order][::-1])[::-1], 0.0)
    reached = np.searchsorted(other_sums[order], threshold - sums)
    return float(chances @ tail[reached])


@lru_cache(maxsize=LARGEST_SUM + 1)
def coin_tosses(people: int) -> Chances:
    """Give the chances of 0, 1, ... heads in as many tosses, each rounded once only."""
    ways, row = 1, []
    for heads in range(people // 2 + 1):
        row.append(float(ways))
        ways = ways * (people - heads) // (heads + 1)
    chances = np.array(row + row[: (people + 1) // 2][::-1]) * 0.5**people
    chances.flags.writeable = False
    return chances


def _halves(parts: Sequence[ScaledBinomial]) -> tuple[list[ScaledBinomial], list[ScaledBinomial]]:
    halves: tuple[list[ScaledBinomial], list[ScaledBinomial]] = ([], [])
    outcomes = [1, 1]
    for part in sorted(parts, key=lambda part: part.people, reverse=True):
        shorter = outcomes.index(min(outcomes))
        halves[shorter].append(part)
        outcomes[shorter] *= part.people + 1
    return halves


def _outcomes(parts: Sequence[ScaledBinomial]) -> int:
    return prod(part.people + 1 for part in parts)


def _distribution(parts: Sequence[ScaledBinomial]) -> tuple[Sums, Chances]:
    """List sums and their chances: every outcome, or every whole number, whichever is shorter."""
    highest = sum(part.step * part.people for part in parts)
    if _outcomes(parts) > highest + 1:
        return np.arange(highest + 1), _chances_of_whole_numbers(parts)
    sums, chances = np.zeros(1, dtype=np.int64), np.ones(1)
    for part in parts:
        sums = np.add.outer(sums, part.step * np.arange(part.people + 1)).ravel()
        chances = np.multiply.outer(chances, coin_tosses(part.people)).ravel()
    return sums, chances


def _chances_of_whole_numbers(parts: Sequence[ScaledBinomial]) -> Chances:
    chances = np.ones(1)
    # The narrowest first: the array stays short for as long as possible.
    for step, people in sorted(parts, key=lambda part: part.step * part.people):
        wider = np.zeros(len(chances) + step * people)
        for heads, chance in enumerate(coin_tosses(people)):
            wider[heads * step : heads * step + len(chances)] += chance * chances
        chances = wider
    return chances


"""Counted out; estimated from RESAMPLES random permutations; or by normal approximation."""


"""Where random permutations start, so that the same answers always give the same p."""


def sampled_p(extreme: npt.NDArray[np.bool_]) -> float:
    """Give the p of sampled permutations, told for each whether it is as extreme as what was seen.

    (hits + 1) / (permutations + 1): what was seen is itself a permutation, so p is never 0.
    Reference: Phipson & Smyth 2010, Statistical Applications in Genetics and Molecular Biology
    9:39.
    """
    return (int(extreme.sum()) + 1) / (extreme.size + 1)
