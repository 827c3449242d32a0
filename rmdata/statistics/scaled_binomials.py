"""The exact distribution of a sum of binomials, each on its own step.

People whose changes have one size share one rank, and under the null hypothesis each goes up or
down by the toss of a coin. Their share of the rank sum is therefore that rank times a binomial,
and the rank sum is a sum of a few of those. All terms are positive and nothing is subtracted, so
tiny probabilities keep their relative accuracy; steps and sums are whole numbers, so no tie is
lost to rounding.
"""

from collections.abc import Sequence
from functools import lru_cache
from math import gcd, prod
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

LARGEST_SUM = 1_000
"""The most tosses together: 2^-1000 still has full precision, 2^-1023 would not."""

Chances = npt.NDArray[np.float64]
Sums = npt.NDArray[np.int64]


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
