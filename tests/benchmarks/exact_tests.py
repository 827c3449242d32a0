"""What the exact signed-rank test costs beside scipy's permutation method.

Run by hand: python tests/benchmarks/exact_tests.py
"""

import sys
from pathlib import Path
from time import process_time

import numpy as np
from scipy.stats import PermutationMethod, wilcoxon

sys.path.insert(0, str(Path(__file__).parents[2]))

from rmdata.statistics import differences, exact_p, typical_change
from rmdata.statistics.distributions import coin_tosses

DOMAINS, COHORTS, PEOPLE = 7, 8, 1_000
BY_SCIPY = 2
MOST_SECONDS = 0.060
LEAST_RATIO = 1_000


def invented_scores(rng: np.random.Generator, domain: int) -> np.ndarray:
    """Draw everybody's (pre, post) in one domain of one cohort, one row each."""
    pre = rng.integers(1, 6, PEOPLE)
    return np.column_stack([pre, np.clip(pre + rng.integers(-2 + domain % 3, 4, PEOPLE), 1, 5)])


def counted(scores: np.ndarray) -> dict[tuple[int, int], int]:
    pairs, people = np.unique(scores, axis=0, return_counts=True)
    return {(int(pre), int(post)): int(n) for (pre, post), n in zip(pairs, people, strict=True)}


def seconds(work) -> float:
    started = process_time()
    work()
    return process_time() - started


def scipy_p(scores: np.ndarray) -> float:
    method = PermutationMethod(n_resamples=9_999, rng=np.random.default_rng(1945))
    change = scores[:, 1] - scores[:, 0]
    return wilcoxon(change, zero_method="wilcox", method=method).pvalue


def main() -> None:
    rng = np.random.default_rng(1945)
    tests = [invented_scores(rng, domain) for domain in range(DOMAINS) for _ in range(COHORTS)]
    tables = [counted(scores) for scores in tests]
    exact_p({1: 1})
    coin_tosses.cache_clear()
    ours = seconds(lambda: [exact_p(differences(table)) for table in tables])
    again = min(seconds(lambda: [exact_p(differences(t)) for t in tables]) for _ in range(5))
    theirs = seconds(lambda: [scipy_p(scores) for scores in tests[:BY_SCIPY]])
    scaled = theirs / BY_SCIPY * len(tests)
    print(f"{len(tests)} exact tests of {PEOPLE} pairs: {ours * 1e3:.1f} ms of CPU the first time,")
    print(f"  {again * 1e3:.1f} ms when binomials are remembered (limit {MOST_SECONDS * 1e3:.0f})")
    print(f"scipy, 9 999 permutations: {theirs:.2f} s for {BY_SCIPY}, so {scaled:.1f} s for all")
    print(f"ratio {scaled / ours:.0f} the first time, {scaled / again:.0f} after that")

    totals = rng.integers(7, 36, PEOPLE), rng.integers(7, 36, PEOPLE)
    change = counted(np.column_stack(totals))
    print(f"exact p of one total: {seconds(lambda: exact_p(differences(change))):.3f} s")
    print(f"its typical change: {seconds(lambda: typical_change(differences(change))):.3f} s")

    assert ours <= MOST_SECONDS, "the exact tests are too slow"
    assert scaled / ours >= LEAST_RATIO, "the exact tests gain too little on scipy"


if __name__ == "__main__":
    main()
