"""A change as people say it: who rose, stayed and fell, and what so few can show."""

from collections.abc import Sequence

from rmdata.findings import wording
from rmdata.findings.chance import ALPHA
from rmdata.findings.confidence.changes import Change
from rmdata.findings.confidence.paired import TOTAL
from rmdata.findings.finding import Judgement, Verdict
from rmdata.schema.vocabulary import Instrument, Role
from rmdata.statistics import smallest_p

MOST_SAID_TO_BE_FEW = 12


def outcome_in_words(instrument: Instrument, outcome: tuple[str, str]) -> str:
    """A role's question as it is named within a sentence: strengths of mentors."""
    role, question = outcome
    labels = {domain.id: wording.inside(domain.label) for domain in instrument.domains}
    return f"{labels.get(question, 'the total')} of {wording.inside(instrument.role(role).plural)}"


def in_order(found: Sequence[Change]) -> list[Change]:
    """Domains by (up - down) / n, the largest first; the total last."""
    return sorted(found, key=lambda change: (change.domain == TOTAL, -(change.net_change or 0)))


def judgements(found: Sequence[Change]) -> tuple[Judgement, ...]:
    """The verdicts on these changes, each named by role and question."""
    return tuple(Judgement(f"{c.role} {c.domain}", c.verdict, c.p_judged) for c in found)


def title(named: Role, ordered: list[Change]) -> str:
    """The finding in words: counts, and beyond them only what its verdict allows."""
    total = next((change for change in ordered if change.domain == TOTAL), None)
    domains = [change for change in ordered if change.domain != TOTAL]
    if total is None:
        return _without_total(named, domains)
    shown = _shown_domains(domains)
    return _of_total(named, total) + (f"; {shown}" if shown else "")


def _of_total(named: Role, total: Change) -> str:
    names = (wording.inside(named.label), wording.inside(named.plural))
    if total.n_same == total.n_pairs:
        kept = "kept the same total" if total.n_pairs == 1 else "kept their total"
        return f"{wording.first_up(wording.who(total.n_same, total.n_pairs, *names))} {kept}"
    rose = wording.first_up(wording.who(total.n_up, total.n_pairs, *names))
    fell = f", {wording.count(total.n_down)} fell" if total.n_up < total.n_pairs > 1 else ""
    if total.n_pairs == total.n_down == 1:
        return f"The only {names[0]} fell in their total{beyond_counts(total)}"
    return f"{rose} rose in their total{fell}{beyond_counts(total)}"


def _without_total(named: Role, domains: list[Change]) -> str:
    shown = _shown_domains(domains)
    if shown:
        return f"{named.plural}: {shown}"
    if len(domains) == 1:
        [only] = domains
        return f"{named.plural}, {wording.inside(only.label)}: {moved(only)}{beyond_counts(only)}"
    if all(change.verdict is Verdict.NOT_JUDGED for change in domains):
        return f"How many {wording.inside(named.plural)} rose, stayed and fell in each domain"
    return f"{named.plural}: no domain shows a clear direction"


def _shown_domains(domains: list[Change]) -> str:
    """The domains in which chance is excluded, by their direction; blank where there is none."""
    shown = [change for change in domains if change.verdict is Verdict.SHOWN]
    parts = []
    for what, chosen in (
        ("beyond chance, more rose than fell", [c for c in shown if c.n_up > c.n_down]),
        ("beyond chance, more fell than rose", [c for c in shown if c.n_up < c.n_down]),
    ):
        if len(chosen) == len(domains) > 1:
            parts.append(f"{what} in {wording.of(len(domains), len(domains))} domains")
        elif chosen:
            parts.append(f"{what} in {wording.listed([wording.inside(c.label) for c in chosen])}")
    return ", ".join(parts)


