"""What chance alone makes: of a series over time, and of who rose by where they began."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate, groupby, pairwise
from math import comb, log2
from typing import Literal

from rmdata.statistics.counts import PairedCounts, after, before, median, ordered

FEWEST_POINTS = 12
CROSSINGS_TAIL = 20
Third = Literal["lowest", "middle", "highest"]
THIRDS: tuple[Third, ...] = ("lowest", "middle", "highest")


"""With fewer useful points no rule is applied."""


"""The limit of crossings is the quantile of one in so many (5%)."""


@dataclass(frozen=True, slots=True)
class RunChart:
    """Median of a series, and its useful points: those that do not lie on the median.

    A run is useful points one after the other on one side; a crossing is a change of side. The
    limits are None below FEWEST_POINTS useful points.
    """

    median: float
    n_useful: int
    longest_run: int
    longest_run_limit: int | None
    crossings: int
    crossings_limit: int | None

    @property
    def signals(self) -> bool | None:
        """Whether the longest run is above its limit, or the crossings below theirs.

        None where there are no limits.
        """
        if self.longest_run_limit is None or self.crossings_limit is None:
            return None
        too_long = self.longest_run > self.longest_run_limit
        return too_long or self.crossings < self.crossings_limit


def run_chart(series: Sequence[float]) -> RunChart | None:
    """Judge a series of counts, one a month, in their order; None without any.

    Of n useful points the longest run may be round(log2(n) + 3) long, and of the n - 1 places
    between them at least the 5% quantile of Binomial(n - 1, 1/2) cross the median. Points on the
    median neither break a run nor lengthen it. Of series of 12 to 60 points in which there is
    only chance 1 to 6% signal. Raises ValueError for a value that is not finite.
    Reference: Anhoej & Olesen 2014, PLoS ONE 9:e113825.
    """
    middle = median(Counter(series))
    if middle is None:
        return None
    above = [value > middle for value in series if value != middle]
    n = len(above)
    judged = n >= FEWEST_POINTS
    return RunChart(
        median=middle,
        n_useful=n,
        longest_run=max((len(list(run)) for _, run in groupby(above)), default=0),
        longest_run_limit=round(log2(n) + 3) if judged else None,
        crossings=sum(one != next_one for one, next_one in pairwise(above)),
        crossings_limit=_fewest_crossings(n - 1) if judged else None,
    )


def _fewest_crossings(places: int) -> int:
    """Give the smallest k with P(B <= k) >= 5% for B ~ Binomial(places, 1/2), in whole numbers."""
    ways = accumulate(comb(places, crossings) for crossings in range(places + 1))
    return next(k for k, upto in enumerate(ways) if upto * CROSSINGS_TAIL >= 2**places)


@dataclass(frozen=True, slots=True)
class StartingThird:
    """People whose score before was from low to high points: how many, and how many rose.

    `expected` is the share of them that would rise if all scores after, of everyone, were dealt
    out again at random, 0 to 1.
    """

    third: Third
    low: float
    high: float
    n: int
    n_up: int
    expected: float


def rises_by_start(pairs: PairedCounts) -> tuple[StartingThird, ...]:
    """Count who rose in the lowest, middle and highest third of the scores before.

    People with one score stay together, where the middle of them lies: below a third of all
    people, above two thirds, or between (on the line too), so that reversing the scale reverses
    the thirds. A third in which nobody is left is not there. The expected share is the mean over
    the people of the third of the share of everyone's scores after that lie above their own score
    before, which is exact over all permutations. Raises ValueError for a negative count.
    Reference: Barnett, van der Pols & Dobson 2005, International Journal of Epidemiology 34:215
    (regression to the mean).
    """
    starts, ends = ordered(before(pairs)), ordered(after(pairs))
    n = sum(people for _, people in starts)
    thirds: dict[Third, list[tuple[float, int]]] = {}
    below = 0
    for score, people in starts:
        thirds.setdefault(_third(below, people, n), []).append((score, people))
        below += people
    return tuple(_risen(third, thirds[third], pairs, ends) for third in THIRDS if third in thirds)


def _third(below: int, people: int, n: int) -> Third:
    """Tell where the middle of people lies who have so many below them, of n in all."""
    six_middles = 3 * (2 * below + people)
    if six_middles < 2 * n:
        return "lowest"
    return "highest" if six_middles > 4 * n else "middle"


def _risen(
    third: Third,
    starts: Sequence[tuple[float, int]],
    pairs: PairedCounts,
    ends: Sequence[tuple[float, int]],
) -> StartingThird:
    scores, n = {score for score, _ in starts}, sum(people for _, people in starts)
    rising = sum(people * others for start, people in starts for end, others in ends if end > start)
    return StartingThird(
        third=third,
        low=min(scores),
        high=max(scores),
        n=n,
        n_up=sum(int(k) for (pre, post), k in pairs.items() if pre in scores and post > pre),
        expected=float(Fraction(rising, n * sum(others for _, others in ends))),
    )
