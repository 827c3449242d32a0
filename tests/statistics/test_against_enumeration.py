"""Exact tests against the definitions, by writing out every possibility."""

from collections import Counter
from fractions import Fraction
from functools import cache
from itertools import combinations, pairwise, permutations, product

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as some

from rmdata import statistics as st

often = settings(max_examples=500, deadline=None, database=None)
# Every shift of every example writes out up to 4 096 sign patterns.
seldom = settings(max_examples=300, deadline=None, database=None)

sizes = some.integers(1, 5) | some.integers(6, 12)
domain_changes = sizes.flatmap(lambda n: some.lists(some.integers(-4, 4), min_size=n, max_size=n))
total_changes = sizes.flatmap(lambda n: some.lists(some.integers(-28, 28), min_size=n, max_size=n))
few_scores = some.lists(some.integers(1, 5), min_size=1, max_size=6)


@cache
def every_sign_pattern(n):
    return np.array(list(product((-1, 1), repeat=n)), dtype=np.int64).reshape(2**n, n)


def enumerated_p(changes):
    """P(|W - EW| >= |w - EW|) over all signs of the changes that are not nought."""
    sizes = [abs(change) for change in changes if change]
    ranks = np.array([2 * sum(b < a for b in sizes) + sum(b == a for b in sizes) for a in sizes])
    ranks += 1
    observed = sum(r if c > 0 else -r for r, c in zip(ranks, filter(None, changes), strict=True))
    balances = every_sign_pattern(len(sizes)) @ ranks.astype(np.int64)
    return Fraction(int((abs(balances) >= abs(observed)).sum()), 2 ** len(sizes))


def enumerated_hull(changes):
    """The closed hull of all shifts with p > 0.05; None where it is empty or unbounded.

    Changes are taken four times, so that averages and the middles of gaps are whole numbers.
    """
    scaled = [4 * change for change in changes]
    averages = sorted({(a + b) // 2 for a in scaled for b in scaled})
    kept = []
    for here, onward in [(a, a) for a in averages] + list(pairwise(averages)):
        middle = (here + onward) // 2
        if enumerated_p([change - middle for change in scaled]) > Fraction(1, 20):
            kept += [here, onward]
    for beyond in (averages[0] - 1, averages[-1] + 1):
        if enumerated_p([change - beyond for change in scaled]) > Fraction(1, 20):
            return None
    return (min(kept) / 4, max(kept) / 4) if kept else None


@often
@given(domain_changes | total_changes)
def test_exact_p(changes):
    assert st.exact_p(Counter(changes)) == pytest.approx(float(enumerated_p(changes)), rel=1e-12)


@seldom
@given(domain_changes | total_changes)
# The last shifts that are kept lie between two averages: below, and above.
@example([-4, -3, -2, -1, 0, 1, 1, 4])
@example([-3, -2, -1, -1, 0, 0, 1, 3])
def test_interval_of_typical_change(changes):
    found = st.typical_change(Counter(changes))
    assert ((found.low, found.high) if found else None) == enumerated_hull(changes)


@often
@given(few_scores, few_scores)
def test_rank_test(first, second):
    pooled = first + second
    ranks = [2 * sum(b < a for b in pooled) + sum(b == a for b in pooled) + 1 for a in pooled]
    expected = Fraction(len(first) * sum(ranks), len(ranks))
    far = [abs(sum(chosen) - expected) for chosen in combinations(ranks, len(first))]
    observed = abs(sum(ranks[: len(first)]) - expected)
    p = sum(distance >= observed for distance in far) / len(far)
    assert st.rank_test(Counter(first), Counter(second)).p == pytest.approx(p, rel=1e-12)


@often
@given(few_scores, few_scores)
def test_category_test(first, second):
    pooled = "".join(map(str, first + second))
    tables = Counter("".join(sorted(chosen)) for chosen in combinations(sorted(pooled), len(first)))
    own = tables["".join(sorted(pooled[: len(first)]))]
    p = sum(ways for ways in tables.values() if ways <= own) / sum(tables.values())
    groups = Counter(map(str, first)), Counter(map(str, second))
    assert st.category_test(*groups).p == pytest.approx(p, rel=1e-12)


@settings(often, max_examples=60)
@given(some.lists(some.tuples(some.integers(0, 4), some.integers(-3, 3)), max_size=6))
def test_kendall_tau_b(people):
    def balance(seconds):
        both = [(x, y) for (x, _), y in zip(people, seconds, strict=True)]
        return sum(np.sign((a - c) * (b - d)) for (a, b), (c, d) in combinations(both, 2))

    seconds = [y for _, y in people]
    found = st.kendall_tau_b(Counter(people))
    if len(set(seconds)) < 2 or len({x for x, _ in people}) < 2:
        assert found is None
        return
    balances = [balance(order) for order in permutations(seconds)]
    p = np.mean(np.abs(balances) >= abs(balance(seconds)))
    assert (found.p, found.method) == (pytest.approx(p, rel=1e-12), "exact")
    assert np.sign(found.tau_b) == np.sign(balance(seconds))
