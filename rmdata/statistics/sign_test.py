"""The sign test: who rose against who fell, whatever the size of the step."""

from rmdata.statistics.counts import Movement
from rmdata.statistics.special_functions import binomial_upper_tail


def sign_test_p(moved: Movement) -> float | None:
    """Give the exact two-sided p of the sign test; None without people, 1 when nobody moved.

    Twice P(B >= max(up, down)) for B ~ Binomial(up + down, 1/2), at most 1; people who stayed
    are left out. It does not take steps between answers as equal.
    Reference: Dixon & Mood 1946, Journal of the American Statistical Association 41:557.
    """
    return even_split_p(moved.up, moved.down) if moved.n else None


def even_split_p(one: int, other: int) -> float:
    """Give the exact two-sided p that one and other are counts of two equally likely outcomes."""
    return min(1.0, 2 * binomial_upper_tail(max(one, other), one + other))
