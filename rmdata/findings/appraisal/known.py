"""What is known of a programme that a reader who appraises it asks for, counted once."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from rmdata.findings import wording
from rmdata.findings.confidence.changes import Change, changes
from rmdata.findings.confidence.comparisons import reliability
from rmdata.findings.confidence.paired import TOTAL
from rmdata.findings.evidence import Evidence, Selection
from rmdata.findings.participation.took_part import n_without_code, takes_part
from rmdata.findings.windows import fallen_due
from rmdata.schema.vocabulary import POST, Role


@dataclass(frozen=True)
class Flow:
    """How many people of one role, or of all, came through each step; people with a code only.

    ``lost`` answered before and have no answer after under their code.
    """

    listed: int
    invited: int
    invited_took_part: int
    agreed: int
    taking_part: int
    met: int
    before: int
    after: int
    both: int
    follow_up: int
    left: int

    @property
    def lost(self) -> int:
        """Who answered before and not after."""
        return self.before - self.both


def flow(rows: Iterable[dict[str, Any]]) -> Flow:
    """Sum rows of the query ``steps``."""
    found = list(rows)

    def people(steps: Callable[[dict[str, Any]], Any]) -> int:
        return sum(row["n"] for row in found if steps(row))

    return Flow(
        listed=people(lambda row: row["is_listed"]),
        invited=people(lambda row: row["invited"]),
        invited_took_part=people(lambda row: row["invited"] and takes_part(row)),
        agreed=people(lambda row: row["agreed"]),
        taking_part=people(takes_part),
        met=people(lambda row: row["met"]),
        before=people(lambda row: row["answered_before"]),
        after=people(lambda row: row["answered_after"]),
        both=people(lambda row: row["answered_before"] and row["answered_after"]),
        follow_up=people(lambda row: row["answered_follow_up"]),
        left=people(lambda row: row["has_left"]),
    )


@dataclass(frozen=True)
class Known:
    """A selection as a reader who appraises it sees it; each count is asked for at most once."""

    evidence: Evidence
    selection: Selection
    as_of: date

    @cached_property
    def roles(self) -> tuple[Role, ...]:
        """The roles in the selection, in the instrument's order."""
        return tuple(r for r in self.evidence.instrument.roles if self.selection.has(r.id))

    @cached_property
    def steps(self) -> list[dict[str, Any]]:
        """Everybody known by a code and a role, by site and the steps they took."""
        return self.evidence.ask("steps", self.selection, by=["site"]).records()

    def flow(self, role: str) -> Flow:
        """How people of one role came through."""
        return flow(row for row in self.steps if row["role"] == role)

    @cached_property
    def whole(self) -> Flow:
        """How people of all roles came through."""
        return flow(self.steps)

    @cached_property
    def traits(self) -> list[dict[str, Any]]:
        """What is known of people, by role, trait, value and whether they took part."""
        return self.evidence.ask("traits", self.selection).records()

    @cached_property
    def _due(self) -> tuple[Selection | None, tuple[str, ...]]:
        return fallen_due(self.evidence, self.selection, POST, self.as_of)

    @property
    def due(self) -> Selection | None:
        """The selection in cohorts in which "after" has fallen due; None where in none."""
        return self._due[0]

    @property
    def waiting(self) -> tuple[str, ...]:
        """The cohorts in which it has not."""
        return self._due[1]

    @cached_property
    def _steps_due(self) -> list[dict[str, Any]]:
        return self.evidence.ask("steps", self.due).records() if self.due else []

    def flow_due(self, role: str) -> Flow:
        """How people of one role came through, in cohorts in which "after" has fallen due."""
        return flow(row for row in self._steps_due if row["role"] == role)

    @cached_property
    def whole_due(self) -> Flow:
        """How people of all roles came through, in cohorts in which "after" has fallen due."""
        return flow(self._steps_due)

    @cached_property
    def n_unlinked(self) -> int:
        """How many answers after came without a code, where they have fallen due."""
        return n_without_code(self.evidence, self.due, POST) if self.due else 0

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """What changed from before to after, each with what may be said of it."""
        return changes(self.evidence, self.selection)

    def total(self, role: str) -> Change | None:
        """The change of the total of one role; None where nobody has one both times."""
        totals = [c for c in self.changes if c.role == role and c.domain == TOTAL]
        return totals[0] if totals else None

    @property
    def tested(self) -> tuple[Change, ...]:
        """The questions and totals that changed for anybody, so that there is something to test."""
        return tuple(change for change in self.changes if change.n_up + change.n_down)

    @cached_property
    def reliability(self) -> tuple[str, ...]:
        """Cronbach's alpha of the total in words, of each role that has people enough."""
        found = [reliability(self.evidence, self.selection, role.id) for role in self.roles]
        return tuple(finding.title for finding in found if not finding.is_empty)

    def by_role(self, told: Callable[[Role], str]) -> str:
        """A part for each role that has one: "Mentors: six answered; mentees: five answered"."""
        parts = [(role, told(role)) for role in self.roles]
        named = [f"{wording.inside(role.plural)}: {text}" for role, text in parts if text]
        return wording.first_up("; ".join(named))
