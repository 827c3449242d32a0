"""Reliability of a total: how far its items hang together."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from rmdata.statistics.counts import check_count, check_value
from rmdata.statistics.distributions import f_quantile

LEVEL = 0.95
FEWEST_PEOPLE = 30
"""Below this the interval is too wide to be worth printing."""

AnswerPatterns = Mapping[tuple[float, ...], int]
"""One answer for each item, in one order, and how many people gave just these."""


@dataclass(frozen=True, slots=True)
class Reliability:
    """Cronbach's alpha of n people, at most 1, with its 95% interval."""

    n: int
    alpha: float
    low: float
    high: float


def cronbach_alpha(answers: AnswerPatterns) -> Reliability | None:
    """Give Cronbach's alpha of the total of k items, with its interval.

    k/(k-1) * (1 - sum of item variances / variance of the total); 1 - alpha divided by its true
    value follows F with n-1 and (n-1)(k-1) degrees of freedom. None below FEWEST_PEOPLE people,
    below two items and when all totals are equal. Raises ValueError when people have different
    numbers of items, for a negative count and for a value that is not finite.
    References: Cronbach 1951, Psychometrika 16:297; Feldt 1965, Psychometrika 30:357.
    """
    items, people = _items_and_people(answers)
    n, k = int(people.sum()), items.shape[1]
    if n < FEWEST_PEOPLE or k < 2:
        return None
    total = _squares(items.sum(axis=1, keepdims=True), people)
    if total == 0:
        return None
    unlike = 1 - k / (k - 1) * (1 - _squares(items, people) / total)
    tail, freedom = (1 - LEVEL) / 2, (n - 1, (n - 1) * (k - 1))
    low, high = (1 - unlike * f_quantile(share, *freedom) for share in (1 - tail, tail))
    return Reliability(n=n, alpha=1 - unlike, low=low, high=high)


def _items_and_people(
    answers: AnswerPatterns,
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.int64]]:
    if len({len(pattern) for pattern in answers}) > 1:
        raise ValueError("Everyone needs an answer for the same number of items.")
    for pattern, people in answers.items():
        check_count(people)
        for answer in pattern:
            check_value(answer)
    items = np.array(list(answers), dtype=np.float64).reshape(len(answers), -1 if answers else 0)
    return items, np.array(list(answers.values()), dtype=np.int64)


def _squares(items: npt.NDArray[np.float64], people: npt.NDArray[np.int64]) -> float:
    """Sum the squared distances from each column's mean, person by person."""
    apart = items - people @ items / people.sum()
    return float((people @ apart**2).sum())
