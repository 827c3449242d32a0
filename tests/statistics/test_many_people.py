"""Large numbers: precision of tiny probabilities, limits, and what serves beyond them."""

from fractions import Fraction
from math import comb

import numpy as np
import pytest

from rmdata import statistics as st


def p_of_two_sizes(ones, up, twos, up_twos):
    """The exact p for changes of one and two steps, in whole numbers throughout."""
    rank, rank_of_twos = ones + 1, 2 * ones + twos + 1
    balance = abs(rank * (2 * up - ones) + rank_of_twos * (2 * up_twos - twos))
    ways = sum(
        comb(ones, a) * comb(twos, b)
        for a in range(ones + 1)
        for b in range(twos + 1)
        if abs(rank * (2 * a - ones) + rank_of_twos * (2 * b - twos)) >= balance
    )
    return Fraction(ways, 2 ** (ones + twos))


@pytest.mark.parametrize(
    ("ones", "up", "twos", "up_twos"),
    [(70, 40, 30, 17), (150, 150, 50, 49), (600, 330, 400, 210), (600, 590, 400, 399)],
)
def test_tiny_p_keeps_its_precision(ones, up, twos, up_twos):
    changes = {1: up, -1: ones - up, 2: up_twos, -2: twos - up_twos}
    expected = p_of_two_sizes(ones, up, twos, up_twos)
    assert abs(Fraction(st.exact_p(changes)) / expected - 1) < 1e-12


def test_the_smallest_p_of_a_thousand_people():
    totals = dict.fromkeys(range(1, 26), 1000 // 25)
    assert st.exact_p({1: 1000}) == st.smallest_p(1000) == 2.0**-999
    assert st.exact_p(totals) == pytest.approx(2.0**-999, rel=1e-12)


def test_totals_of_a_thousand_people():
    changes = {value: 16 + (value > 0) for value in range(-28, 29) if value} | {3: 93}
    assert st.exact_p(changes) == pytest.approx(st.large_sample_p(changes), rel=0.01)


def test_beyond_the_limit_the_exact_p_is_left_unsaid():
    assert st.exact_p({1: 600, -1: 401}) is None
    assert st.exact_p({1: 600, -1: 400, 0: 5_000}) is not None
    assert 0 < st.large_sample_p({1: 600, -1: 401}) < 1e-8


def test_beyond_the_limit_the_interval_says_it_is_not_exact():
    share = {-3: 10, 0: 20, 2: 40, 4: 20, 7: 10}
    exact = st.typical_change({change: 10 * people for change, people in share.items()})
    large = st.typical_change({change: 10**6 * people for change, people in share.items()})
    assert (exact.exact, large.exact) == (True, False)
    assert exact.low <= large.low <= large.estimate <= large.high <= exact.high


def test_ten_million_people_overflow_nothing():
    million = np.int64(10**6)
    pairs = {(3, 4): 5 * million, (4, 3): 4 * million, (2, 2): million}
    assert st.rank_biserial(st.differences(pairs)) == pytest.approx(1 / 9)
    assert st.large_sample_p(st.differences(pairs)) == 0
    nearly_even = {1: 5 * million + 1_000, -1: 5 * million}
    assert st.large_sample_p(nearly_even) == pytest.approx(0.7518, abs=5e-5)
    assert st.quartiles(st.after(pairs)) == st.Quartiles(3.0, 3.5, 4.0)
    assert st.proportion(5 * million, 10 * million).low == pytest.approx(0.4997, abs=5e-5)
    assert st.kendall_tau_b(pairs).method == "large-sample"
    assert st.rank_test(st.before(pairs), st.after(pairs)).method == "sampled"


def test_sampled_tau_comes_close_to_the_exact_one_and_to_the_large_sample(monkeypatch):
    few = {(1, 2): 1, (2, 1): 2, (3, 5): 2, (4, 4): 1, (6, 5): 1, (6, 8): 1}
    many = {(x, (x * 7 + step) % 11): 2 + step for x in range(8) for step in range(3)}
    exact, sampled_many = st.kendall_tau_b(few), st.kendall_tau_b(many)
    monkeypatch.setattr("rmdata.statistics.association.EXACT_PEOPLE", 0)
    assert st.kendall_tau_b(few).p == pytest.approx(exact.p, abs=0.02)
    monkeypatch.setattr("rmdata.statistics.association.SAMPLED_PEOPLE", 0)
    large = st.kendall_tau_b(many)
    assert [exact.method, sampled_many.method] == ["exact", "sampled"]
    assert large.method == "large-sample"
    assert sampled_many.p == pytest.approx(large.p, abs=0.02)


def test_sampling_gives_the_same_p_again_and_another_seed_another():
    people = {(x, (3 * x) % 7): 1 for x in range(20)}
    assert st.kendall_tau_b(people) == st.kendall_tau_b(people)
    assert st.kendall_tau_b(people).p != st.kendall_tau_b(people, seed=7).p
