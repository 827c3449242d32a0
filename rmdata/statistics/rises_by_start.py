"""Who rose, by where they began, beside what chance alone gives there.

Who begins low has more room to rise and was perhaps low by chance; who begins high, the reverse.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from rmdata.statistics.counts import PairedCounts, after, before, ordered

Third = Literal["lowest", "middle", "highest"]
THIRDS: tuple[Third, ...] = ("lowest", "middle", "highest")


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
