"""Intervals of differences: printed values, closed forms of the corners, and what they cover."""

from itertools import product
from math import comb, sqrt

import pytest
from scipy.stats import nct, t

from rmdata import statistics as st

SQUARED = 1.959963984540054**2
"""The 95% quantile of chi-squared with one degree of freedom."""

# Newcombe 1998, Statistics in Medicine 17:873, table II, method 10.
PRINTED = {
    (56, 70, 48, 80): (0.0524, 0.3339),
    (9, 10, 3, 10): (0.1705, 0.8090),
    (6, 7, 2, 7): (0.0582, 0.8062),
    (5, 56, 0, 29): (-0.0381, 0.1926),
    (0, 10, 0, 20): (-0.1611, 0.2775),
    (0, 10, 0, 10): (-0.2775, 0.2775),
    (10, 10, 0, 20): (0.6791, 1.0000),
    (10, 10, 0, 10): (0.6075, 1.0000),
}


def limits(found: st.Estimate) -> tuple[float, float]:
    return found.low, found.high


def tables(n: int) -> list[tuple[int, int, int]]:
    return [(up, n - up - down, down) for up in range(n + 1) for down in range(n + 1 - up)]


def test_net_change_of_a_printed_example():
    """7 of 21 one way and 1 the other: Fagerland, Lydersen & Laake 2014, Stat Med 33:2850."""
    found = st.net_change(1, 13, 7)
    assert found.value == pytest.approx(-6 / 21, rel=1e-12)
    assert limits(found) == pytest.approx((-0.517, -0.026), abs=5e-4)


@pytest.mark.parametrize("n", [1, 2, 5, 40, 10_000_000])
def test_net_change_where_all_do_the_same(n: int):
    edge, still = (n - SQUARED) / (n + SQUARED), SQUARED / (n + SQUARED)
    rose, fell, stayed = (st.net_change(*people) for people in ((n, 0, 0), (0, 0, n), (0, n, 0)))
    assert (rose.value, rose.low, rose.high) == (1, pytest.approx(edge, rel=1e-9), 1)
    assert (fell.value, fell.low, fell.high) == (-1, -1, pytest.approx(-edge, rel=1e-9))
    assert stayed.value == 0
    assert limits(stayed) == pytest.approx((-still, still), rel=1e-9)


@pytest.mark.parametrize("same", [0, 1, 30, 1_000_000])
def test_net_change_leaves_out_nought_just_when_the_movers_do(same: int):
    """At nought the score is (up - down) / sqrt(up + down): 5 up, 0 down is enough at every n."""
    assert st.net_change(5, same, 0).low > 0
    for up, down in product(range(1, 12), range(4)):
        enough = up > down and (up - down) ** 2 > SQUARED * (up + down)
        assert (st.net_change(up, same, down).low > 0) == enough


def test_net_change_mirrors_and_stays_on_its_scale():
    for up, same, down in tables(9):
        found, mirrored = st.net_change(up, same, down), st.net_change(down, same, up)
        assert -1 <= found.low <= found.value <= found.high <= 1
        assert limits(found) == pytest.approx((-mirrored.high, -mirrored.low), abs=1e-12)


@pytest.mark.parametrize(("rise", "fall"), [(0.6, 0.1), (0.3, 0.3), (0.1, 0.4)])
def test_net_change_covers_what_it_says(rise: float, fall: float):
    """All outcomes of twenty people, each with its chance."""
    covered = sum(
        comb(20, up) * comb(20 - up, down) * rise**up * fall**down * (1 - rise - fall) ** same
        for up, same, down in tables(20)
        if (found := st.net_change(up, same, down)).low <= rise - fall <= found.high
    )
    assert 0.94 <= covered <= 0.96


@pytest.mark.parametrize("groups", PRINTED, ids=str)
def test_printed_differences_of_shares(groups: tuple[int, int, int, int]):
    count, n, other, other_n = groups
    found = st.difference_of_shares(*groups)
    assert found.value == pytest.approx(count / n - other / other_n, rel=1e-12)
    assert limits(found) == pytest.approx(PRINTED[groups], abs=5e-5)
    mirrored = st.difference_of_shares(other, other_n, count, n)
    assert limits(mirrored) == pytest.approx((-found.high, -found.low), rel=1e-12)


def test_differences_of_shares_stay_on_their_scale():
    for count, other in product(range(4), range(6)):
        found = st.difference_of_shares(count, 3, other, 5)
        assert -1 <= found.low <= found.value <= found.high <= 1
    assert st.difference_of_shares(0, 0, 1, 2) is st.difference_of_shares(1, 2, 0, 0) is None


def test_printed_standardised_difference_of_means():
    """statpsych::ci.stdmean2(.05, 35.1, 26.7, 7.32, 6.98, 30, 30): the unweighted standardizer.

    Half the people a step below the mean and half above give such a mean and variance.
    """
    step, other = (deviation * sqrt(29 / 30) for deviation in (7.32, 6.98))
    first = {35.1 - step: 15, 35.1 + step: 15}
    second = {26.7 - other: 15, 26.7 + other: 15}
    found = st.standardised_difference_with_interval(first, second)
    assert found.value == pytest.approx(1.174493, abs=5e-7)
    assert limits(found) == pytest.approx((0.6170771, 1.731909), abs=5e-7)


def test_standardised_differences_have_an_interval_just_when_they_exist():
    for first, second in [({2: 1}, {1: 1, 3: 1}), ({2: 4}, {5: 3}), ({}, {1: 2, 3: 1})]:
        assert st.standardised_difference_with_interval(first, second) is None
    assert st.standardised_difference_of_shares_with_interval(4, 4, 0, 3) is None
    assert st.standardised_difference_of_categories_with_interval({"a": 4}, {"b": 3}) is None
    assert st.standardised_difference_with_interval({2: 4}, {5: 3, 6: 1}).value < 0


def test_two_groups_with_the_same_shares_are_not_surely_alike():
    """With two categories F is the square of a noncentral t; its usual size is the median."""
    n, m = 8, 6
    found = st.standardised_difference_of_categories_with_interval(
        {"a": 4, "b": 4}, {"a": 3, "b": 3}
    )
    usual, shift = t.ppf(0.75, n + m - 2), found.high * sqrt(n * m / (n + m))
    assert (found.value, found.low) == (0, 0)
    nearer = nct.cdf(usual, n + m - 2, shift) - nct.cdf(-usual, n + m - 2, shift)
    assert nearer == pytest.approx(0.025, rel=1e-6)


def test_few_people_in_unlike_categories_may_be_alike():
    found = st.standardised_difference_of_categories_with_interval(
        {"a": 3, "b": 1, "c": 2}, {"a": 1, "b": 2, "c": 2}
    )
    assert found.low == 0 < found.value < found.high


def test_categories_far_apart_have_limits_on_either_side():
    first, second = {"a": 30, "b": 8, "c": 2}, {"a": 3, "b": 9, "c": 21}
    found = st.standardised_difference_of_categories_with_interval(first, second)
    assert 0 < found.low < found.value < found.high
    thousandfold = [{name: 1000 * n for name, n in group.items()} for group in (first, second)]
    many = st.standardised_difference_of_categories_with_interval(*thousandfold)
    assert found.value - 0.05 < many.low < many.value < many.high < found.value + 0.05
