"""Where findings get their counts: a question about a selection, asked and released."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from rmdata import queries
from rmdata.disclosure import Audience, Counts, SafeCounts, release, release_rows
from rmdata.schema.settings import outcome
from rmdata.schema.vocabulary import Instrument
from rmdata.store.store import Store

GROUPS = ("role", "cohort", "site", "specialty")


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


@dataclass(frozen=True)
class Evidence:
    """An open store seen by one audience. The only way from the store to a finding."""

    store: Store
    audience: Audience = Audience.TEAM

    @property
    def instrument(self) -> Instrument:
        """What the programme measures."""
        return self.store.instrument

    def counts(self, question: str, selection: Selection, **parameters: Any) -> SafeCounts:
        """The counts that answer one question (the name of a query), safe for the audience."""
        return release(self._ask(question, selection.parameters() | parameters), self.audience)

    def rows(self, question: str, selection: Selection, **parameters: Any) -> SafeCounts:
        """Rows about single people or matches; raises ``PermissionError`` beyond the team."""
        return release_rows(self._ask(question, selection.parameters() | parameters), self.audience)

    def programmes(self) -> list[dict[str, Any]]:
        """The programmes in the store: name, number of rows, whether it is a sample."""
        return release(self._ask("programmes", {}), self.audience).records()

    def options(self, programme: str) -> dict[str, tuple[str, ...]]:
        """The values that each filter offers in one programme."""
        found = release(self._ask("options", {"programme": programme}), self.audience)
        offered: dict[str, list[str]] = {}
        for record in found.records():
            offered.setdefault(record["filter"], []).append(record["value"])
        return {name: tuple(values) for name, values in offered.items()}

    def span(self, selection: Selection) -> tuple[date, date] | None:
        """The first and last day on which anything happened, or None where nothing is dated."""
        first, last = self.counts("span", selection).rows[0]
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
        return release(self._ask("settings", {"programme": programme}), self.audience).records()

    def _ask(self, question: str, parameters: dict[str, Any]) -> Counts:
        """What the store answers: not yet safe, so it goes straight into release."""
        given = {"by": [], "before": "pre", "after": "post", **parameters}
        found = self.store.run(queries.question(question), given)
        return Counts(question, found.columns, found.rows)
