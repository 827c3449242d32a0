"""At how many people, tables or steps a test stops being counted out, to the very last one."""

from collections.abc import Callable
from typing import Any

import pytest

from rmdata import statistics as st

GROUP_TESTS = "rmdata.statistics.group_tests"


@pytest.mark.parametrize(
    ("people", "method"),
    [(8, "exact"), (9, "sampled"), (100, "sampled"), (101, "large-sample")],
)
def test_how_many_people_an_association_is_counted_and_sampled_for(people: int, method: str):
    assert st.kendall_tau_b({(1, 5): people - 3, (2, 6): 3}).method == method


def test_eight_people_have_every_order_written_out():
    assert st.kendall_tau_b({(x, x): 1 for x in range(8)}).p == 2 / 40_320


@pytest.mark.parametrize(
    ("test", "low", "high"), [(st.rank_test, 1, 2), (st.category_test, "low", "high")]
)
@pytest.mark.parametrize(("others", "method"), [(998, "exact"), (999, "sampled")])
def test_a_thousand_people_are_counted_out_and_one_more_sampled(
    test: Callable[..., st.GroupTest], low: Any, high: Any, others: int, method: str
):
    assert test({low: 2}, {low: others - 7, high: 7}).method == method


def test_a_hundred_thousand_divisions_of_the_categories_are_counted_out():
    """A group of s can be divided over four larger categories in (s+3)(s+2)(s+1)/6 ways."""
    everyone = {"a": 110, "b": 120, "c": 130, "d": 140}
    few, many = ({"a": 50, "b": 30, "d": size - 80} for size in (82, 83))
    assert (85 * 84 * 83 // 6, 86 * 85 * 84 // 6) == (98_770, 102_340)
    assert st.category_test(few, everyone).method == "exact"
    assert st.category_test(many, everyone).method == "sampled"


@pytest.mark.parametrize(("most", "method"), [(3, "exact"), (2, "sampled")])
def test_as_many_divisions_as_are_allowed(monkeypatch, most: int, method: str):
    """Two of two a and three b: aa, ab or bb."""
    monkeypatch.setattr(f"{GROUP_TESTS}.MOST_TABLES", most)
    assert st.category_test({"a": 1, "b": 1}, {"a": 1, "b": 2}).method == method


@pytest.mark.parametrize(("most", "method"), [(16, "exact"), (15, "sampled")])
def test_as_many_additions_as_are_allowed(monkeypatch, most: int, method: str):
    """One of three: none or one of either value, over sizes 0 and 1 and sums 0 and 1."""
    monkeypatch.setattr(f"{GROUP_TESTS}.MOST_STEPS", most)
    assert st.rank_test({1: 1}, {1: 1, 2: 1}).method == method


def test_the_interval_is_exact_for_a_thousand_people_and_no_more():
    assert st.EXACT_LIMIT == 1_000
    assert st.typical_change({2: 1_000}) == st.TypicalChange(2.0, 2.0, 2.0, exact=True)
    assert st.typical_change({2: 1_001}) == st.TypicalChange(2.0, 2.0, 2.0, exact=False)
