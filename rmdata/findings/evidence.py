"""Where findings get their counts: a question about a selection, asked and released."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Protocol

from rmdata.disclosure import Audience, Counts, SafeCounts, release, release_rows
from rmdata.queries import Door, question
from rmdata.schema.settings import outcome
from rmdata.schema.vocabulary import Instrument

GROUPS = ("cohort", "site", "specialty")
# What the queries' one filter holds.
CHOOSING = ("programme", "cohorts", "sites", "specialties", "roles")


@dataclass(frozen=True)
class Selection:
    """One programme and the filters in force; an empty filter lets everybody through."""

    programme: str
    cohorts: tuple[str, ...] = ()
    sites: tuple[str, ...] = ()
    specialties: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()

    def parameters(self) -> dict[str, Any]:
        """The selection as the queries take it: a list, or None for no filter."""
        return {
            "programme": self.programme,
            "cohorts": list(self.cohorts) or None,
            "sites": list(self.sites) or None,
            "specialties": list(self.specialties) or None,
            "roles": list(self.roles) or None,
        }

    def only(self, role: str) -> "Selection":
        """The same selection for one role."""
        return replace(self, roles=(role,))

    def has(self, role: str) -> bool:
        """Whether people of this role are in the selection."""
        return not self.roles or role in self.roles

    @property
    def is_filtered(self) -> bool:
        """Whether anything but the programme and the role narrows the selection."""
        return bool(self.cohorts or self.sites or self.specialties)

    def words(self) -> tuple[str, ...]:
        """The filters in force, one phrase each."""
        named = {
            "Cohort": self.cohorts,
            "Site": self.sites,
            "Specialty": self.specialties,
            "Role": self.roles,
        }
        return tuple(f"{name}: {', '.join(values)}" for name, values in named.items() if values)


@dataclass(frozen=True)
class Declared:
    """What a whole programme declared; ``came_first``: before any answer but "before" was there."""

    value: str
    set_on: date
    came_first: bool

    @property
    def in_words(self) -> str:
        """When it was declared, and that it came too late where it did."""
        when = "before any answer but those before the programme"
        late = "after such answers had come in, so it was not declared beforehand"
        return f"declared on {self.set_on:%d/%m/%Y}, {when if self.came_first else late}"


class Answered(Protocol):
    """What a store gives back of one query: columns, and the rows under them."""

    @property
    def columns(self) -> Sequence[str]:
        """The names of the columns."""

    @property
    def rows(self) -> Sequence[tuple[Any, ...]]:
        """The rows, a value a column."""


class Source(Protocol):
    """All that findings know of a store."""

    @property
    def instrument(self) -> Instrument:
        """What the programme measures."""

    def run(self, sql: str, parameters: Mapping[str, Any]) -> Answered:
        """The answer to one query; a parameter that it does not name is left out."""


@dataclass(frozen=True)
class Evidence:
    """An open store seen by one audience. The only way from the store to a finding."""

    store: Source
    audience: Audience = Audience.TEAM

    @property
    def instrument(self) -> Instrument:
        """What the programme measures."""
        return self.store.instrument

    def ask(self, name: str, selection: Selection, **parameters: Any) -> SafeCounts:
        """The answer to one question (the name of a query), safe for the audience.

        The question itself says by which door its answer leaves. Rows about single people or
        matches raise ``PermissionError`` beyond the team.
        """
        return self._ask(name, selection.parameters() | parameters)

    def programmes(self) -> list[dict[str, Any]]:
        """The programmes in the store: name, number of rows, whether it is a sample."""
        return self._ask("programmes", {}).records()

    def options(self, programme: str) -> dict[str, tuple[str, ...]]:
        """The values that each filter offers in one programme."""
        found = self._ask("options", {"programme": programme})
        offered: dict[str, list[str]] = {}
        for record in found.records():
            offered.setdefault(record["filter"], []).append(record["value"])
        return {name: tuple(values) for name, values in offered.items()}

    def span(self, selection: Selection) -> tuple[date, date] | None:
        """The first and last day on which anything happened, or None where nothing is dated."""
        first, last = self.ask("span", selection).rows[0]
        return (first, last) if first else None

    def settings(self, programme: str) -> dict[tuple[str | None, str], str]:
        """What a programme has declared, by cohort (None: the whole programme) and name."""
        return {(row["cohort"], row["name"]): row["value"] for row in self._settings(programme)}

    def declared(self, programme: str) -> dict[str, Declared]:
        """What was declared of the whole programme, by name, and when."""
        return {
            row["name"]: Declared(row["value"], row["set_on"], row["came_first"])
            for row in self._settings(programme)
            if row["cohort"] is None
        }

    def primary_outcome(self, programme: str) -> tuple[str, str] | None:
        """The role and question of the outcome that was declared to be the first, if any.

        One that was declared once an answer could have been seen is none.
        """
        told = self.declared(programme).get("primary_outcome")
        return outcome(told.value) if told and told.came_first else None

    def _settings(self, programme: str) -> list[dict[str, Any]]:
        return self._ask("settings", {"programme": programme}).records()

    def _ask(self, name: str, parameters: dict[str, Any]) -> SafeCounts:
        asked = question(name)
        given = {"by": [], "before": "pre", "after": "post", **parameters}
        given["selection"] = {held: given.get(held) for held in CHOOSING}
        found = self.store.run(asked.sql, given)
        counts = Counts(name, tuple(found.columns), tuple(found.rows))
        leave = release_rows if asked.door is Door.ROWS else release
        return leave(counts, self.audience)
