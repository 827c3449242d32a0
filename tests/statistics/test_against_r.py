"""Every formula against R, on samples that R itself drew.

reference.R holds the calls and made reference.json; the tests need no R. Nothing may differ by
more than 1e-9.
"""

import json
from collections import Counter
from pathlib import Path

import pytest

from rmdata import statistics as st

REFERENCE = json.loads((Path(__file__).parent / "reference.json").read_text())


def disagreements(section, compute, most=1e-9):
    """List the cases in which any computed value is further than that from R's."""
    wrong = []
    for number, case in enumerate(REFERENCE[section]):
        for name, value in compute(case).items():
            if value != pytest.approx(case[name], rel=0, abs=most):
                wrong.append((number, name, value, case[name]))
    return wrong


def limits(found):
    return {"low": found.low, "high": found.high}


def categories(counts):
    return {f"category {place}": people for place, people in enumerate(counts)}


def test_signed_rank_and_sign_test():
    """pvalue(coin::wilcoxsign_test(post ~ pre, distribution, zero.method = "Wilcoxon"));
    median of the Walsh averages; binom.test(up, up + down)."""

    def compute(case):
        pairs = Counter(zip(case["pre"], case["post"], strict=True))
        changes = st.differences(pairs)
        typical = st.typical_change(changes)
        return {
            "exact": st.exact_p(changes),
            "asymptotic": st.large_sample_p(changes),
            "sign": st.sign_test_p(st.movement(pairs)),
        } | ({"hodges_lehmann": typical.estimate} if typical else {})

    assert len(REFERENCE["signed_rank"]) >= 300
    assert disagreements("signed_rank", compute) == []


def test_proportions():
    """binom.test(count, n)$conf.int, and its upper end with alternative = "less"."""

    def compute(case):
        found = st.proportion(case["count"], case["n"])
        upper = st.upper_limit(case["count"], case["n"])
        return {"low": found.low, "high": found.high, "upper": upper}

    assert disagreements("proportion", compute) == []


def test_holm():
    """p.adjust(p, "holm")."""
    assert disagreements("holm", lambda case: {"holm": list(st.holm(case["p"]))}) == []


def test_quantiles():
    """quantile(x, shares, type = 7)."""
    shares = (0, 0.1, 0.25, 0.5, 0.75, 0.9, 1)

    def compute(case):
        values = Counter(case["x"])
        around = st.quartiles(values)
        assert (around.lower, around.median, around.upper) == pytest.approx(case["type7"][2:5])
        return {"type7": [st.quantile(values, share) for share in shares]}

    assert disagreements("quantiles", compute) == []


def test_mcnemar():
    """binom.test(b, b + c)."""

    def compute(case):
        answers = dict(zip([(1, 1), (1, 0), (0, 1), (0, 0)], case["cells"], strict=True))
        return {"p": st.mcnemar(answers).p}

    assert disagreements("mcnemar", compute) == []


def test_rank_test():
    """pvalue(coin::wilcox_test(score ~ group, distribution = "exact"))."""

    def compute(case):
        found = st.rank_test(Counter(case["first"]), Counter(case["second"]))
        assert found.method == "exact"
        return {"p": found.p}

    assert disagreements("rank_test", compute) == []


def test_category_test():
    """fisher.test(table)."""

    def compute(case):
        found = st.category_test(categories(case["first"]), categories(case["second"]))
        assert found.method == "exact"
        return {"p": found.p}

    assert disagreements("category_test", compute) == []


def test_standardised_differences():
    """(mean(x) - mean(y)) / sqrt((var(x) + var(y)) / 2); sqrt(apart %*% solve(spread, apart))."""

    def of_means(case):
        found = st.standardised_difference(Counter(case["first"]), Counter(case["second"]))
        return {"difference": found}

    def of_categories(case):
        groups = categories(case["first"]), categories(case["second"])
        return {"distance": st.standardised_difference_of_categories(*groups)}

    assert disagreements("means", of_means) == []
    assert disagreements("categories", of_categories) == []


@pytest.mark.parametrize(
    ("section", "method"), [("kendall_exact", "exact"), ("kendall_ties", "large-sample")]
)
def test_kendall(section, method):
    """cor.test(x, y, method = "kendall", exact = TRUE without ties, FALSE with them)."""

    def compute(case):
        found = st.kendall_tau_b(Counter(zip(case["x"], case["y"], strict=True)))
        assert found.method == method
        return {"tau_b": found.tau_b, "p": found.p}

    assert disagreements(section, compute) == []


def test_cronbach_alpha():
    """k / (k - 1) * (1 - sum(apply(items, 2, var)) / var(rowSums(items))), limits with qf()."""

    def compute(case):
        answers, k = case["items"], case["k"]
        rows = [tuple(answers[start : start + k]) for start in range(0, len(answers), k)]
        found = st.cronbach_alpha(Counter(rows))
        return {"alpha": found.alpha, "low": found.low, "high": found.high}

    assert disagreements("alpha", compute) == []


def test_net_change():
    """uniroot of the score z - qnorm(0.975), the share that fell from uniroot of the slope."""

    def compute(case):
        return limits(st.net_change(*case["people"]))

    assert disagreements("net_change", compute, most=1e-8) == []


def test_differences_of_shares():
    """prop.test(x, n, correct = FALSE)$conf.int of each share, joined as Newcombe's method 10."""

    def compute(case):
        (x, y), (n, m) = case["x"], case["n"]
        return limits(st.difference_of_shares(x, n, y, m))

    assert disagreements("shares_apart", compute) == []


def test_intervals_of_standardised_differences():
    """d + qnorm(c(0.025, 0.975)) * sqrt(variance); uniroot of pf(F, k-1, n-k, ncp) - tail.

    R's noncentral F is itself good to about ten digits, and its tail is flat in the distance.
    """

    def of_means(case):
        groups = Counter(case["first"]), Counter(case["second"])
        return limits(st.standardised_difference_with_interval(*groups))

    def of_shares(case):
        (x, y), (n, m) = case["x"], case["n"]
        return limits(st.standardised_difference_of_shares_with_interval(x, n, y, m))

    def of_categories(case):
        groups = categories(case["first"]), categories(case["second"])
        return limits(st.standardised_difference_of_categories_with_interval(*groups))

    assert disagreements("means_apart", of_means) == []
    assert disagreements("standardised_shares", of_shares) == []
    assert disagreements("categories_apart", of_categories, most=1e-7) == []


def test_limits_of_run_charts():
    """round(log2(n) + 3); qbinom(0.05, n - 1, 0.5)."""

    def compute(case):
        found = st.run_chart([month % 2 for month in range(case["n"])] + [0.5] * 3)
        assert found.n_useful == case["n"]
        return {"longest_run": found.longest_run_limit, "crossings": found.crossings_limit}

    assert [case["n"] for case in REFERENCE["run_limits"]] == list(range(12, 121))
    assert disagreements("run_limits", compute) == []
