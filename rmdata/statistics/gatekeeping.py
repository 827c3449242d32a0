"""Several tests in an order that was fixed before: the first one is the gate of the others."""

from collections.abc import Sequence

from rmdata.statistics.holm import holm


def gated(
    first: float | None, others: Sequence[float | None], families: int = 1
) -> tuple[float | None, tuple[float | None, ...]]:
    """Adjust one p and the p-values behind it, in a family of several such families.

    The first becomes p * families (Bonferroni over the families), the others Holm's adjusted p of
    their own number * families, but never less than the first: they count only once it does.
    Where there is no first p nothing bars the others. All at most 1; the chance of any false
    claim stays below the level. Raises ValueError for a p outside 0 to 1 and below one family.
    References: Maurer, Hothorn & Lehmacher 1995, Biometrie in der chemisch-pharmazeutischen
    Industrie 6:3 (a fixed order); Holm 1979, Scandinavian Journal of Statistics 6:65.
    """
    if families < 1:
        raise ValueError(f"There is at least one family: {families}.")
    [alone] = holm([first])
    gate = None if alone is None else min(1.0, alone * families)
    behind = tuple(
        None if p is None else max(gate or 0.0, min(1.0, p * families)) for p in holm(others)
    )
    return gate, behind
