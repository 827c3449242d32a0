"""Counts of people: the form in which everything reaches this room.

A value carries how many people gave it, so a formula costs the same for six people as for a
million. A count of nought is the same as no entry.
"""

import math
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass

WeightedValues = Mapping[float, int]
"""A value, and how many people have it."""

PairedCounts = Mapping[tuple[int, int], int]
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
