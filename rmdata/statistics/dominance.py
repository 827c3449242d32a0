"""Which of two groups has the higher values, whatever the steps between them."""

from rmdata.statistics.counts import WeightedValues, ordered


def dominance(first: WeightedValues, second: WeightedValues) -> float | None:
    """Give the share of pairs in which the first group's value is higher, less where it is lower.

    From -1 to 1, over all pairs of one person of each group; its sign is that of the rank sum's
    distance from its mean. None where a group is empty. Raises ValueError for a negative count or
    a value that is not finite. Reference: Cliff 1993, Psychological Bulletin 114:494.
    """
    ours, theirs = ordered(first), ordered(second)
    n_pairs = sum(people for _, people in ours) * sum(people for _, people in theirs)
    if not n_pairs:
        return None
    balance = sum(
        people * others * ((value > other) - (value < other))
        for value, people in ours
        for other, others in theirs
    )
    return balance / n_pairs
