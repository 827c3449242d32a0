"""A change as people say it: who rose, stayed and fell, and what so few can show."""

from collections.abc import Sequence

from rmdata import statistics
from rmdata.findings import words
from rmdata.findings.change import TOTAL, Change
from rmdata.schema import Role

FLOOR_WORTH_SAYING = 0.001


def in_order(found: Sequence[Change]) -> list[Change]:
    """Domains by (up - down) / n, the largest first; the total last."""
    return sorted(found, key=lambda change: (change.domain == TOTAL, -change.net_share))


def title(named: Role, ordered: list[Change]) -> str:
    """The finding in words, from up and down; ties read as ties."""
    total = next((change for change in ordered if change.domain == TOTAL), None)
    best = _best_domains([change for change in ordered if change.domain != TOTAL])
    if total is None:
        return f"{named.plural}: {best}"
    names = (words.inside(named.label), words.inside(named.plural))
    rose = words.first_up(words.who(total.n_up, total.n_pairs, *names))
    fell = f", {words.count(total.n_down)} fell" if total.n_up < total.n_pairs > 1 else ""
    return f"{rose} rose in their total{fell}; {best}"


def _best_domains(domains: list[Change]) -> str:
    """Where the most rose, less those who fell."""
    best = max((change.net_share for change in domains), default=0)
    leaders = [words.inside(change.label) for change in domains if change.net_share == best]
    if best <= 0:
        return "no domain has more people who rose than fell"
    if len(leaders) == 1:
        return f"{leaders[0]} rose{' most' if len(domains) > 1 else ''}"
    if len(leaders) == len(domains):
        return f"{words.of(len(domains), len(domains))} domains rose equally"
    return f"{words.listed(leaders)} rose most, equally"


def basis(ordered: list[Change], named: Role) -> str:
    """How many answered both times; where domains differ, from how many to how many."""
    fewest = min(change.n_pairs for change in ordered)
    most = max(change.n_pairs for change in ordered)
    size = words.figure(most, words.inside(named.label), words.inside(named.plural))
    if fewest == most:
        return f"n = {size} who answered"
    return f"n = {fewest:,} to {size}, depending on the domain, who answered"


def sentence(change: Change) -> str:
    """One domain in words: who moved, and what so few people can show."""
    told = f"{change.label}: {moved(change)} ({medians(change)})"
    if change.p_floor_changed > FLOOR_WORTH_SAYING:
        told += f"; {floor(change)}"
    return f"{told}."


def moved(change: Change) -> str:
    """Who moved: five of six rose, one stayed; all six stayed; the only one fell."""
    whole = change.n_pairs
    told: list[str] = []
    for n, verb in ((change.n_up, "rose"), (change.n_same, "stayed"), (change.n_down, "fell")):
        if n:
            told.append(f"{words.count(n) if told else words.of(n, whole)} {verb}")
    if not change.n_up and whole > 1:
        told.insert(0, "none rose")
    return ", ".join(told)


def medians(change: Change) -> str:
    """The medians before and after; the answers themselves of a single person."""
    before, after = words.number(change.pre_median), words.number(change.post_median)
    what = "median " if change.n_pairs > 1 else ""
    return f"{what}{before} both times" if before == after else f"{what}{before} to {after}"


def floor(change: Change) -> str:
    """The smallest p that these changes could reach, or why nothing can be tested."""
    n_changed = change.n_up + change.n_down
    if n_changed == 0:
        return "where nobody changed there is nothing to test"
    if n_changed == 1:
        return "one changed answer is too few for a test"
    unchanged = f", {words.count(change.n_same)} unchanged," if change.n_same else ""
    smallest = words.bound(change.p_floor_changed)
    return f"with {words.people(change.n_pairs)}{unchanged} the smallest p possible is {smallest}"


def typical(ordered: list[Change]) -> tuple[str, ...]:
    """The typical change of the total, where there are people enough for its interval."""
    total = ordered[-1]
    if total.typical_change is None:
        return ()
    low, high = words.number(total.typical_low), words.number(total.typical_high)
    points = f"{total.typical_change:+g} {'point' if abs(total.typical_change) == 1 else 'points'}"
    return (f"Typical change of the total: {points} (95% interval {low} to {high}).",)


def what_so_few_can_show(ordered: list[Change]) -> str:
    """What the number of people allows a test to say, over all domains."""
    n = max(change.n_pairs for change in ordered)
    tests = max(1, sum(change.domain != TOTAL for change in ordered))
    smallest = statistics.smallest_holm_p(n, tests)
    if smallest <= 0.05:
        return "There is no comparison group: a rise is not proof that the programme caused it."
    over = f" over all {words.count(tests)} domains together" if tests > 1 else ""
    return (
        f"With {words.people(n)} no test{over} can reach p = 0.05: the smallest possible is "
        f"{words.bound(smallest)}. The counts are the finding."
    )
