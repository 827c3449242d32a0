"""Many tests at once: Holm's step-down adjustment, and a first test that is the others' gate."""

from collections.abc import Sequence


def holm(p_values: Sequence[float | None]) -> tuple[float | None, ...]:
    """Adjust the p-values of one family, in the order given.

    The i-th smallest of m becomes the largest of (m-j+1) * p_(j) over j <= i, at most 1. A
    missing p (None) stays missing and still counts in m: the family is what was meant to be
    tested, and does not shrink with the answers. Raises ValueError for a p outside 0 to 1.
    Reference: Holm 1979, Scandinavian Journal of Statistics 6:65.
    """
    adjusted: list[float | None] = [None] * len(p_values)
    known = [(p, place) for place, p in enumerate(p_values) if p is not None]
    reached = 0.0
    for rank, (p, place) in enumerate(sorted(known)):
        if not 0 <= p <= 1:
            raise ValueError(f"A p-value lies between 0 and 1: {p!r}.")
        reached = max(reached, min(1.0, (len(p_values) - rank) * p))
        adjusted[place] = reached
    return tuple(adjusted)


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
