"""Whether a series over time varies by chance alone, by the rules of the run chart."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby, pairwise
from math import comb, log2

from rmdata.statistics.quantiles import median

FEWEST_POINTS = 12
"""With fewer useful points no rule is applied."""
CROSSINGS_TAIL = 20
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
