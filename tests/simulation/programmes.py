"""Invented programmes as counts: such in which nothing is there, and such in which something is.

A simulated programme answers the questions that carry verdicts; every other question finds
nothing. So what a page claims costs no store, and thousands of programmes take minutes.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt

from rmdata.disclosure import Audience, Counts, SafeCounts, release
from rmdata.findings.evidence import Declared, Evidence, Selection
from rmdata.schema.vocabulary import Instrument

PROGRAMME = "Simulated"
AS_OF = date(2025, 12, 31)
SHARE_TOOK_PART, SHARE_LOST, MEAN_SESSIONS = 0.8, 0.25, 5
# How many values each trait has; nothing depends on any of them.
TRAITS = {
    "grade": 3,
    "sex": 2,
    "age_band": 4,
    "site": 4,
    "specialty": 5,
    "how_recruited": 2,
}
GROUPS = (None, None, None)
Scores = npt.NDArray[np.int64]
Row = tuple[Any, ...]


@dataclass(frozen=True)
class Simulated(Evidence):
    """Counts that stand in for a store's."""

    measured: Instrument | None = None
    answers: tuple[tuple[str, tuple[Row, ...]], ...] = ()
    outcome: tuple[str, str] | None = None

    @property
    def instrument(self) -> Instrument:
        assert self.measured
        return self.measured

    def ask(self, name: str, selection: Selection, **parameters: Any) -> SafeCounts:
        columns, roles = COLUMNS.get(name, ("n",)), selection.roles
        found = [row for asked, rows in self.answers if asked == name for row in rows]
        if "role" in columns and roles:
            found = [row for row in found if row[columns.index("role")] in roles]
        return release(Counts(name, columns, tuple(found)), Audience.TEAM)

    def settings(self, programme: str) -> dict[tuple[str | None, str], str]:
        return {}

    def declared(self, programme: str) -> dict[str, Declared]:
        if self.outcome is None:
            return {}
        return {"primary_outcome": Declared(" ".join(self.outcome), date(2024, 1, 1), True)}


COLUMNS = {
    "change": ("role", "cohort", "site", "specialty", "question", "before", "after", "n"),
    "traits": ("role", "trait", "value", "took_part", "completed", "n"),
    "baselines": ("role", "standing", "total", "n"),
    "dose": ("role", "n_sessions", "minutes", "change", "n"),
    "cohort_days": ("cohort", "first_day", "last_day"),
}


def without_effect(rng: np.random.Generator, instrument: Instrument, n: int) -> Simulated:
    """A programme of ``n`` people a role who answered both times; nothing depends on anything.

    Before and after are drawn alike, around the person's own level; who takes part, who is lost
    and how often they meet is drawn without a look at anything else.
    """
    found: dict[str, list[Row]] = {name: [] for name in COLUMNS}
    for role in instrument.roles:
        people = _people(rng, instrument, n)
        found["change"] += _change(role.id, people)
        found["traits"] += _traits(rng, role.id, n)
        found["baselines"] += _baselines(rng, role.id, people)
        found["dose"] += _dose(rng, role.id, people)
    return _simulated(instrument, found)


def of_movements(
    instrument: Instrument, moved: dict[tuple[str, int], tuple[int, int, int]]
) -> Simulated:
    """A programme in which so many rose, stayed and fell by a point, by role and question."""
    rows = [
        (role, *GROUPS, question, 3, 3 + step, n)
        for (role, question), counted in moved.items()
        for step, n in zip((1, 0, -1), counted, strict=True)
        if n
    ]
    return _simulated(instrument, {"change": rows})


def _simulated(instrument: Instrument, found: dict[str, list[Row]]) -> Simulated:
    found["cohort_days"] = [("All", date(2025, 1, 6), date(2025, 7, 6))]
    answers = tuple((name, tuple(rows)) for name, rows in found.items())
    return Simulated(store=None, measured=instrument, answers=answers)  # type: ignore[arg-type]


def _people(rng: np.random.Generator, instrument: Instrument, n: int) -> tuple[Scores, Scores]:
    """All rated answers before and after: a person's level, a question's, and chance."""
    shape = (n, len(instrument.rated))
    level = rng.normal(0, 0.6, (n, 1)) + rng.normal(3.2, 0.3, (1, shape[1]))
    low, high = instrument.scale.low, instrument.scale.high
    drawn = [np.clip(np.rint(level + rng.normal(0, 0.8, shape)), low, high) for _ in range(2)]
    return drawn[0].astype(np.int64), drawn[1].astype(np.int64)


def _counted(rows: Iterable[Row]) -> list[Row]:
    return [(*row, n) for row, n in Counter(rows).items()]


def _totals(scores: Scores) -> Scores:
    # The one item of the instrument stands last and outside the total.
    return scores[:, :-1].sum(axis=1)


def _change(role: str, people: tuple[Scores, Scores]) -> list[Row]:
    before, after = people
    rows = [
        (role, *GROUPS, question + 1, int(one), int(other))
        for question in range(before.shape[1])
        for one, other in zip(before[:, question], after[:, question], strict=True)
    ]
    pairs = zip(_totals(before), _totals(after), strict=True)
    return _counted([*rows, *((role, *GROUPS, 0, int(one), int(other)) for one, other in pairs)])


def _traits(rng: np.random.Generator, role: str, n: int) -> list[Row]:
    rows = []
    for _ in range(round(n / SHARE_TOOK_PART / (1 - SHARE_LOST))):
        took_part = bool(rng.random() < SHARE_TOOK_PART)
        completed = took_part and bool(rng.random() >= SHARE_LOST)
        for trait, values in TRAITS.items():
            rows.append((role, trait, f"value {rng.integers(values)}", took_part, completed))
    return _counted(rows)


def _baselines(rng: np.random.Generator, role: str, people: tuple[Scores, Scores]) -> list[Row]:
    totals = _totals(people[0])
    lost = rng.random(len(totals)) < SHARE_LOST
    named = ("completed", "lost")
    return _counted((role, named[int(gone)], int(t)) for gone, t in zip(lost, totals, strict=True))


def _dose(rng: np.random.Generator, role: str, people: tuple[Scores, Scores]) -> list[Row]:
    change = _totals(people[1]) - _totals(people[0])
    sessions = rng.poisson(MEAN_SESSIONS, len(change))
    minutes = sessions * 30 + 15 * rng.integers(0, 4, len(change))
    return _counted(
        (role, int(s), float(m), int(c)) for s, m, c in zip(sessions, minutes, change, strict=True)
    )
