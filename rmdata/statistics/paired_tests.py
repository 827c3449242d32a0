"""Tests of two answers of the same people: signs, McNemar's, Wilcoxon's signed ranks."""

from dataclasses import dataclass
from math import erfc, sqrt

from rmdata.statistics.counts import Movement, PairedCounts, WeightedValues, check_count, ordered
from rmdata.statistics.distributions import (
    LARGEST_SUM,
    ScaledBinomial,
    binomial_upper_tail,
    upper_tail,
)

EXACT_LIMIT = LARGEST_SUM


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


@dataclass(frozen=True, slots=True)
class SignedRanks:
    """Ranks of the sizes of change, doubled so that mid-ranks are whole numbers.

    `parts` holds each rank with the people who share it; `balance` is the rank sum of those who
    rose less that of those who fell.
    """

    parts: tuple[ScaledBinomial, ...]
    balance: int

    @property
    def changed(self) -> int:
        """How many people have a rank."""
        return sum(part.people for part in self.parts)

    @property
    def total(self) -> int:
        """The sum of all ranks, and so the largest balance."""
        return sum(part.step * part.people for part in self.parts)

    @property
    def variance(self) -> int:
        """The variance of the balance when every change is as likely up as down."""
        return sum(part.step**2 * part.people for part in self.parts)


def exact_p(differences: WeightedValues) -> float | None:
    """Give the exact two-sided p of the signed-rank test of changes (post - pre).

    P(|W - EW| >= |w - EW|) for W the rank sum of those who rose, when each change that is not
    nought is as likely up as down. 1 when nobody changed; None without people and above
    EXACT_LIMIT people with a change. Raises ValueError for a negative count or a value that is
    not finite. References: Wilcoxon 1945, Biometrics Bulletin 1:80; mid-ranks and the conditional
    distribution: Pratt & Gibbons 1981, Concepts of Nonparametric Theory, chapter 3.
    """
    ranks = signed_ranks(differences)
    if not ranks.parts:
        return 1.0 if any(differences.values()) else None
    return exact_p_of_ranks(ranks) if ranks.changed <= EXACT_LIMIT else None


def large_sample_p(differences: WeightedValues) -> float | None:
    """Give the two-sided p of the normal approximation, as many papers print it.

    2 * (1 - Phi(|z|)), z = (R+ - R-) / sqrt(sum of squared mid-ranks): corrected for ties, not
    for continuity. None when nobody changed. Raises ValueError for a negative count or a value
    that is not finite. Reference: Hollander, Wolfe & Chicken 2014, Nonparametric Statistical
    Methods, section 3.1.
    """
    ranks = signed_ranks(differences)
    return large_sample_p_of_ranks(ranks) if ranks.parts else None


def smallest_p(n: int) -> float:
    """Give the smallest two-sided exact p that n pairs can reach: 2^(1-n), 1 without pairs.

    With the people who changed for n, it is the smallest p that these changes could have reached.
    Raises ValueError when n is negative.
    """
    if n < 0:
        raise ValueError(f"A number of pairs cannot be negative: {n}.")
    return min(1.0, 0.5 ** (n - 1))


def rank_biserial(differences: WeightedValues) -> float | None:
    """Give the matched-pairs rank-biserial correlation among those who changed, -1 to 1.

    (R+ - R-) / (R+ + R-) with R the rank sums of those who rose and of those who fell; None when
    nobody changed. Raises ValueError for a negative count or a value that is not finite.
    Reference: Kerby 2014, Comprehensive Psychology 3:11.IT.3.1.
    """
    ranks = signed_ranks(differences)
    return ranks.balance / ranks.total if ranks.parts else None


def signed_ranks(differences: WeightedValues) -> SignedRanks:
    """Rank the changes that are not nought by size, equal sizes sharing their mid-rank."""
    ups: dict[float, int] = {}
    sizes: dict[float, int] = {}
    for change, people in ordered(differences):
        sizes[abs(change)] = sizes.get(abs(change), 0) + people
        ups[abs(change)] = people if change > 0 else 0
    sizes.pop(0, None)
    parts, balance, below = [], 0, 0
    for size, people in sorted(sizes.items()):
        rank = 2 * below + people + 1
        parts.append(ScaledBinomial(rank, people))
        balance += rank * (2 * ups[size] - people)
        below += people
    return SignedRanks(tuple(parts), balance)


def exact_p_of_ranks(ranks: SignedRanks) -> float:
    """Give the exact two-sided p of ranks, 1 when there are none."""
    if ranks.balance == 0:
        return 1.0
    # The balance is symmetric, and at least b just when W is at least (total + b) / 2.
    return min(1.0, 2 * upper_tail(ranks.parts, (ranks.total + abs(ranks.balance)) // 2))


def large_sample_p_of_ranks(ranks: SignedRanks) -> float:
    """Give the normal approximation to the two-sided p of ranks, 1 when there are none."""
    return erfc(abs(ranks.balance) / sqrt(2 * ranks.variance)) if ranks.parts else 1.0
