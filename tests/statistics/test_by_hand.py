"""The plain formulas on few people: by hand, or by the standard library and scipy."""

from fractions import Fraction
from itertools import chain, repeat
from math import sqrt
from statistics import NormalDist, variance

import pytest
from scipy.stats import beta, binomtest, f, kendalltau

from rmdata import statistics as st

# Sizes 1, 2, 2, 3, 4 have the ranks 1, 2.5, 2.5, 4, 5; nought has none.
CHANGES = {-4: 1, -1: 1, 0: 3, 2: 2, 3: 1}


def test_signed_ranks_of_five_who_changed():
    up, down = 2.5 + 2.5 + 4, 1 + 5
    assert st.rank_biserial(CHANGES) == pytest.approx((up - down) / (up + down), rel=1e-12)
    z = (up - down) / sqrt(1 + 2 * 2.5**2 + 4**2 + 5**2)
    assert st.large_sample_p(CHANGES) == pytest.approx(2 * (1 - NormalDist().cdf(z)), rel=1e-9)


def test_exact_p_of_three_who_changed():
    """Ranks 1, 2, 3: the eight signs give 6, 4, 2, 0, 0, -2, -4, -6; six are 2 or further off."""
    assert st.exact_p({-2: 1, 1: 1, 3: 1}) == st.exact_p({2: 1, -1: 1, -3: 1}) == 0.75
    assert st.exact_p({-1: 1, 2: 1, 3: 1, 0: 4}) == 0.5
    assert st.exact_p({-1: 1, -2: 1, 3: 1}) == 1


def test_the_typical_change_is_the_middle_of_the_averages():
    """28 averages of two of seven people, each also with themselves: 15 are 0, all others more."""
    assert st.typical_change({0: 5, 3: 1, 8: 1}).estimate == 0
    assert st.typical_change({0: 4, -3: 2, -8: 1}).estimate == -1.5


def test_sign_test():
    """9 of 9, 8 of 9 and 7 of 9 come about in 1 + 9 + 36 of 512 ways, and so do 0, 1, 2."""
    rose, fell = st.Movement(n=12, up=7, same=3, down=2), st.Movement(n=12, up=2, same=3, down=7)
    assert st.sign_test_p(rose) == st.sign_test_p(fell) == pytest.approx(92 / 512, rel=1e-12)
    assert st.sign_test_p(st.Movement(n=5, up=2, same=1, down=2)) == 1


def test_who_moved_and_how_far():
    pairs = {(2, 5): 4, (3, 3): 3, (5, 4): 2, (1, 2): 1}
    assert st.movement(pairs) == st.Movement(n=10, up=5, same=3, down=2)
    assert st.differences(pairs) == {3: 4, 0: 3, -1: 2, 1: 1}
    assert st.before(pairs) == {2: 4, 3: 3, 5: 2, 1: 1}
    assert st.after(pairs) == {5: 4, 3: 3, 4: 2, 2: 1}


def test_mcnemar_asks_those_whose_answers_differ():
    """8 of 11 or more come about in 165 + 55 + 11 + 1 of 2 048 ways."""
    found = st.mcnemar({(1, 1): 2, (1, 0): 8, (0, 1): 3, (0, 0): 9})
    assert (found.both, found.only_first, found.only_second, found.neither) == (2, 8, 3, 9)
    assert (found.n, found.p) == (22, pytest.approx(2 * 232 / 2048, rel=1e-12))


def test_holm_steps_down_never_falls_and_counts_the_missing():
    """Five tests, one missing: 5 x 0.001, 4 x 0.02, 3 x 0.03 and 2 x 0.04, raised to 0.09."""
    found = st.holm([0.03, None, 0.001, 0.02, 0.04])
    assert found == (pytest.approx(0.09), None, *(pytest.approx(p) for p in (0.005, 0.08, 0.09)))
    assert st.holm([0.6, 0.9, 0.2]) == (1, 1, pytest.approx(0.6))


def test_what_stands_behind_a_gate_is_never_surer_than_the_gate():
    """Two families: 0.01 x 2; behind it, of three tests, 0.001 x 3 x 2 and 0.04 x 2 x 2."""
    first, behind = st.gated(0.01, [0.04, None, 0.001], families=2)
    assert first == pytest.approx(0.02)
    assert behind == (pytest.approx(0.16), None, pytest.approx(0.02))
    assert st.gated(0.3, [0.001], families=4) == (1, (1,))


def test_where_there_is_no_gate_nothing_is_barred():
    assert st.gated(None, [0.001, 0.5]) == (None, (pytest.approx(0.002), 0.5))
    with pytest.raises(ValueError, match="at least one family"):
        st.gated(0.1, [], families=0)
    with pytest.raises(ValueError, match="between 0 and 1"):
        st.gated(1.2, [])


