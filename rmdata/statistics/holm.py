"""Many tests at once: Holm's step-down adjustment."""

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
