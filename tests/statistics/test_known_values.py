"""Values worked out by hand or printed elsewhere, and what is said where there is none."""

import subprocess
import sys
from dataclasses import astuple, is_dataclass
from math import isfinite

import pytest

from rmdata import statistics as st

ONE_UNCHANGED_FIVE_UP = {0: 1, 1: 2, 2: 2, 3: 1}
SIX_UP_BY_ONE = {1: 6}
NINETY_UNCHANGED_TEN_UP = {0: 90, 1: 10}


def test_one_unchanged_and_five_up():
    assert st.large_sample_p(ONE_UNCHANGED_FIVE_UP) == pytest.approx(0.0412, abs=5e-5)
    assert st.exact_p(ONE_UNCHANGED_FIVE_UP) == 0.0625
    assert st.rank_biserial(ONE_UNCHANGED_FIVE_UP) == 1


def test_six_up_by_one():
    assert st.exact_p(SIX_UP_BY_ONE) == 0.03125 == st.smallest_p(6)
    assert st.large_sample_p(SIX_UP_BY_ONE) == pytest.approx(0.0143, abs=5e-5)


def test_what_nought_of_n_is_compatible_with():
    assert st.upper_limit(0, 6) == pytest.approx(0.393, abs=5e-4)
    assert st.upper_limit(0, 5) == pytest.approx(0.451, abs=5e-4)
    assert st.upper_limit(0, 6) == pytest.approx(1 - 0.05 ** (1 / 6), rel=1e-12)


def test_a_total_of_two_roles_needs_seven_people():
    reaching = [n for n in range(1, 20) if st.gated(st.smallest_p(n), [], families=2)[0] <= 0.05]
    assert reaching[0] == 7


def test_a_typical_change_misleads_where_few_of_many_move():
    assert st.exact_p(NINETY_UNCHANGED_TEN_UP) == pytest.approx(0.002, abs=5e-5)
    assert st.median(NINETY_UNCHANGED_TEN_UP) == 0
    assert st.typical_change(NINETY_UNCHANGED_TEN_UP) is None


def test_a_typical_change_needs_six_pairs():
    assert st.typical_change({2: 3, 5: 2}) is None
    assert st.typical_change({2: 3, 5: 3}) == st.TypicalChange(3.5, 2.0, 5.0, exact=True)


def test_all_changing_alike_leaves_one_shift():
    assert st.typical_change({3: 6}) == st.TypicalChange(3.0, 3.0, 3.0, exact=True)
    assert st.typical_change({0: 6}) == st.TypicalChange(0.0, 0.0, 0.0, exact=True)


def test_counts_of_pairs():
    pairs = {(2, 4): 3, (4, 4): 2, (5, 1): 1, (1, 1): 0}
    assert st.movement(pairs) == st.Movement(n=6, up=3, same=2, down=1)
    assert st.differences(pairs) == {2: 3, 0: 2, -4: 1}
    assert st.before(pairs) == {2: 3, 4: 2, 5: 1, 1: 0}
    assert st.after(pairs) == {4: 5, 1: 1}
    assert st.n_people(st.after(pairs)) == 6


def test_feared_and_happened():
    found = st.mcnemar({(1, 0): 5, (1, 1): 1, (0, 0): 4})
    assert found == st.McNemar(both=1, only_first=5, only_second=0, neither=4, p=0.0625)
    assert found.n == 10


def test_standardised_difference_of_shares():
    assert st.standardised_difference_of_shares(4, 6, 4, 5) == pytest.approx(-0.3050, abs=5e-5)
    by_name = st.standardised_difference_of_categories(
        {"men": 4, "women": 2}, {"men": 4, "women": 1}
    )
    assert by_name == pytest.approx(0.3050, abs=5e-5)


def test_a_missing_p_stays_missing_and_counts_in_the_family():
    assert st.holm([0.01, None, 0.02]) == (0.03, None, 0.04)
    assert st.holm([]) == ()


def test_reliability_is_told_from_thirty_people():
    answers = {(1, 2, 1): 9, (3, 3, 4): 10, (5, 4, 5): 10}
    assert st.cronbach_alpha(answers) is None
    assert st.cronbach_alpha(answers | {(2, 2, 2): 1}).n == 30


SMALL = {
    "nobody": {},
    "only empty counts": {(3, 3): 0},
    "one unchanged": {(3, 3): 1},
    "one up": {(3, 4): 1},
    "two apart": {(3, 4): 1, (4, 3): 1},
    "two alike": {(3, 4): 2},
    "all unchanged": {(1, 1): 4, (3, 3): 5},
    "all the same score": {(3, 3): 40},
    "all up alike": {(3, 4): 40},
    "all the same before": {(3, 3): 5, (3, 4): 5},
    "all the same after": {(3, 3): 5, (2, 3): 5},
}