def test_dominance_counts_pairs_of_people_and_not_steps():
    """Of 3 x 2 pairs (1, 1, 9 against 2, 2): two ones are below twice, nine above twice."""
    assert st.dominance({1: 2, 9: 1}, {2: 2}) == pytest.approx((2 - 4) / 6)
    assert st.dominance({2: 2}, {1: 2, 9: 1}) == pytest.approx((4 - 2) / 6)
    assert st.dominance({3: 4}, {3: 2}) == 0
    assert st.dominance({}, {3: 2}) is None


@pytest.mark.parametrize(("count", "n"), [(3, 10), (0, 6), (6, 6), (1, 25), (17, 19)])
def test_both_limits_of_a_share(count: int, n: int):
    found, theirs = st.proportion(count, n), binomtest(count, n).proportion_ci(0.95, "exact")
    one_sided = binomtest(count, n, alternative="less").proportion_ci(0.95, "exact")
    assert (found.count, found.n, found.share) == (count, n, count / n)
    assert (found.low, found.high) == pytest.approx((theirs.low, theirs.high), rel=1e-9)
    assert st.upper_limit(count, n) == pytest.approx(one_sided.high, rel=1e-9)


def test_limits_at_another_level():
    found = st.proportion(4, 9, level=0.9)
    limits = beta.ppf(0.05, 4, 6), beta.ppf(0.95, 5, 5)
    assert (found.low, found.high) == pytest.approx(limits, rel=1e-9)
    assert st.upper_limit(0, 6, level=0.9) == pytest.approx(1 - 0.1 ** (1 / 6), rel=1e-9)


def test_quartiles_of_type_seven():
    """1, 2, 4, 10 at the places 0.75, 1.5 and 2.25 counted from 0."""
    assert st.quartiles({4: 1, 10: 1, 1: 1, 2: 1}) == st.Quartiles(1.75, 3.0, 5.5)
    assert st.quartiles({7: 3, 1: 2}) == st.Quartiles(1.0, 7.0, 7.0)


def test_standardised_difference_is_the_first_less_the_second():
    """Means 4 and 3; squares 9 + 1 + 16 over 2 and 1 + 1 over 1."""
    first, second = {1: 1, 3: 1, 8: 1}, {2: 1, 4: 1}
    expected = (4 - 3) / sqrt((13 + 2) / 2)
    assert st.standardised_difference(first, second) == pytest.approx(expected, rel=1e-12)
    assert st.standardised_difference(second, first) == pytest.approx(-expected, rel=1e-12)


def test_standardised_difference_of_shares():
    """3/4 less 2/5, over the root of the mean of 3/16 and 6/25."""
    expected = 0.35 / sqrt((0.1875 + 0.24) / 2)
    assert st.standardised_difference_of_shares(3, 4, 2, 5) == pytest.approx(expected, rel=1e-12)


def test_standardised_difference_of_three_categories():
    """Shares 1/2, 1/4, 1/4 and 1/5, 2/5, 2/5: the squared distance is 18/41."""
    groups = {"a": 2, "b": 1, "c": 1}, {"a": 1, "b": 2, "c": 2}
    found = st.standardised_difference_of_categories(*groups)
    assert found == pytest.approx(sqrt(Fraction(18, 41)), rel=1e-12)


def test_tau_b_takes_ties_on_each_side_for_themselves():
    """Of 15 pairs 2 are tied in the first and 4 in the second; 8 agree, 1 does not."""
    people = [(1, 1), (1, 2), (2, 1), (2, 2), (3, 2), (4, 3)]
    firsts, seconds = zip(*people, strict=True)
    found = st.kendall_tau_b(dict.fromkeys(people, 1))
    assert found.tau_b == pytest.approx((8 - 1) / sqrt(13 * 11), rel=1e-12)
    assert found.tau_b == pytest.approx(kendalltau(firsts, seconds).statistic, rel=1e-12)
    mirrored = st.kendall_tau_b({(-first, second): 1 for first, second in people})
    assert (mirrored.tau_b, mirrored.p) == (-found.tau_b, found.p)


def test_alpha_is_the_textbook_formula_with_the_limits_of_f():
    answers = {(1, 2, 1): 9, (3, 3, 5): 12, (5, 4, 4): 10, (2, 5, 3): 4}
    people = list(chain.from_iterable(repeat(given, n) for given, n in answers.items()))
    n, k = len(people), 3
    items = sum(variance(map(Fraction, item)) for item in zip(*people, strict=True))
    alpha = float(Fraction(k, k - 1) * (1 - items / variance(map(Fraction, map(sum, people)))))
    limits = (1 - (1 - alpha) * f.ppf(share, n - 1, (n - 1) * (k - 1)) for share in (0.975, 0.025))
    found = st.cronbach_alpha(answers)
    assert (found.n, found.alpha) == (n, pytest.approx(alpha, rel=1e-12))
    assert (found.low, found.high) == pytest.approx(tuple(limits), rel=1e-9)