def beyond_counts(change: Change) -> str:
    """What may be said beyond the counts: the end of a sentence that gave them."""
    n_moved = change.n_up + change.n_down
    if change.verdict is Verdict.SHOWN:
        return ": more than chance explains"
    if change.verdict is Verdict.ONE_WAY:
        some = f"only {wording.count(n_moved)} who changed"
        few = some if change.n_pairs > MOST_SAID_TO_BE_FEW else wording.people(change.n_pairs)
        return f"; with {few} that can still be chance"
    if change.verdict is Verdict.NOT_JUDGED or not n_moved:
        return ""
    if change.n_pairs == 1:
        return "; one person shows no direction"
    if min(change.n_up, change.n_down) == 0:
        return "; too few to show a direction"
    return ": no clear direction"


def basis(ordered: list[Change], named: Role) -> str:
    """How many answered both times; where domains differ, from how many to how many."""
    fewest = min(change.n_pairs for change in ordered)
    most = max(change.n_pairs for change in ordered)
    size = wording.figure(most, wording.inside(named.label), wording.inside(named.plural))
    if fewest == most:
        return f"The same people twice, not a trend: n = {size} who answered"
    return (
        f"The same people twice, not a trend: n = {fewest:,} to {size}, depending on the domain, "
        "who answered"
    )


def sentence(change: Change) -> str:
    """One domain in words: who moved, and between which limits the share that rose lies."""
    told = f"{change.label}: {moved(change)} ({medians(change)})"
    if change.n_pairs > 1:
        told += f"; {share_that_rose(change)}"
    return f"{told}."


def share_that_rose(change: Change) -> str:
    """The share that rose with its interval."""
    low, high = wording.limit(change.share_up_low), wording.limit(change.share_up_high)
    return f"{wording.limit(change.share_up)} rose (95% interval {low} to {high})"


def moved(change: Change) -> str:
    """Who moved: five of six rose, one stayed, none fell; all six stayed; the only one fell."""
    whole = change.n_pairs
    told: list[str] = []
    for n, verb in ((change.n_up, "rose"), (change.n_same, "stayed"), (change.n_down, "fell")):
        if n:
            told.append(f"{wording.count(n) if told else wording.of(n, whole)} {verb}")
    if not change.n_up and whole > 1:
        told.insert(0, "none rose")
    elif change.n_up and change.n_same and not change.n_down:
        told.append("none fell")
    return ", ".join(told)


def medians(change: Change) -> str:
    """The medians before and after; the answers themselves of a single person."""
    before, after = wording.number(change.pre_median), wording.number(change.post_median)
    what = "median " if change.n_pairs > 1 else ""
    return f"{what}{before} both times" if before == after else f"{what}{before} to {after}"


def smallest(change: Change) -> str:
    """The smallest p that those who changed could reach in either test, as it is said."""
    return f"the smallest p possible is {wording.p_value(change.p_floor_changed)}"


def typical(ordered: list[Change]) -> tuple[str, ...]:
    """The typical change of the total, where there are people enough for its interval."""
    total = ordered[-1]
    if total.typical_change is None or total.typical_low is None or total.typical_high is None:
        return ()
    low, high = wording.number(total.typical_low), wording.number(total.typical_high)
    points = "no points" if total.typical_change == 0 else f"{total.typical_change:+g} points"
    if abs(total.typical_change) == 1:
        points = points.removesuffix("s")
    told = f"Typical change of the total: {points} (95% interval {low} to {high})."
    excludes_none = not total.typical_low <= 0 <= total.typical_high
    if total.typical_low == total.typical_high:
        told += " The interval has no width as so many changes are alike, not as it is sure."
    if total.verdict is not Verdict.NOT_JUDGED and excludes_none is not (
        total.verdict is Verdict.SHOWN
    ):
        told += (
            " The interval is of this total alone, by the signed-rank test; the verdict above "
            "counts who rose and who fell, and allows for everything else that is tested."
        )
    return (told,)


def what_so_few_can_show(n_people: int, n_tests: int) -> str:
    """What the number of people allows the tests to show at all."""
    least = min(1.0, n_tests * smallest_p(n_people))
    if least <= ALPHA:
        return "There is no comparison group: a rise is not proof that the programme caused it."
    return (
        f"With {wording.people(n_people)} no change can be shown, even where all of them rise. The "
        "counts are the finding."
    )