def everything(pairs):
    """Compute all there is from the same few people."""
    changes, moved = st.differences(pairs), st.movement(pairs)
    first, second = st.before(pairs), st.after(pairs)
    yes = {(int(pre > 3), int(post > 3)): people for (pre, post), people in pairs.items()}
    named = [{str(value): people for value, people in side.items()} for side in (first, second)]
    shares = [moved.up, moved.n, moved.down, moved.n]
    bounds = st.worst_and_best_case(moved.n, moved.up, moved.down)
    ends = st.scale_ends(first, 1, 5)
    meaningful = st.meaningful_change(changes, 1)
    return {
        "exact": st.exact_p(changes),
        "large": st.large_sample_p(changes),
        "biserial": st.rank_biserial(changes),
        "typical": st.typical_change(changes),
        "sign": st.sign_test_p(moved),
        "share": st.proportion(moved.up, moved.n),
        "limit": st.upper_limit(moved.up, moved.n),
        "mcnemar": st.mcnemar(yes),
        "quartiles": st.quartiles(changes),
        "rank test": st.rank_test(first, second),
        "category test": st.category_test(*named),
        "apart": st.standardised_difference(first, second),
        "shares apart": st.standardised_difference_of_shares(*shares),
        "categories apart": st.standardised_difference_of_categories(*named),
        "kendall": st.kendall_tau_b(pairs),
        "alpha": st.cronbach_alpha(pairs),
        "net change": st.net_change(moved.up, moved.same, moved.down),
        "difference of shares": st.difference_of_shares(*shares),
        "apart, interval": st.standardised_difference_with_interval(first, second),
        "shares apart, interval": st.standardised_difference_of_shares_with_interval(*shares),
        "categories apart, interval": st.standardised_difference_of_categories_with_interval(
            *named
        ),
        "bounds": bounds,
        "floor": ends and ends.floor,
        "ceiling": ends and ends.ceiling,
        "meaningful, up": meaningful and meaningful.up,
        "meaningful, down": meaningful and meaningful.down,
        "rises by start": next(iter(st.rises_by_start(pairs)), None),
        "run chart": st.run_chart([post for (_, post), n in pairs.items() for _ in range(n)]),
    }


@pytest.mark.parametrize("pairs", SMALL.values(), ids=SMALL)
def test_few_people_get_a_number_or_none(pairs):
    for name, found in everything(pairs).items():
        numbers = astuple(found) if is_dataclass(found) else (found,)
        assert all(n is None or isinstance(n, str) or isfinite(n) for n in numbers), name


@pytest.mark.parametrize("pairs", [{}, {(3, 3): 0}])
def test_nobody_gets_nothing(pairs):
    assert {name: found for name, found in everything(pairs).items() if found is not None} == {}


def test_all_unchanged_is_no_evidence():
    found = everything({(3, 3): 9})
    assert found["exact"] == found["sign"] == found["mcnemar"].p == 1
    assert found["large"] is found["biserial"] is found["kendall"] is found["alpha"] is None
    unlike = found["apart"], found["shares apart"], found["categories apart"]
    assert unlike == (None, None, None)
    assert found["rank test"] == found["category test"] == st.GroupTest(1.0, "exact")


def test_two_people_cannot_show_much():
    assert st.exact_p({1: 1}) == 1
    assert st.exact_p({1: 2}) == 0.5
    assert [st.smallest_p(n) for n in range(4)] == [1, 1, 0.5, 0.25]


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: st.exact_p({1: -1}), "cannot be negative"),
        (lambda: st.differences({(1, 2): -1}), "cannot be negative"),
        (lambda: st.kendall_tau_b({(1, 2): -1}), "cannot be negative"),
        (lambda: st.category_test({"a": -1}, {"a": 1}), "cannot be negative"),
        (lambda: st.median({float("nan"): 1}), "finite"),
        (lambda: st.quantile({1: 1}, 1.5), "between 0 and 1"),
        (lambda: st.proportion(7, 6), "not possible"),
        (lambda: st.upper_limit(0, 6, level=95), "between 0 and 1"),
        (lambda: st.holm([2.0]), "between 0 and 1"),
        (lambda: st.mcnemar({(1, 2): 1}), "0 or 1"),
        (lambda: st.cronbach_alpha({(1, 2): 1, (1,): 1}), "same number of items"),
        (lambda: st.smallest_p(-1), "cannot be negative"),
        (lambda: st.net_change(3, -1, 2), "cannot be negative"),
        (lambda: st.difference_of_shares(3, 2, 1, 4), "3 of 2 or 1 of 4 is not possible"),
        (lambda: st.difference_of_shares(1, 4, -1, 2), "1 of 4 or -1 of 2 is not possible"),
        (lambda: st.worst_and_best_case(3, 4, 2), "4 of 3 followed or 0 of 2 lost"),
        (lambda: st.worst_and_best_case(3, 1, 2, 3), "1 of 3 followed or 3 of 2 lost"),
        (lambda: st.worst_and_best_case(3, 1, 2, -1), "cannot be negative"),
        (lambda: st.scale_ends({3: 2, 6: 1}, 1, 5), "6 lies outside 1 to 5"),
        (lambda: st.scale_ends({0: 1, 3: 2}, 1, 5), "0 lies outside 1 to 5"),
        (lambda: st.scale_ends({5: 1}, 5, 5), "cannot go from 5 to 5"),
        (lambda: st.meaningful_change({2: 1}, 0), "more than no points"),
        (lambda: st.meaningful_change({2: 1}, float("nan")), "finite"),
        (lambda: st.rises_by_start({(1, 2): -1}), "cannot be negative"),
        (lambda: st.run_chart([3, float("inf"), 4]), "finite"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(call, words):
    with pytest.raises(ValueError, match=words):
        call()


def test_importing_the_room_leaves_scipy_shut():
    script = "import sys, rmdata.statistics; sys.exit(any('scipy' in name for name in sys.modules))"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
