"""Shares of people, with the limits that so many people can set and the bounds of who was lost."""

from dataclasses import dataclass

from rmdata.statistics.counts import WeightedValues, check_count, check_value, ordered
from rmdata.statistics.distributions import beta_quantile

LEVEL = 0.95
END_EFFECT = 15
"""From more than so many people in a hundred an end of the scale is said to be crowded."""


@dataclass(frozen=True, slots=True)
class Proportion:
    """A count out of n, its share and the two-sided limits of the share, all between 0 and 1."""

    count: int
    n: int
    share: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class ScaleEnds:
    """The people at the lowest score of a scale, who cannot fall, and at the highest."""

    floor: Proportion
    ceiling: Proportion

    @property
    def floor_effect(self) -> bool:
        """Whether more than 15% have the lowest score."""
        return _is_crowded(self.floor)

    @property
    def ceiling_effect(self) -> bool:
        """Whether more than 15% have the highest score."""
        return _is_crowded(self.ceiling)


@dataclass(frozen=True, slots=True)
class MeaningfulChange:
    """The people who changed by at least so many points, up and down, of everyone."""

    points: float
    up: Proportion
    down: Proportion


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


def scale_ends(scores: WeightedValues, lowest: float, highest: float) -> ScaleEnds | None:
    """Count the people at either end of a scale from lowest to highest; None without people.

    The mark of more than 15% comes from Terwee et al. 2007, Journal of Clinical Epidemiology
    60:34, and is meant for samples of fifty and more. Raises ValueError for a negative count, a
    score outside the scale, and unless lowest < highest.
    """
    if not lowest < highest:
        raise ValueError(f"A scale cannot go from {lowest!r} to {highest!r}.")
    known = ordered(scores)
    for score, _ in known:
        if not lowest <= score <= highest:
            raise ValueError(f"A score of {score!r} lies outside {lowest!r} to {highest!r}.")
    n, people = sum(count for _, count in known), dict(known)
    floor, ceiling = (proportion(people.get(end, 0), n) for end in (lowest, highest))
    return ScaleEnds(floor, ceiling) if floor and ceiling else None


def meaningful_change(differences: WeightedValues, points: float) -> MeaningfulChange | None:
    """Count the people whose change (post - pre) is at least so many points, up and down.

    Each share is of all people and has its Clopper-Pearson interval. None without people. Raises
    ValueError for points that are not above 0, a negative count or a value that is not finite.
    """
    check_value(points)
    if points <= 0:
        raise ValueError(f"A change that matters is more than no points: {points!r}.")
    changes = ordered(differences)
    n = sum(people for _, people in changes)
    up = proportion(sum(people for change, people in changes if change >= points), n)
    down = proportion(sum(people for change, people in changes if change <= -points), n)
    return MeaningfulChange(points, up, down) if up and down else None


def _is_crowded(end: Proportion) -> bool:
    return 100 * end.count > END_EFFECT * end.n


def _check(count: int, n: int, level: float) -> None:
    if not 0 <= count <= n:
        raise ValueError(f"A count of {count} out of {n} is not possible.")
    if not 0 < level < 1:
        raise ValueError(f"A level lies between 0 and 1: {level!r}.")


@dataclass(frozen=True, slots=True)
class ShareBounds:
    """The fewest and the most of n people for whom something can be true."""

    n: int
    fewest: int
    most: int

    @property
    def low(self) -> float:
        """The smallest share, 0 to 1."""
        return self.fewest / self.n

    @property
    def high(self) -> float:
        """The largest share, 0 to 1."""
        return self.most / self.n


def worst_and_best_case(
    n_followed: int, n_up: int, n_lost: int, n_lost_at_ceiling: int = 0
) -> ShareBounds | None:
    """Bound the share of all people, followed and lost, whose score rose; None without people.

    At worst none of the lost rose; at best all did but those who began at the ceiling, who had
    nowhere to rise to. Somebody lost whose score before is unknown counts in n_lost alone: they
    may have risen. For the share that fell, give who fell and who began at the floor. These are
    bounds and no confidence interval: they hold whatever became of the lost. Raises ValueError
    for a negative count, and when more rose than were followed or more began at the ceiling than
    were lost.
    Reference: Horowitz & Manski 2000, Journal of the American Statistical Association 95:77.
    """
    for people in (n_followed, n_up, n_lost, n_lost_at_ceiling):
        check_count(people)
    if n_up > n_followed or n_lost_at_ceiling > n_lost:
        raise ValueError(
            f"{n_up} of {n_followed} followed or {n_lost_at_ceiling} of {n_lost} lost is not "
            "possible."
        )
    n = n_followed + n_lost
    return ShareBounds(n, n_up, n_up + n_lost - n_lost_at_ceiling) if n else None
