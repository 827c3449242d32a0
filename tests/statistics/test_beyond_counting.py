"""What is sampled or approximated, against counts in whole numbers and against scipy."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise, product
from math import comb, prod, sqrt

import numpy as np
import pytest
from scipy.stats import kendalltau, wilcoxon

from rmdata import statistics as st

DRAWN = 9_999
LEAST = 1 / (DRAWN + 1)

Counts = Mapping[float, int]
Division = tuple[int, ...]


def divisions(everyone: Sequence[int], size: int) -> Iterator[tuple[Division, int]]:
    """How many of each value a group can hold, and in how many ways it comes about."""
    for chosen in product(*(range(min(people, size) + 1) for people in everyone)):
        if sum(chosen) == size:
            yield chosen, prod(map(comb, everyone, chosen))


def laid_out(first: Counts, second: Counts) -> tuple[list[int], Division]:
    """Everyone by rising value, and how many of them are in the smaller group."""
    first, second = sorted((first, second), key=lambda group: sum(group.values()))
    values = sorted({*first, *second})
    everyone = [first.get(value, 0) + second.get(value, 0) for value in values]
    return everyone, tuple(first.get(value, 0) for value in values)


def rank_p(first: Counts, second: Counts) -> Fraction:
    """P(|R - ER| >= |r - ER|) for R the sum of one group's mid-ranks."""
    everyone, seen = laid_out(first, second)
    n, size = sum(everyone), sum(seen)
    ranks = [2 * sum(everyone[:at]) + people + 1 for at, people in enumerate(everyone)]
    middle = size * (n + 1)

    def far(chosen: Division) -> int:
        return abs(sum(rank * people for rank, people in zip(ranks, chosen, strict=True)) - middle)

    ways = [(far(chosen) >= far(seen), ways) for chosen, ways in divisions(everyone, size)]
    return Fraction(sum(n for is_far, n in ways if is_far), comb(n, size))


def category_p(first: Counts, second: Counts) -> Fraction:
    """The chance of all divisions that come about in no more ways than the one seen."""
    everyone, seen = laid_out(first, second)
    own = prod(map(comb, everyone, seen))
    ways = [ways for _, ways in divisions(everyone, sum(seen)) if ways <= own]
    return Fraction(sum(ways), comb(sum(everyone), sum(seen)))


def tau_p(no: Counts, yes: Counts) -> Fraction:
    """P(|S| >= |s|) where the second quantity is a yes or a no, S concordant less discordant."""
    everyone, seen = laid_out(yes, no)

    def balance(chosen: Division) -> int:
        others = [people - mine for people, mine in zip(everyone, chosen, strict=True)]
        return sum(
            mine * (sum(others[:at]) - sum(others[at + 1 :])) for at, mine in enumerate(chosen)
        )

    as_far = [
        ways
        for chosen, ways in divisions(everyone, sum(seen))
        if abs(balance(chosen)) >= abs(balance(seen))
    ]
    return Fraction(sum(as_far), comb(sum(everyone), sum(seen)))


def drawn(exact: Fraction) -> object:
    """What so many draws come to: within four standard deviations of the exact chance."""
    p = float(exact)
    return pytest.approx(p, abs=4 * sqrt(p * (1 - p) / DRAWN))


def named(group: Counts) -> dict[str, int]:
    return {str(value): people for value, people in group.items()}


def joint(no: Counts, yes: Counts) -> dict[tuple[float, float], int]:
    return {(value, said): n for said, group in enumerate((no, yes)) for value, n in group.items()}


# More than 1 000 people together: a group of few beside very many, both tails unlike.
LOW = ({1: 9, 2: 3}, {1: 480, 2: 520})
HIGH = ({1: 1, 2: 2, 4: 4}, {1: 300, 2: 500, 4: 240})
MIDDLE = ({1: 100, 3: 600, 5: 301}, {1: 2, 3: 3, 5: 4})


@pytest.mark.parametrize("groups", [LOW, HIGH, MIDDLE], ids=["low", "high", "middle"])
def test_a_sampled_rank_test_comes_to_the_counted_chance(groups: tuple[Counts, Counts]):
    found = st.rank_test(*groups)
    assert (found.p, found.method) == (drawn(rank_p(*groups)), "sampled")


@pytest.mark.parametrize("groups", [LOW, HIGH, MIDDLE], ids=["low", "high", "middle"])
def test_a_sampled_category_test_comes_to_the_counted_chance(groups: tuple[Counts, Counts]):
    found = st.category_test(*map(named, groups))
    assert (found.p, found.method) == (drawn(category_p(*groups)), "sampled")


