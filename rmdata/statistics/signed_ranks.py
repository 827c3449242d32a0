"""Wilcoxon's signed-rank test of paired scores, and the typical change by Hodges and Lehmann."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from math import erfc, log, sqrt

from rmdata.statistics.counts import WeightedValues, median, ordered
from rmdata.statistics.distributions import LARGEST_SUM, ScaledBinomial, upper_tail

EXACT_LIMIT = LARGEST_SUM
ALPHA = 0.05


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


@dataclass(frozen=True, slots=True)
class TypicalChange:
    """An estimate with its 95% interval, in points; exact, or by the large-sample p."""

    estimate: float
    low: float
    high: float
    exact: bool


def typical_change(differences: WeightedValues) -> TypicalChange | None:
    """Give the Hodges-Lehmann estimate of the change (post - pre) of a total, with its interval.

    The estimate is the median of the averages of all two people's changes, each person also with
    themselves (Walsh averages). The interval is the closed hull of all shifts at which the
    signed-rank test of the shifted changes has p > 0.05: the exact test up to EXACT_LIMIT people,
    the large-sample one above. None where that hull is unbounded, which it is below six people,
    or empty. Exact for scores in whole steps, halves or quarters. Raises ValueError for a
    negative count or a value that is not finite.
    Reference: Hodges & Lehmann 1963, Annals of Mathematical Statistics 34:598.
    """
    changes = ordered(differences)
    n = sum(people for _, people in changes)
    # Beyond all changes every shifted change has one sign, and p is the smallest there is.
    if smallest_p(n) > ALPHA:
        return None
    averages = _walsh_averages(changes)
    estimate = median(averages)
    exact = n <= EXACT_LIMIT
    hull = _hull(changes, sorted(averages), exact_p_of_ranks if exact else large_sample_p_of_ranks)
    return TypicalChange(estimate, *hull, exact) if estimate is not None and hull else None


def _walsh_averages(changes: Sequence[tuple[float, int]]) -> dict[float, int]:
    averages: Counter[float] = Counter()
    for change, people in changes:
        averages[change] += people * (people + 1) // 2
    for (one, people), (other, others) in combinations(changes, 2):
        averages[(one + other) / 2] += people * others
    return averages


def _hull(
    changes: Sequence[tuple[float, int]],
    averages: Sequence[float],
    p_of: Callable[[SignedRanks], float],
) -> tuple[float, float] | None:
    low = next(_kept(changes, averages, p_of), None)
    high = next(_kept(changes, averages[::-1], p_of), None)
    return None if low is None or high is None else (float(low), float(high))


def _kept(
    changes: Sequence[tuple[float, int]],
    averages: Sequence[float],
    p_of: Callable[[SignedRanks], float],
) -> Iterator[float]:
    """Go inwards; yield each average that the test keeps, or the gap after it.

    Signs and ranks of the shifted changes alter only at averages, so one shift speaks for a gap.
    """
    for here, onward in pairwise([*averages, averages[-1]]):
        if any(_keeps(changes, shift, p_of) for shift in (here, (here + onward) / 2)):
            yield here


def _keeps(
    changes: Sequence[tuple[float, int]], shift: float, p_of: Callable[[SignedRanks], float]
) -> bool:
    ranks = signed_ranks({change - shift: people for change, people in changes})
    # Hoeffding's bound, p <= 2 exp(-balance^2 / (2 variance)), spares most shifts the exact test.
    if ranks.balance**2 >= 2 * ranks.variance * log(2 / ALPHA) and ranks.parts:
        return False
    return p_of(ranks) > ALPHA
