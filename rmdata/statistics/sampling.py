"""How a p came about, and the sampling for distributions too large to count out."""

from typing import Literal

import numpy as np
import numpy.typing as npt

Method = Literal["exact", "sampled", "large-sample"]
"""Counted out; estimated from RESAMPLES random permutations; or by normal approximation."""

RESAMPLES = 9_999
SEED = 1945
"""Where random permutations start, so that the same answers always give the same p."""


def sampled_p(extreme: npt.NDArray[np.bool_]) -> float:
    """Give the p of sampled permutations, told for each whether it is as extreme as what was seen.

    (hits + 1) / (permutations + 1): what was seen is itself a permutation, so p is never 0.
    Reference: Phipson & Smyth 2010, Statistical Applications in Genetics and Molecular Biology
    9:39.
    """
    return (int(extreme.sum()) + 1) / (extreme.size + 1)
