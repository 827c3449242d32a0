"""Intervals of differences: printed values, closed forms of the corners, and what they cover."""

from itertools import product
from math import comb

import pytest

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
