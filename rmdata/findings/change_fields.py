"""The columns of a change: what everybody sees, and what statisticians see besides."""

from dataclasses import replace

from rmdata.findings.finding import Field, Form

DOMAIN = Field("label", "Domain")


def moved_fields(before: str, after: str) -> tuple[Field, ...]:
    """What everybody sees of a change, in the words of the two stages."""
    return (
        Field("n_pairs", f"Answered {before} and {after}", Form.COUNT),
        Field("n_up", "Rose", Form.COUNT),
        Field("n_same", "Stayed", Form.COUNT),
        Field("n_down", "Fell", Form.COUNT),
        Field("pre_median", f"Median {before}", Form.SCORE),
        Field("post_median", f"Median {after}", Form.SCORE),
    )


MOVED = moved_fields("before", "after")


def for_statisticians(before: str, after: str) -> tuple[Field, ...]:
    """What statisticians see besides, in the words of the two stages."""
    return tuple(
        replace(field, label=field.label.format(before=before, after=after))
        for field in STATISTICIANS
    )


STATISTICIANS = (
    Field("n_pairs", "n pairs", Form.COUNT),
    Field("share_up", "Share up", Form.SHARE),
    Field("share_up_low", "Share up, from (95%)", Form.SHARE),
    Field("share_up_high", "Share up, to (95%)", Form.SHARE),
    Field("share_down", "Share down", Form.SHARE),
    Field("share_down_low", "Share down, from (95%)", Form.SHARE),
    Field("share_down_high", "Share down, to (95%)", Form.SHARE),
    Field("net_change", "Share up less share down", Form.DECIMAL),
    Field("net_low", "Net, from (95%, large-sample)", Form.DECIMAL),
    Field("net_high", "Net, to (95%, large-sample)", Form.DECIMAL),
    Field("pre_q1", "Lower quartile {before}", Form.SCORE),
    Field("pre_q3", "Upper quartile {before}", Form.SCORE),
    Field("post_q1", "Lower quartile {after}", Form.SCORE),
    Field("post_q3", "Upper quartile {after}", Form.SCORE),
    Field("p_exact", "Exact p", Form.P),
    Field("p_floor", "Smallest p possible", Form.P),
    Field("p_floor_changed", "Smallest p possible for those who changed", Form.P),
    Field("p_holm", "Exact p, Holm over domains", Form.P),
    Field("p_sign", "Exact sign test p", Form.P),
    Field("p_judged", "Sign test p, for all that is judged", Form.P),
    Field("verdict", "Verdict"),
    Field("p_asymptotic", "Large-sample p", Form.P),
    Field("rank_biserial", "Rank-biserial among those who changed", Form.DECIMAL),
)
FOR_STATISTICIANS = for_statisticians("before", "after")
