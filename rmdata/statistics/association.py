"""Whether two quantities of the same people rise together, such as sessions and change."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import erfc, sqrt

import numpy as np
import numpy.typing as npt

from rmdata.statistics.counts import check_count, check_value
from rmdata.statistics.distributions import RESAMPLES, SEED, Method, sampled_p

JointCounts = Mapping[tuple[float, float], int]
"""Two values of a person, such as (sessions, change), and how many people have them."""

EXACT_PEOPLE = 8
"""The most people whose orders are all counted out: 8! = 40 320."""
SAMPLED_PEOPLE = 100
"""The most people whose orders are sampled; above, the normal approximation serves."""
CELLS_AT_ONCE = 1_000_000

Integers = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Association:
    """Kendall's tau-b of n people, -1 to 1, and its two-sided permutation p."""

    n: int
    tau_b: float
    p: float
    method: Method


def kendall_tau_b(joint: JointCounts, seed: int = SEED) -> Association | None:
    """Give Kendall's tau-b and P(|S| >= |s|) over all ways to match the second values to the first.

    tau-b = S / sqrt((pairs not tied in the first) * (pairs not tied in the second)), S concordant
    less discordant pairs. Exact to EXACT_PEOPLE, sampled to SAMPLED_PEOPLE, large-sample above.
    None unless both quantities vary. Raises ValueError for a negative count or a value that is
    not finite. Reference: Kendall 1970, Rank Correlation Methods, chapters 3 to 5.
    """
    table = _table(joint)
    n = int(table.sum())
    tied, other_tied = (_tied_pairs(table.sum(axis=axis)) for axis in (1, 0))
    pairs = n * (n - 1) // 2
    if tied == pairs or other_tied == pairs:
        return None
    balance = int(_balance(table))
    tau_b = balance / sqrt((pairs - tied) * (pairs - other_tied))
    p, method = _p(table, balance, seed)
    # A perfect order may come out a rounding beyond 1.
    return Association(n, max(-1.0, min(1.0, tau_b)), p, method)


def _table(joint: JointCounts) -> Integers:
    """Lay the people out: a row for each first value, a column for each second, both rising."""
    for (first, second), people in joint.items():
        check_count(people)
        check_value(first)
        check_value(second)
    seen = [key for key, people in joint.items() if people]
    rows, columns = (
        {value: place for place, value in enumerate(sorted({key[side] for key in seen}))}
        for side in (0, 1)
    )
    table = np.zeros((len(rows), len(columns)), dtype=np.int64)
    for first, second in seen:
        table[rows[first], columns[second]] = joint[first, second]
    return table


def _tied_pairs(people: Integers) -> int:
    return int((people * (people - 1) // 2).sum())


def _balance(tables: Integers) -> Integers:
    """Count concordant less discordant pairs of people in each table (..., rows, columns)."""
    rows_above = np.cumsum(tables, axis=-2) - tables
    upto = np.cumsum(rows_above, axis=-1)
    lower, higher = upto - rows_above, upto[..., -1:] - upto
    balance: Integers = (tables * (lower - higher)).sum(axis=(-2, -1))
    return balance


def _p(table: Integers, balance: int, seed: int) -> tuple[float, Method]:
    n = int(table.sum())
    if n > SAMPLED_PEOPLE:
        return erfc(abs(balance) / sqrt(2 * _variance(table))), "large-sample"
    orders = _all_orders(n) if n <= EXACT_PEOPLE else _random_orders(n, seed)
    extreme = np.abs(_balances(table, orders)) >= abs(balance)
    if n <= EXACT_PEOPLE:
        return float(extreme.mean()), "exact"
    return sampled_p(extreme), "sampled"


def _all_orders(n: int) -> Integers:
    orders = np.zeros((1, 1), dtype=np.int64)
    for person in range(1, n):
        orders = np.vstack([np.insert(orders, at, person, axis=1) for at in range(person + 1)])
    return orders


def _random_orders(n: int, seed: int) -> Integers:
    orders = np.tile(np.arange(n), (RESAMPLES, 1))
    return np.random.default_rng(seed).permuted(orders, axis=1)


def _balances(table: Integers, orders: Integers) -> Integers:
    """Give the balance of each order of the people's second values, a manageable lot at a time."""
    height, width = table.shape
    row = np.repeat(np.arange(height), table.sum(axis=1))
    column = np.repeat(np.arange(width), table.sum(axis=0))
    balances = []
    for lot in np.array_split(orders, 1 + len(orders) * table.size // CELLS_AT_ONCE):
        cells = (np.arange(len(lot))[:, None] * height + row) * width + column[lot]
        tables = np.bincount(cells.ravel(), minlength=len(lot) * table.size)
        balances.append(_balance(tables.reshape(len(lot), height, width)))
    return np.concatenate(balances)


def _variance(table: Integers) -> float:
    """Give the variance of the balance over all orders, with ties in both values."""
    n = float(table.sum())
    rows, columns = (table.sum(axis=axis).astype(np.float64) for axis in (1, 0))
    spread = n * (n - 1) * (2 * n + 5)
    for tied in (rows, columns):
        spread -= float((tied * (tied - 1) * (2 * tied + 5)).sum())
    twos, threes = 1.0, 1.0
    for tied in (rows, columns):
        twos *= float((tied * (tied - 1)).sum())
        threes *= float((tied * (tied - 1) * (tied - 2)).sum())
    return spread / 18 + twos / (2 * n * (n - 1)) + threes / (9 * n * (n - 1) * (n - 2))
