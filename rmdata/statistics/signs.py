"""Who moved one way against the other: the sign test, and McNemar's of two yes-or-no answers."""

from dataclasses import dataclass

from rmdata.statistics.counts import Movement, PairedCounts, check_count
from rmdata.statistics.distributions import binomial_upper_tail


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


@dataclass(frozen=True, slots=True)
class McNemar:
    """The four cells of the two by two table, and the p of the people whose answers differ."""

    both: int
    only_first: int
    only_second: int
    neither: int
    p: float

    @property
    def n(self) -> int:
        """How many people gave both answers."""
        return self.both + self.only_first + self.only_second + self.neither


def mcnemar(answers: PairedCounts) -> McNemar | None:
    """Compare two yes (1) or no (0) answers of the same people; None without people.

    Exact two-sided p: only_first is Binomial(only_first + only_second, 1/2) if both answers are
    equally often yes; 1 when nobody's answers differ. Raises ValueError for an answer other than
    0 and 1 and for a negative count.
    Reference: McNemar 1947, Psychometrika 12:153.
    """
    for (first, second), people in answers.items():
        check_count(people)
        if not {first, second} <= {0, 1}:
            raise ValueError(f"An answer is 0 or 1, not {first!r} and {second!r}.")
    both, only_first, only_second, neither = (
        answers.get(cell, 0) for cell in ((1, 1), (1, 0), (0, 1), (0, 0))
    )
    if not both + only_first + only_second + neither:
        return None
    return McNemar(both, only_first, only_second, neither, even_split_p(only_first, only_second))


"""The most people with a change for whom the exact p is computed."""
