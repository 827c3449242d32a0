"""How far each group is from all the others together, for size only."""

from collections.abc import Sequence

from rmdata import statistics
from rmdata.findings.change import Change
from rmdata.findings.finding import Field, Form

AGAINST_OTHERS = (
    Field("apart", "Share up, less that of all other groups", Form.DECIMAL),
    Field("apart_low", "From (95%, for size only)", Form.DECIMAL),
    Field("apart_high", "To (95%, for size only)", Form.DECIMAL),
)


def against_others(groups: Sequence[Change]) -> list[dict[str, float | None]]:
    """For each group the share that rose less that of all others together, from -1 to 1.

    With its 95% score interval (Newcombe 1998); None where there is no other group.
    """
    n_up, n = sum(group.n_up for group in groups), sum(group.n_pairs for group in groups)
    found = [
        statistics.difference_of_shares(g.n_up, g.n_pairs, n_up - g.n_up, n - g.n_pairs)
        for g in groups
    ]
    names = [field.name for field in AGAINST_OTHERS]
    return [
        dict(zip(names, (e.value, e.low, e.high) if e else (None, None, None), strict=True))
        for e in found
    ]
