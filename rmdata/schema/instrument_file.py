"""Reads an instrument from its TOML file and refuses what would make wrong figures later."""

import os
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rmdata.schema.tables import declared_table, declared_tables
from rmdata.schema.vocabulary import (
    POST,
    PRE,
    QUESTIONNAIRES,
    STATED_TOTAL,
    Choice,
    Column,
    Instrument,
    InstrumentError,
    Published,
    Rated,
    Role,
    Scale,
    squash,
)

DEFAULT_FILE = Path(__file__).with_name("raju2022.toml")

# What the store writes beside the answers: no question may bear these names.
TAKEN = frozenset({"import_id", "source_no", "row_no", "row_key", "scores", "domain_scores"})
OPTIONAL = frozenset({"source", "wording", "note", "people"})


class Unfit(ValueError):
    """What the file needs, as the end of a sentence that begins with its name."""


@dataclass(frozen=True)
class Part:
    """One table of the file, where it stands for a message, and what of it was read."""

    where: str
    entries: Mapping[str, Any]
    read: set[str] = field(default_factory=set)
    inside: list["Part"] = field(default_factory=list)

    def text(self, name: str) -> str:
        """A text; unless it is optional it must be there and hold something."""
        value = self._entry(name, "")
        if not isinstance(value, str) or not (value or name in OPTIONAL):
            raise Unfit(f"needs a text “{name}” {self.where}")
        return value

    def number(self, name: str, default: int | None = None) -> int:
        """A whole number."""
        value = self._entry(name, default)
        if not isinstance(value, int) or isinstance(value, bool):
            raise Unfit(f"needs a whole number “{name}” {self.where}")
        return value

    def decimal(self, name: str) -> float:
        """A number, whole or not."""
        value = self._entry(name)
        if not isinstance(value, int | float) or isinstance(value, bool):
            raise Unfit(f"needs a number “{name}” {self.where}")
        return float(value)

    def texts(self, name: str) -> tuple[str, ...]:
        """A list of texts, or none."""
        value = self._entry(name, [])
        if not isinstance(value, list) or not all(isinstance(text, str) for text in value):
            raise Unfit(f"needs “{name}” to be a list of texts {self.where}")
        return tuple(value)

    def part(self, name: str) -> "Part":
        """A table inside this one; an absent one is empty."""
        value = self._entry(name, {})
        if not isinstance(value, Mapping):
            raise Unfit(f"needs “{name}” to be a table, [{name}]")
        self.inside.append(Part(f"in [{name}]", value))
        return self.inside[-1]

    def parts(self, name: str) -> tuple["Part", ...]:
        """The entries of a repeated table, or none."""
        value = self._entry(name, [])
        if not isinstance(value, list) or not all(isinstance(entry, Mapping) for entry in value):
            raise Unfit(f"needs “{name}” to be repeated tables, [[{name}]]")
        parts = tuple(
            Part(f"in [[{name}]] number {i}", entry) for i, entry in enumerate(value, start=1)
        )
        self.inside.extend(parts)
        return parts

    def refuse_what_nobody_read(self) -> None:
        """Raise :class:`Unfit` for an entry that means nothing, here or further inside."""
        for name in self.entries:
            if name not in self.read:
                raise Unfit(f"has “{name}” {self.where}, which means nothing here: take it out")
        for part in self.inside:
            part.refuse_what_nobody_read()

    def _entry(self, name: str, default: Any = None) -> Any:
        self.read.add(name)
        return self.entries.get(name, default)


