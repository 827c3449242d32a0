"""Room to rise: people who were lost, ends of a scale, where people began, steps that matter."""

from collections import Counter
from fractions import Fraction
from itertools import permutations, product

import numpy as np
import pytest
from scipy.stats import binomtest

from rmdata import statistics as st


@pytest.mark.parametrize(
    ("followed", "up", "lost", "at_ceiling"),
    [(6, 4, 3, 1), (6, 4, 0, 0), (0, 0, 4, 1), (2, 0, 5, 5), (3, 3, 2, 0)],
)
def test_bounds_are_the_extremes_of_all_that_can_have_become_of_the_lost(
    followed: int, up: int, lost: int, at_ceiling: int
):
    fates = product(*([(0,)] * at_ceiling + [(0, 1)] * (lost - at_ceiling)))
    risen = [up + sum(fate) for fate in fates]
    found = st.worst_and_best_case(followed, up, lost, at_ceiling)
    assert found == st.ShareBounds(n=followed + lost, fewest=min(risen), most=max(risen))
    assert (found.low, found.high) == (min(risen) / found.n, max(risen) / found.n)


def test_without_anybody_there_are_no_bounds():
    assert st.worst_and_best_case(0, 0, 0) is None
    assert st.worst_and_best_case(5, 2, 4) == st.worst_and_best_case(5, 2, 4, 0)


def test_the_ends_of_a_scale_and_their_mark():
    """Of twenty people four are at the top, and three, which is 15% and not more, at the bottom."""
    found = st.scale_ends({1: 3, 2: 6, 4: 7, 5: 4, 3: 0}, lowest=1, highest=5)
    assert (found.floor.count, found.ceiling.count, found.floor.n) == (3, 4, 20)
    assert (found.floor_effect, found.ceiling_effect) == (False, True)
    ours, theirs = found.ceiling, binomtest(4, 20).proportion_ci(0.95, "exact")
    assert (ours.low, ours.high) == pytest.approx((theirs.low, theirs.high), rel=1e-9)
    turned = st.scale_ends({1: 4, 5: 3, 3: 13}, lowest=1, highest=5)
    assert (turned.floor_effect, turned.ceiling_effect) == (True, False)
    longer = st.scale_ends({1: 3, 5: 4}, lowest=0, highest=7)
    assert (longer.floor.count, longer.ceiling.count) == (0, 0)
    assert st.scale_ends({1: 0}, 1, 5) is None


def test_a_change_that_matters_is_one_of_at_least_so_many_points():
    found = st.meaningful_change({-3: 1, -2: 2, -1: 4, 0: 5, 1: 3, 2: 2, 4: 3}, points=2)
    assert (found.points, found.up, found.down) == (2, st.proportion(5, 20), st.proportion(3, 20))
    by_three = st.meaningful_change({-3: 1, -2: 2, 2: 2, 2.5: 1, 4: 3}, points=2.5)
    assert (by_three.up.count, by_three.down.count, by_three.up.n) == (4, 1, 9)
    assert st.meaningful_change({1: 0}, points=1) is None


def thirds(scores: dict[int, int]) -> dict[str, int]:
    return {t.third: t.n for t in st.rises_by_start({(pre, 3): n for pre, n in scores.items()})}


def test_people_with_one_score_stay_in_the_third_where_their_middle_lies():
    assert thirds({1: 2, 2: 2, 3: 2}) == {"lowest": 2, "middle": 2, "highest": 2}
    # Middles at 1/2, 3 and 5 1/2 of seven; the third parts lie at 2 1/3 and 4 2/3.
    assert thirds({1: 1, 2: 4, 4: 1, 5: 1}) == {"lowest": 1, "middle": 4, "highest": 2}
    # Middles at 2 1/2 and 6 of seven.
    assert thirds({1: 5, 2: 2}) == {"middle": 5, "highest": 2}
    assert thirds({4: 2, 5: 5}) == {"lowest": 2, "middle": 5}
    # On the line, at 1 and 2 of three: in between, from either side.
    assert thirds({1: 2, 2: 1}) == {"middle": 2, "highest": 1}
    assert thirds({1: 1, 2: 2}) == {"lowest": 1, "middle": 2}
    assert thirds({3: 9}) == {"middle": 9}


def test_who_rose_in_each_third_and_from_where():
    pairs = {(1, 3): 2, (2, 2): 1, (3, 4): 1, (3, 1): 2, (4, 5): 1, (5, 4): 2, (1, 1): 0}
    lowest, middle, highest = st.rises_by_start(pairs)
    assert [(t.third, t.low, t.high) for t in (lowest, middle, highest)] == [
        ("lowest", 1, 2), ("middle", 3, 3), ("highest", 4, 5)
    ]  # fmt: skip
    assert [(t.n, t.n_up) for t in (lowest, middle, highest)] == [(3, 2), (3, 1), (3, 1)]
    # After: 1, 1, 2, 3, 3, 4, 4, 4, 5. Above 1 are 7 of 9, above 2 six, 3 four, 4 one, 5 none.
    chances = [Fraction(7 + 7 + 6, 27), Fraction(4, 9), Fraction(1, 27)]
    assert [t.expected for t in (lowest, middle, highest)] == pytest.approx(
        [float(chance) for chance in chances], rel=1e-12
    )


@pytest.mark.parametrize(
    "people",
    [
        [(1, 2), (1, 1), (2, 4), (3, 3), (4, 5), (5, 2)],
        [(2, 3), (2, 2), (2, 5), (4, 4), (4, 1)],
        [(5, 5), (1, 4), (3, 3), (3, 5), (2, 1), (5, 4)],
    ],
)
def test_what_chance_gives_is_the_mean_over_all_permutations(people: list[tuple[int, int]]):
    ends = list(permutations(post for _, post in people))
    for third in st.rises_by_start(Counter(people)):
        inside = [at for at, (pre, _) in enumerate(people) if third.low <= pre <= third.high]
        risen = sum(dealt[at] > people[at][0] for dealt in ends for at in inside)
        expected = Fraction(risen, len(ends) * len(inside))
        assert third.n == len(inside)
        assert third.expected == pytest.approx(float(expected), rel=1e-12)


def test_millions_of_people_are_counted_exactly():
    million = np.int64(10**9)
    pairs = {(1, 2): 4 * million, (3, 3): 3 * million, (5, 4): 3 * million}
    lowest, middle, highest = st.rises_by_start(pairs)
    assert [third.expected for third in (lowest, middle, highest)] == [1, 0.3, 0]
    assert (lowest.n_up, middle.n_up, highest.n_up) == (4 * 10**9, 0, 0)
    assert st.net_change(4 * million, 3 * million, 3 * million).low == pytest.approx(0.1, abs=1e-4)
    apart = st.difference_of_shares(6 * million, 10 * million, 5 * million, 10 * million)
    assert (apart.low, apart.high) == pytest.approx((0.1, 0.1), abs=1e-4)
