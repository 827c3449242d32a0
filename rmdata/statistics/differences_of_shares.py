"""Differences of shares with their 95% score intervals: before and after, and of two groups."""

from math import hypot, sqrt

from rmdata.statistics.counts import NORMAL, Estimate, check_count, last_held

"""How many standard errors such an interval reaches to either side, 1.96."""


"""After so many, what is left of an interval is smaller than the rounding of its ends."""


def net_change(n_up: int, n_same: int, n_down: int) -> Estimate | None:
    """Give (up - down) / n, from -1 to 1, with the score interval for pairs; None without people.

    The interval holds every change d with (up - down - nd)^2 <= 1.96^2 * n * (2q + d(1 - d)),
    q the likeliest share of people who fell if the change is d. Of n who all rose it begins at
    (n - 1.96^2) / (n + 1.96^2), and it leaves out 0 from four up and none down, whatever n is.
    Raises ValueError for a negative count.
    Reference: Tango 1998, Statistics in Medicine 17:891.
    """
    for people in (n_up, n_same, n_down):
        check_count(people)
    up, down = int(n_up), int(n_down)
    n = up + int(n_same) + down
    if n == 0:
        return None

    def compatible(change: float) -> bool:
        fell = _share_that_fell(change, up, down, n)
        variance = n * (2 * fell + change * (1 - change))
        return bool((up - down - n * change) ** 2 <= NORMAL**2 * variance)

    change = (up - down) / n
    low, high = (last_held(compatible, change, end) for end in (-1.0, 1.0))
    return Estimate(change, low, high)


def difference_of_shares(count: int, n: int, other_count: int, other_n: int) -> Estimate | None:
    """Give p - q with its score interval, for p = count / n and the share q of another group.

    From p - q - hypot(p - low p, high q - q) to p - q + hypot(high p - p, q - low q), low and
    high the limits of Wilson's score interval of each share. None without people in either group.
    Raises ValueError unless 0 <= count <= n in both groups.
    References: Newcombe 1998, Statistics in Medicine 17:873, method 10; Wilson 1927, Journal of
    the American Statistical Association 22:209.
    """
    if not 0 <= count <= n or not 0 <= other_count <= other_n:
        raise ValueError(f"{count} of {n} or {other_count} of {other_n} is not possible.")
    if n == 0 or other_n == 0:
        return None
    share, other = count / n, other_count / other_n
    low, high = _wilson(int(count), int(n))
    other_low, other_high = _wilson(int(other_count), int(other_n))
    apart = share - other
    return Estimate(
        apart,
        apart - hypot(share - low, other_high - other),
        apart + hypot(high - share, other - other_low),
    )


def _share_that_fell(change: float, up: int, down: int, n: int) -> float:
    """Give the q >= 0 at which up, same and down are likeliest with q + change of people rising.

    The larger root of 2n q^2 + b q + c = 0, written so that nothing cancels.
    """
    b = (2 * n - up + down) * change - up - down
    c = -down * change * (1 - change)
    root = sqrt(max(0.0, b * b - 8 * n * c))
    if b <= 0:
        return (root - b) / (4 * n)
    return -2 * c / (root + b)


def _wilson(count: int, n: int) -> tuple[float, float]:
    squared = NORMAL**2
    middle = count + squared / 2
    reach = NORMAL * sqrt(count * (n - count) / n + squared / 4)
    # Rounding must not carry a limit beyond 0 or 1.
    return max(0.0, (middle - reach) / (n + squared)), min(1.0, (middle + reach) / (n + squared))
