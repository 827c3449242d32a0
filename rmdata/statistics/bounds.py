"""What a share of everyone can be, when some people were lost and nothing is supposed of them."""

from dataclasses import dataclass

from rmdata.statistics.counts import check_count


@dataclass(frozen=True, slots=True)
class ShareBounds:
    """The fewest and the most of n people for whom something can be true."""

    n: int
    fewest: int
    most: int

    @property
    def low(self) -> float:
        """The smallest share, 0 to 1."""
        return self.fewest / self.n

    @property
    def high(self) -> float:
        """The largest share, 0 to 1."""
        return self.most / self.n


def worst_and_best_case(
    n_followed: int, n_up: int, n_lost: int, n_lost_at_ceiling: int = 0
) -> ShareBounds | None:
    """Bound the share of all people, followed and lost, whose score rose; None without people.

    At worst none of the lost rose; at best all did but those who began at the ceiling, who had
    nowhere to rise to. Somebody lost whose score before is unknown counts in n_lost alone: they
    may have risen. For the share that fell, give who fell and who began at the floor. These are
    bounds and no confidence interval: they hold whatever became of the lost. Raises ValueError
    for a negative count, and when more rose than were followed or more began at the ceiling than
    were lost.
    Reference: Horowitz & Manski 2000, Journal of the American Statistical Association 95:77.
    """
    for people in (n_followed, n_up, n_lost, n_lost_at_ceiling):
        check_count(people)
    if n_up > n_followed or n_lost_at_ceiling > n_lost:
        raise ValueError(
            f"{n_up} of {n_followed} followed or {n_lost_at_ceiling} of {n_lost} lost is not "
            "possible."
        )
    n = n_followed + n_lost
    return ShareBounds(n, n_up, n_up + n_lost - n_lost_at_ceiling) if n else None
