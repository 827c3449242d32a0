"""What may be said beyond the counts. The one rule on chance, for every sentence.

An exact p decides, never an interval. It is adjusted for every verdict that the page can state,
whatever the data, so that a programme in which nothing is there is rarely claimed to show
anything: see ``docs/methods.md`` for the simulated rates. A filter or a split makes many more
verdicts possible; nothing is called shown there.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from rmdata import statistics
from rmdata.findings.finding import Judgement, Verdict

ALPHA = 0.05
FEWEST_ONE_WAY = 5


@dataclass(frozen=True)
class Moved:
    """How many rose and fell of one question, with the p of their exact sign test."""

    n_up: int
    n_down: int
    p: float | None


def judged(about: str, p: float | None) -> Judgement:
    """Whether an adjusted p excludes chance."""
    return Judgement(about, _shown(p), p)


def judged_moves(
    moved: Mapping[str, Moved], first: str, n_roles: int, primary: Judgement | None = None
) -> dict[str, Judgement]:
    """Judge every question of one role, by name; ``first`` is the one that is the others' gate.

    The roles share the level equally. Within a role the first question (the total) is tested
    first, and the others are claimed only once it is; where nobody has a total they stand for
    themselves. A primary outcome that was declared beforehand comes before all of this, alone and
    at the full level: until it is shown nothing else is judged. Only the first question and the
    primary outcome can point one way.
    """
    others = [name for name in moved if name != first]
    gate = moved[first].p if first in moved else None
    leading, behind = statistics.gated(gate, [moved[name].p for name in others], n_roles)
    adjusted = dict(zip(others, behind, strict=True))
    if first in moved:
        adjusted = {first: leading} | adjusted
    told = {name: judged(name, _behind(primary, p)) for name, p in adjusted.items()}
    if primary and primary.verdict is not Verdict.SHOWN:
        return {n: replace(one, verdict=Verdict.NOT_JUDGED) for n, one in told.items()}
    if first in moved:
        told[first] = _pointing(told[first], moved[first])
    return told


def judged_primary(about: str, moved: Moved) -> Judgement:
    """Judge the outcome that was declared beforehand to be the first: alone, at the full level."""
    return _pointing(judged(about, moved.p), moved)


def _behind(primary: Judgement | None, p: float | None) -> float | None:
    if primary is None or p is None:
        return p
    return max(p, 1.0 if primary.p is None else primary.p)


def _shown(p: float | None) -> Verdict:
    return Verdict.SHOWN if p is not None and p <= ALPHA else Verdict.UNCLEAR


def _pointing(told: Judgement, moved: Moved) -> Judgement:
    one_way = points_one_way(moved.n_up, moved.n_down)
    if told.verdict is Verdict.UNCLEAR and one_way:
        return replace(told, verdict=Verdict.ONE_WAY)
    return told


def points_one_way(n_up: int, n_down: int) -> bool:
    """At least five moved, and none the other way."""
    return max(n_up, n_down) >= FEWEST_ONE_WAY and min(n_up, n_down) == 0


def share_of_page(p_values: Sequence[float | None], n_on_page: int) -> list[float | None]:
    """Adjust one card's p-values for all that its page tests: Holm within, Bonferroni between.

    The card's share of the level is its share of the tests. A missing p counts: the number of
    tests is what was meant, and does not shrink with the data.
    """
    spread = n_on_page / len(p_values)
    return [None if p is None else min(1.0, p * spread) for p in statistics.holm(p_values)]
