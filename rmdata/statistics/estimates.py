"""An estimate with the interval around it, and how an interval without a formula is found."""

from collections.abc import Callable
from dataclasses import dataclass
from statistics import NormalDist

LEVEL = 0.95
NORMAL = NormalDist().inv_cdf((1 + LEVEL) / 2)
"""How many standard errors such an interval reaches to either side, 1.96."""

HALVINGS = 64
"""After so many, what is left of an interval is smaller than the rounding of its ends."""


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