@pytest.mark.parametrize(
    ("no", "yes"),
    [
        ({0: 3, 1: 2, 3: 1, 4: 1}, {1: 1, 2: 2, 4: 2}),
        ({1: 9, 2: 12, 3: 4, 6: 3}, {1: 1, 2: 3, 3: 2, 6: 1}),
        ({1: 20, 2: 30, 5: 42}, {1: 4, 2: 3, 5: 1}),
    ],
    ids=["of 12", "of 35", "of 100, falling"],
)
def test_a_sampled_tau_comes_to_the_counted_chance(no: Counts, yes: Counts):
    found = st.kendall_tau_b(joint(no, yes))
    assert (found.p, found.method) == (drawn(tau_p(no, yes)), "sampled")


def test_a_sampled_tau_without_ties_is_the_one_of_scipy():
    seconds = [4, 2, 9, 1, 12, 3, 7, 5, 11, 8]
    theirs = kendalltau(range(10), seconds, method="exact")
    found = st.kendall_tau_b(dict.fromkeys(enumerate(seconds), 1))
    assert found.tau_b == pytest.approx(theirs.statistic, rel=1e-12)
    assert (found.p, found.method) == (drawn(Fraction(theirs.pvalue)), "sampled")


def test_what_was_seen_counts_as_one_of_the_draws():
    apart, alike = ({9: 600}, {1: 700}), ({3: 600}, {3: 700})
    in_order = {(x, -x): 1 for x in range(30)}
    assert st.rank_test(*apart).p == st.category_test(*map(named, apart)).p == LEAST
    assert st.kendall_tau_b(in_order).p == LEAST
    assert st.rank_test(*alike).p == st.category_test(*map(named, alike)).p == 1


def test_group_tests_draw_the_same_again_and_otherwise_from_another_seed():
    def drawn_from(**seed: int) -> list[st.GroupTest]:
        ranks = [st.rank_test(*groups, **seed) for groups in (LOW, HIGH, MIDDLE)]
        return ranks + [st.category_test(*map(named, groups), **seed) for groups in (LOW, HIGH)]

    assert drawn_from() == drawn_from() != drawn_from(seed=7)


MANY = [(x % 9, (x * x) % 7 + (x % 9 > 5)) for x in range(140)]
MANY_FALLING = [(x % 4, (5 * x) % 11 - 2 * (x % 4 == 3)) for x in range(101)]


@pytest.mark.parametrize("people", [MANY, MANY_FALLING], ids=["rising", "falling"])
def test_tau_of_more_than_a_hundred_people_is_the_one_of_scipy(people: list[tuple[int, int]]):
    theirs = kendalltau(*zip(*people, strict=True), method="asymptotic")
    found = st.kendall_tau_b({key: people.count(key) for key in people})
    assert (found.n, found.method) == (len(people), "large-sample")
    assert found.tau_b == pytest.approx(theirs.statistic, rel=1e-12)
    assert found.p == pytest.approx(theirs.pvalue, rel=1e-9)


@pytest.mark.parametrize(
    "changes", [{-3: 2, -1: 5, 0: 4, 1: 6, 2: 7, 4: 3}, {-2: 40, -1: 9, 0: 30, 1: 22, 3: 11}]
)
def test_the_large_sample_p_is_the_one_of_scipy(changes: Counts):
    everyone = np.repeat(list(changes), list(changes.values()))
    theirs = wilcoxon(everyone, zero_method="wilcox", correction=False, method="asymptotic")
    assert st.large_sample_p(changes) == pytest.approx(theirs.pvalue, rel=1e-9)


def test_the_interval_of_more_than_a_thousand_people_is_what_the_test_of_scipy_keeps():
    changes = {change: 9 + change % 5 + (change > 11) for change in range(-40, 51)} | {3: 20}
    everyone = np.repeat(list(changes), list(changes.values())).astype(float)
    assert len(everyone) > 1_000
    averages = np.unique([(a + b) / 2 for a in changes for b in changes])
    places = [(a, a, a) for a in averages] + [(a, (a + b) / 2, b) for a, b in pairwise(averages)]
    # Shifts far from the middle are never kept: they need not be tried.
    near = [place for place in places if abs(place[1] - np.median(everyone)) < 8]
    shifted = everyone - np.array([[shift] for _, shift, _ in near])
    test = wilcoxon(shifted, zero_method="wilcox", correction=False, method="asymptotic", axis=1)
    kept = [place for place, p in zip(near, test.pvalue, strict=True) if p > 0.05]
    walsh = np.add.outer(everyone, everyone)[np.triu_indices(len(everyone))] / 2
    low, high = min(first for first, _, _ in kept), max(last for _, _, last in kept)
    assert low < np.median(walsh) < high
    found = st.typical_change(changes)
    assert found == st.TypicalChange(np.median(walsh), low, high, exact=False)
