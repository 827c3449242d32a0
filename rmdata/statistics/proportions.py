"""Shares of people, with the limits that so many people can set."""

from dataclasses import dataclass

from rmdata.statistics.special_functions import beta_quantile

LEVEL = 0.95


@dataclass(frozen=True, slots=True)
class Proportion:
    """A count out of n, its share and the two-sided limits of the share, all between 0 and 1."""

    count: int
    n: int
    share: float
    low: float
    high: float


def proportion(count: int, n: int, level: float = LEVEL) -> Proportion | None:
    """Give a share with its Clopper-Pearson interval; None when n is 0.

    The limits are the (1-level)/2 quantile of Beta(count, n-count+1) and the (1+level)/2
    quantile of Beta(count+1, n-count). Raises ValueError unless 0 <= count <= n and 0 < level < 1.
    Reference: Clopper & Pearson 1934, Biometrika 26:404.
    """
    _check(count, n, level)
    if n == 0:
        return None
    tail = (1 - level) / 2
    low = 0.0 if count == 0 else beta_quantile(tail, count, n - count + 1)
    high = 1.0 if count == n else beta_quantile(1 - tail, count + 1, n - count)
    return Proportion(count=count, n=n, share=count / n, low=low, high=high)


def upper_limit(count: int, n: int, level: float = LEVEL) -> float | None:
    """Give the largest share that count of n is compatible with; None when n is 0.

    One-sided Clopper-Pearson limit: the level quantile of Beta(count+1, n-count), which for
    0 of n is 1 - (1-level)^(1/n). Raises ValueError unless 0 <= count <= n and 0 < level < 1.
    Reference: Clopper & Pearson 1934, Biometrika 26:404.
    """
    _check(count, n, level)
    if n == 0:
        return None
    return 1.0 if count == n else beta_quantile(level, count + 1, n - count)


def _check(count: int, n: int, level: float) -> None:
    if not 0 <= count <= n:
        raise ValueError(f"A count of {count} out of {n} is not possible.")
    if not 0 < level < 1:
        raise ValueError(f"A level lies between 0 and 1: {level!r}.")
