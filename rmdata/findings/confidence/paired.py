"""What people answered at two stages, counted: the pairs that every figure of change is made of."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from rmdata.findings.evidence import Evidence, Selection
from rmdata.findings.finding import Field, Form
from rmdata.schema.vocabulary import POST, PRE, Instrument
from rmdata.statistics import PairedCounts

TOTAL = "total"
Group = tuple[str | None, str | None, str | None]
DOMAIN = Field("label", "Domain")
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


@dataclass(frozen=True)
class Paired:
    """One question of one role and group: how many went from one answer to another.

    ``counts`` gives the people by (before, after), in points of the scale, of the sum for the
    total; ``group`` is cohort, site and specialty, where the question was asked by them.
    """

    role: str
    group: Group
    domain: str
    label: str
    counts: PairedCounts


def is_domain_or_total(instrument: Instrument, name: str) -> bool:
    """Whether a question is the total or makes part of it; further items do not."""
    return name == TOTAL or any(domain.id == name for domain in instrument.domains)


def paired(
    evidence: Evidence,
    selection: Selection,
    by: Sequence[str] = (),
    before: str = PRE,
    after: str = POST,
) -> tuple[Paired, ...]:
    """Every rated question and the total, by role and group, as the instrument orders them."""
    found = evidence.ask("change", selection, by=list(by), before=before, after=after)
    pairs: dict[tuple[str, Group, int], dict[tuple[int, int], int]] = defaultdict(dict)
    for row in found.records():
        group = (row["cohort"], row["site"], row["specialty"])
        pairs[(row["role"], group, row["question"])][(row["before"], row["after"])] = row["n"]
    instrument = evidence.instrument
    roles = [role.id for role in instrument.roles]
    last = len(instrument.rated) + 1
    ordered = sorted(
        pairs, key=lambda k: (roles.index(k[0]), [g or "" for g in k[1]], k[2] or last)
    )
    told = []
    for role, group, question in ordered:
        rated = instrument.rated[question - 1] if question else None
        domain = rated.id if rated else TOTAL
        label = rated.label if rated else f"Total (of {instrument.highest_total})"
        told.append(Paired(role, group, domain, label, pairs[role, group, question]))
    return tuple(told)


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


FOR_STATISTICIANS = for_statisticians("before", "after")