def load_instrument(path: Path | None = None) -> Instrument:
    """Read an instrument file: ``path``, else the one named in ``RM_INSTRUMENT``, else Raju et al.

    Raises :class:`InstrumentError` where the file is missing, is no TOML, lacks a part, holds one
    that means nothing or would make two questions answer to one name.
    """
    path = path or Path(os.environ.get("RM_INSTRUMENT") or DEFAULT_FILE)
    try:
        top = Part("at its top", tomllib.loads(path.read_text("utf-8")))
        instrument = _instrument(top)
        top.refuse_what_nobody_read()
        _check(instrument)
    except OSError as error:
        raise InstrumentError(f"The instrument file {path} cannot be opened.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InstrumentError(f"The instrument file {path} is not valid TOML: {error}") from error
    except Unfit as error:
        raise InstrumentError(f"The instrument file {path} {error}.") from error
    return instrument


def _instrument(top: Part) -> Instrument:
    scale, targets = top.part("scale"), top.part("targets")
    return Instrument(
        id=top.text("id"),
        title=top.text("title"),
        source=top.text("source"),
        scale=Scale(scale.number("low"), scale.number("high"), scale.texts("words")),
        roles=tuple(_role(part) for part in top.parts("roles")),
        stages=_choices(top.parts("stages")),
        rated=_rated(top.parts("domains"), in_total=True)
        + _rated(top.parts("items"), in_total=False),
        concerns=_choices(top.parts("concerns")),
        benefits=_choices(top.parts("benefits")),
        target_sessions=targets.number("sessions", 0),
        target_months=targets.number("months", 0),
        published=tuple(_published(part) for part in top.parts("published")),
        published_note=top.part("publication").text("note"),
    )


def _published(part: Part) -> Published:
    return Published(
        part.text("role"),
        part.text("domain"),
        part.number("n"),
        part.decimal("before"),
        part.decimal("after"),
        part.decimal("p"),
    )


def _role(part: Part) -> Role:
    return Role(
        part.text("id"),
        part.text("label"),
        part.text("plural"),
        part.text("construct"),
        part.texts("aliases"),
        part.text("people"),
    )


def _rated(parts: Iterable[Part], *, in_total: bool) -> tuple[Rated, ...]:
    return tuple(
        Rated(p.text("id"), p.text("label"), p.text("wording"), p.texts("aliases"), in_total)
        for p in parts
    )


def _choices(parts: Iterable[Part]) -> tuple[Choice, ...]:
    return tuple(Choice(p.text("id"), p.text("label"), p.texts("aliases")) for p in parts)


def _check(instrument: Instrument) -> None:
    """Refuse a broken scale, missing roles or stages, and names that mean two things."""
    scale, ids = instrument.scale, [rated.id for rated in instrument.rated]
    themes = [theme.value for theme in (*instrument.concerns, *instrument.benefits)]
    stages = {stage.value for stage in instrument.stages}
    remedies = {
        "a scale whose low end is below its high end, from 0 to 255": 0
        <= scale.low
        < scale.high
        <= 255,
        "one word for every point of the scale, or none": len(scale.words)
        in (0, len(scale.points())),
        "ids of domains and items that are plain names and differ": len(set(ids)) == len(ids)
        and all(name.isidentifier() and name.islower() and name not in TAKEN for name in ids),
        "ids of concerns and benefits that differ": len(set(themes)) == len(themes),
        "at least one domain": bool(instrument.domains),
        "the stages pre and post": {PRE, POST} <= stages,
        "the roles mentor and mentee, once each": sorted(role.id for role in instrument.roles)
        == ["mentee", "mentor"],
    }
    missing = [remedy for remedy, met in remedies.items() if not met]
    if missing:
        raise Unfit(f"needs {'; '.join(missing)}")
    _check_headers((*declared_table(instrument, QUESTIONNAIRES).columns, STATED_TOTAL))
    for table in declared_tables(instrument):
        for column in table.columns:
            _check_choices(column)


def _check_headers(columns: Iterable[Column]) -> None:
    """No header may stand for two columns: one of them would silently stay empty."""
    owners: dict[str, Column] = {}
    for column in columns:
        for text in (column.label, column.name, *column.aliases):
            owner = owners.setdefault(squash(text), column)
            if owner is not column:
                raise Unfit(
                    f"needs another name for one of “{owner.label}” and “{column.label}”: the "
                    f"header “{text}” stands for both columns"
                )


def _check_choices(column: Column) -> None:
    """No answer may stand for two values of a column."""
    owners: dict[str, Choice] = {}
    for choice in column.choices:
        for text in filter(None, choice.names()):
            owner = owners.setdefault(squash(text), choice)
            if owner != choice:
                raise Unfit(
                    f"needs another name for one of “{owner.label}” and “{choice.label}”: "
                    f"“{text}” stands for both in {column.label}"
                )
