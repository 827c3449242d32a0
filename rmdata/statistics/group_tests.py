"""Tests of two separate groups of people: by a score, or by a category."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import comb, gcd, prod
from operator import mul
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from rmdata.statistics.counts import WeightedValues, check_count, ordered
from rmdata.statistics.distributions import (
    LARGEST_SUM,
    RESAMPLES,
    SEED,
    Method,
    coin_tosses,
    log_factorial,
    sampled_p,
)

MOST_STEPS = 100_000_000
MOST_TABLES = 100_000
ALIKE = 1e-7
Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]
Value = TypeVar("Value", float, str)


"""The most additions for which rank sums are counted out."""


"""The most divisions of the categories that are counted out."""


"""Relative difference within which two divisions count as equally likely."""


@dataclass(frozen=True, slots=True)
class GroupTest:
    """A two-sided p, and whether it is "exact" or "sampled"."""

    p: float
    method: Method


@dataclass(frozen=True, slots=True)
class _Division:
    """How many of everyone belong to the smaller group, value by value."""

    chosen: tuple[int, ...]
    everyone: tuple[int, ...]

    @property
    def size(self) -> int:
        return sum(self.chosen)

    @property
    def n(self) -> int:
        return sum(self.everyone)

    def samples(self, seed: int) -> Integers:
        """Draw the smaller group at random, again and again: one row of counts each."""
        draw = np.random.default_rng(seed).multivariate_hypergeometric
        return draw(self.everyone, self.size, size=RESAMPLES, method="marginals")


def rank_test(first: WeightedValues, second: WeightedValues, seed: int = SEED) -> GroupTest | None:
    """Compare the scores of two groups by the permutation test on mid-ranks; None if one is empty.

    P(|R - ER| >= |r - ER|) for R the sum of the first group's mid-ranks. Sampled where counting
    would take more than MOST_STEPS. Raises ValueError for a negative count or a value that is not
    finite. References: Mann & Whitney 1947, Annals of Mathematical Statistics 18:50; Streitberg &
    Roehmel 1986, Statistical Software Newsletter 12:10.
    """
    division = _divide(dict(ordered(first)), dict(ordered(second)))
    if division is None:
        return None
    ranks, size, n = _mid_ranks(division.everyone), division.size, division.n
    # The distance of a sum from its mean, times n: whole numbers for as long as they are small.
    middle = size * _weigh(ranks, division.everyone)
    seen = abs(n * _weigh(ranks, division.chosen) - middle)
    tosses = sum(min(people, size) + 1 for people in division.everyone)
    if n > LARGEST_SUM or tosses * (size + 1) * (size * ranks[-1] + 1) > MOST_STEPS:
        sums = division.samples(seed) @ np.array(ranks)
        far = np.abs(sums - middle / n) >= seen / n * (1 - ALIKE)
        return GroupTest(sampled_p(far), "sampled")
    chances = _rank_sum_chances(division, ranks)
    far = np.abs(n * np.arange(len(chances)) - middle) >= seen
    return GroupTest(_part(chances, far), "exact")


def category_test(
    first: Mapping[str, int], second: Mapping[str, int], seed: int = SEED
) -> GroupTest | None:
    """Compare the categories of two groups by Fisher's exact test; None if a group is empty.

    The chance of all divisions that are no likelier than the one seen. Sampled where there are
    more than MOST_TABLES of them. Raises ValueError for a negative count.
    References: Fisher 1935, Journal of the Royal Statistical Society 98:39; more than two
    categories: Freeman & Halton 1951, Biometrika 38:141.
    """
    for people in (*first.values(), *second.values()):
        check_count(people)
    division = _divide(first, second)
    if division is None:
        return None
    if division.n > LARGEST_SUM or _n_tables(division) > MOST_TABLES:
        likelihoods = _log_likelihoods(division, division.samples(seed))
        seen = _log_likelihoods(division, np.array([division.chosen]))
        return GroupTest(sampled_p(likelihoods <= seen + ALIKE), "sampled")
    ways = _ways(division)
    seen_ways = prod(map(comb, division.everyone, division.chosen))
    return GroupTest(_part(ways, ways <= seen_ways * (1 + ALIKE)), "exact")


def _divide(first: Mapping[Value, int], second: Mapping[Value, int]) -> _Division | None:
    if not any(first.values()) or not any(second.values()):
        return None
    smaller = min(first, second, key=lambda group: sum(group.values()))
    seen: list[Value] = [value for group in (first, second) for value in group if group[value]]
    values = sorted(set(seen))
    return _Division(
        chosen=tuple(smaller.get(value, 0) for value in values),
        everyone=tuple(first.get(value, 0) + second.get(value, 0) for value in values),
    )


def _weigh(ranks: Sequence[int], people: Sequence[int]) -> int:
    return sum(map(mul, ranks, people))


def _part(weights: Floats, which: npt.NDArray[np.bool_]) -> float:
    return min(1.0, float(weights[which].sum() / weights.sum()))


def _mid_ranks(everyone: Sequence[int]) -> list[int]:
    """Give each value's mid-rank in whole steps from the lowest; neither alters the test."""
    doubled = [
        2 * upto - people for upto, people in zip(accumulate(everyone), everyone, strict=True)
    ]
    unit = gcd(*(rank - doubled[0] for rank in doubled)) or 1
    return [(rank - doubled[0]) // unit for rank in doubled]


def _rank_sum_chances(division: _Division, ranks: Sequence[int]) -> Floats:
    """Weigh every rank sum of the smaller group: everyone tosses a coin, size of them get heads."""
    size = division.size
    chances = np.zeros((size + 1, size * ranks[-1] + 1))
    chances[0, 0] = 1.0
    for people, rank in zip(division.everyone, ranks, strict=True):
        more = np.zeros_like(chances)
        for heads, chance in enumerate(coin_tosses(people)[: size + 1]):
            width = chances.shape[1] - heads * rank
            more[heads:, heads * rank :] += chance * chances[: size + 1 - heads, :width]
        chances = more
    weighed: Floats = chances[size]
    return weighed


def _choices(people: int) -> list[float]:
    return [float(comb(people, chosen)) for chosen in range(people + 1)]


def _n_tables(division: _Division) -> float:
    tables = np.ones(1)
    for people in division.everyone:
        tables = np.convolve(tables, np.ones(people + 1))[: division.size + 1]
    return float(tables[division.size])


def _ways(division: _Division) -> Floats:
    """Count in how many ways each division of the categories comes about."""
    *others, last = sorted(division.everyone, reverse=True)
    left, ways, after = np.array([division.size]), np.ones(1), division.n
    for people in others:
        after -= people
        rest = np.subtract.outer(left, np.arange(people + 1))
        possible = (rest >= 0) & (rest <= after)
        left, ways = rest[possible], np.multiply.outer(ways, _choices(people))[possible]
    ways *= np.array(_choices(last))[left]
    return ways


def _log_likelihoods(division: _Division, tables: Integers) -> Floats:
    others = np.array(division.everyone) - tables
    likelihoods: Floats = -(log_factorial(tables) + log_factorial(others)).sum(axis=1)
    return likelihoods


def dominance(first: WeightedValues, second: WeightedValues) -> float | None:
    """Give the share of pairs in which the first group's value is higher, less where it is lower.

    From -1 to 1, over all pairs of one person of each group; its sign is that of the rank sum's
    distance from its mean. None where a group is empty. Raises ValueError for a negative count or
    a value that is not finite. Reference: Cliff 1993, Psychological Bulletin 114:494.
    """
    ours, theirs = ordered(first), ordered(second)
    n_pairs = sum(people for _, people in ours) * sum(people for _, people in theirs)
    if not n_pairs:
        return None
    balance = sum(
        people * others * ((value > other) - (value < other))
        for value, people in ours
        for other, others in theirs
    )
    return balance / n_pairs
