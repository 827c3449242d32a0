"""The run chart by hand: which points count, runs, crossings, and the very limits."""

import pytest

from rmdata import statistics as st


def of_signs(signs: str) -> st.RunChart:
    """Months above (+), below (-) and on (0) the median, with as many above as below."""
    return st.run_chart([{"+": 9, "-": 3, "0": 4}[sign] for sign in signs])


def test_points_on_the_median_neither_break_nor_lengthen_a_run():
    found = of_signs("++0+-0-++--+0-+--")
    assert (found.median, found.n_useful) == (4, 14)
    assert (found.longest_run, found.crossings) == (3, 7)
    assert found.signals is False


def test_the_median_is_of_all_points():
    found = st.run_chart([1, 2, 3, 4, 10, 20])
    assert (found.median, found.n_useful, found.longest_run, found.crossings) == (3.5, 6, 3, 1)


def test_rules_begin_at_twelve_useful_points():
    eleven, twelve = of_signs("++++++-----000"), of_signs("++++++------")
    assert (eleven.n_useful, eleven.longest_run_limit, eleven.crossings_limit) == (11, None, None)
    assert eleven.signals is None
    assert (twelve.n_useful, twelve.longest_run_limit, twelve.crossings_limit) == (12, 7, 3)
    assert twelve.signals is True


@pytest.mark.parametrize(
    ("signs", "longest_run", "crossings", "signals"),
    [
        ("-+++++++--+-----", 7, 4, False),
        ("+++----+++----++", 4, 4, False),
        ("++++----++++----", 4, 3, True),
        ("++++-0---++00++----", 4, 3, True),
        ("-------++++++++-", 8, 2, True),
    ],
)
def test_of_sixteen_points_seven_may_be_a_run_and_four_crossings_are_enough(
    signs: str, longest_run: int, crossings: int, signals: bool
):
    found = of_signs(signs)
    assert (found.n_useful, found.longest_run_limit, found.crossings_limit) == (16, 7, 4)
    assert (found.longest_run, found.crossings) == (longest_run, crossings)
    assert found.signals is signals


def test_a_long_run_is_a_signal_by_itself():
    eight, nine = of_signs("-++++++++--+--++---+----"), of_signs("-+++++++++--+--+---+----")
    for found in (eight, nine):
        assert (found.n_useful, found.longest_run_limit, found.crossings_limit) == (24, 8, 8)
        assert found.crossings == 8
    assert (eight.longest_run, eight.signals) == (8, False)
    assert (nine.longest_run, nine.signals) == (9, True)


def test_a_flat_series_has_no_useful_points():
    assert st.run_chart([2] * 30) == st.RunChart(2, 0, 0, None, 0, None)
    assert st.run_chart([]) is None
