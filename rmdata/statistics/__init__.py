"""Formulas with their references: counts of people in, plain estimates out.

Nothing here knows a file, a store or a screen. A quantity that does not exist is None.
"""

from rmdata.statistics.association import Association, JointCounts, kendall_tau_b
from rmdata.statistics.by_chance import RunChart, StartingThird, rises_by_start, run_chart
from rmdata.statistics.counts import (
    Estimate,
    Movement,
    PairedCounts,
    Quartiles,
    WeightedValues,
    after,
    before,
    differences,
    median,
    movement,
    n_people,
    quantile,
    quartiles,
)
from rmdata.statistics.differences_of_shares import difference_of_shares, net_change
from rmdata.statistics.group_tests import GroupTest, category_test, dominance, rank_test
from rmdata.statistics.many_tests import gated, holm
from rmdata.statistics.reliability import FEWEST_PEOPLE, AnswerPatterns, Reliability, cronbach_alpha
from rmdata.statistics.shares import (
    END_EFFECT,
    MeaningfulChange,
    Proportion,
    ScaleEnds,
    ShareBounds,
    meaningful_change,
    proportion,
    scale_ends,
    upper_limit,
    worst_and_best_case,
)
from rmdata.statistics.signed_ranks import (
    EXACT_LIMIT,
    TypicalChange,
    exact_p,
    large_sample_p,
    rank_biserial,
    smallest_p,
    typical_change,
)
from rmdata.statistics.signs import McNemar, mcnemar, sign_test_p
from rmdata.statistics.standardised import (
    standardised_difference,
    standardised_difference_of_categories,
    standardised_difference_of_categories_with_interval,
    standardised_difference_of_shares,
    standardised_difference_of_shares_with_interval,
    standardised_difference_with_interval,
)

__all__ = [
    "END_EFFECT",
    "EXACT_LIMIT",
    "FEWEST_PEOPLE",
    "AnswerPatterns",
    "Association",
    "Estimate",
    "GroupTest",
    "JointCounts",
    "McNemar",
    "MeaningfulChange",
    "Movement",
    "PairedCounts",
    "Proportion",
    "Quartiles",
    "Reliability",
    "RunChart",
    "ScaleEnds",
    "ShareBounds",
    "StartingThird",
    "TypicalChange",
    "WeightedValues",
    "after",
    "before",
    "category_test",
    "cronbach_alpha",
    "difference_of_shares",
    "differences",
    "dominance",
    "exact_p",
    "gated",
    "holm",
    "kendall_tau_b",
    "large_sample_p",
    "mcnemar",
    "meaningful_change",
    "median",
    "movement",
    "n_people",
    "net_change",
    "proportion",
    "quantile",
    "quartiles",
    "rank_biserial",
    "rank_test",
    "rises_by_start",
    "run_chart",
    "scale_ends",
    "sign_test_p",
    "smallest_p",
    "standardised_difference",
    "standardised_difference_of_categories",
    "standardised_difference_of_categories_with_interval",
    "standardised_difference_of_shares",
    "standardised_difference_of_shares_with_interval",
    "standardised_difference_with_interval",
    "typical_change",
    "upper_limit",
    "worst_and_best_case",
]
