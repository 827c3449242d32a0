"""The incomplete beta and gamma functions, and what is read off them.

The only door to scipy. It opens at the first call, since loading scipy takes longer than
everything else in this room together.
"""

import numpy as np
import numpy.typing as npt


def beta_cdf(at: float, a: float, b: float) -> float:
    """Give P(X <= at) for X ~ Beta(a, b), a and b above 0."""
    from scipy.special import betainc

    return float(betainc(a, b, at))


def beta_quantile(share: float, a: float, b: float) -> float:
    """Give the x with P(X <= x) = share for X ~ Beta(a, b), a and b above 0."""
    from scipy.special import betaincinv

    return float(betaincinv(a, b, share))


def binomial_upper_tail(count: int, n: int) -> float:
    """Give P(B >= count) for B ~ Binomial(n, 1/2), which is P(Beta(count, n-count+1) <= 1/2)."""
    return 1.0 if count <= 0 else beta_cdf(0.5, count, n - count + 1)


def f_quantile(share: float, numerator: float, denominator: float) -> float:
    """Give the quantile of the F distribution with these degrees of freedom.

    F = (X / numerator) / ((1 - X) / denominator) with X ~ Beta(numerator/2, denominator/2);
    both tails are asked for, so that neither is lost in 1 - x.
    """
    below = beta_quantile(share, numerator / 2, denominator / 2)
    above = beta_quantile(1 - share, denominator / 2, numerator / 2)
    return (below / numerator) / (above / denominator)


def noncentral_f_cdf(at: float, freedom: tuple[float, float], noncentrality: float) -> float:
    """Give P(F <= at) for noncentral F with (numerator, denominator) degrees of freedom."""
    from scipy.special import ncfdtr

    return float(ncfdtr(*freedom, noncentrality, at))


def log_factorial(counts: npt.NDArray[np.int64]) -> npt.NDArray[np.float64]:
    """Give the natural logarithm of each count's factorial."""
    from scipy.special import gammaln

    return np.asarray(gammaln(counts + 1.0), dtype=np.float64)
