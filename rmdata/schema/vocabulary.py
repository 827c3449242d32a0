"""The words of the declaration: what a column may hold, what an instrument measures."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property, lru_cache, wraps
from typing import Any

PRE, POST = "pre", "post"
N_KEPT, LONGEST_KEPT = 4_096, 100
_KEPT: list[Any] = []
QUESTIONNAIRES = "questionnaires"
WHOSE_AND_WHEN = frozenset(
    {"programme", "cohort", "participant_code", "role", "stage", "completed_on"}
    | {"site", "specialty"}
)
PARTICIPANTS = "participants"
SESSIONS = "sessions"


class Kind(StrEnum):
    """What sort of value a column holds; each kind has one reader and one SQL type."""

    TEXT = "text"
    CODE = "code"
    CODES = "codes"
    CHOICE = "choice"
    YES_NO = "yes or no"
    THEMES = "themes"
    TAGS = "tags"
    RATING = "rating"
    NUMBER = "number"
    MINUTES = "minutes"
    DATE = "date"
    FREE_TEXT = "free text"


SQL_TYPES = {
    Kind.TEXT: "varchar",
    Kind.CODE: "varchar",
    Kind.CODES: "varchar[]",
    Kind.CHOICE: "varchar",
    Kind.YES_NO: "boolean",
    Kind.THEMES: "varchar[]",
    Kind.TAGS: "varchar[]",
    Kind.RATING: "utinyint",
    Kind.NUMBER: "double",
    Kind.MINUTES: "double",
    Kind.DATE: "date",
    Kind.FREE_TEXT: "varchar",
}


@dataclass(frozen=True)
class Choice:
    """One allowed value: what is stored, what is shown, what else people write for it."""

    value: str
    label: str
    aliases: tuple[str, ...] = ()

    def names(self) -> tuple[str, ...]:
        """Every spelling that stands for this value."""
        return (self.value, self.label, *self.aliases)


@dataclass(frozen=True)
class Column:
    """One declared column of one table.

    ``low`` and ``high`` bound a rating or a number (inclusive, in the column's own unit).
    """

    name: str
    label: str
    kind: Kind
    meaning: str
    aliases: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()
    low: float | None = None
    high: float | None = None
    required: bool = False

    @property
    def sql_type(self) -> str:
        """The DuckDB type that holds this column's values."""
        return SQL_TYPES[self.kind]

    def headers(self) -> tuple[str, ...]:
        """Every header that names this column, squashed for comparison."""
        return tuple(squash(text) for text in (self.label, self.name, *self.aliases))


@dataclass(frozen=True)
class Table:
    """One declared table: its grain, its key and its columns in the template's order."""

    name: str
    title: str
    grain: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]

    def column(self, name: str) -> Column:
        """The column of that name; raises ``KeyError`` where there is none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)

    def required(self) -> tuple[Column, ...]:
        """The columns without which a sheet of this table cannot be read."""
        return tuple(column for column in self.columns if column.required)


def _kept_if_short(change: Callable[[str], str]) -> Callable[[str], str]:
    """Keep what became of the last few thousand short texts: headers and answers come again.

    Long ones are somebody's own words, seldom the same twice, and would fill the memory.
    """
    kept = lru_cache(maxsize=N_KEPT)(change)
    _KEPT.append(kept)

    @wraps(change)
    def changed(text: str) -> str:
        return kept(text) if len(text) <= LONGEST_KEPT else change(text)

    return changed


def forget_texts() -> None:
    """Keep no text that was read: somebody who is erased may have typed it."""
    for kept in _KEPT:
        kept.cache_clear()


@_kept_if_short
def clean(text: str) -> str:
    """Fold look-alike characters and squash white space, keeping the words as typed."""
    return " ".join(unicodedata.normalize("NFKC", text).replace("\u200b", "").split())


@_kept_if_short
def squash(text: str) -> str:
    """Reduce a header or a choice to what must match: its letters and digits, in lower case."""
    return re.sub(r"[\W_]+", "", clean(text).casefold())


class InstrumentError(ValueError):
    """An instrument file that cannot be used; the message names the file and the remedy."""


@dataclass(frozen=True)
class Scale:
    """The answer scale of every rated question: its ends and a word for every point."""

    low: int
    high: int
    words: tuple[str, ...]

    def points(self) -> range:
        """Every point of the scale, from low to high."""
        return range(self.low, self.high + 1)

    def word(self, point: int) -> str:
        """The word of one point, or the bare number where the instrument has no words."""
        return self.words[point - self.low] if self.words else str(point)


@dataclass(frozen=True)
class Rated:
    """One question rated on the scale: a domain (part of the total) or a further item."""

    id: str
    label: str
    wording: str
    aliases: tuple[str, ...]
    in_total: bool


@dataclass(frozen=True)
class Role:
    """One side of the match: its name on screen, who they are, and what is measured in it."""

    id: str
    label: str
    plural: str
    construct: str
    aliases: tuple[str, ...]
    people: str = ""

    @property
    def heading(self) -> str:
        """Who they are and what they are called: Juniors (mentors)."""
        return f"{self.people} ({self.plural.lower()})" if self.people else self.plural


@dataclass(frozen=True)
class Published:
    """Medians of one question that the instrument's study printed, with its p as printed."""

    role: str
    domain: str
    n: int
    before: float
    after: float
    p: float


@dataclass(frozen=True)
class Instrument:
    """Everything that is measured, in whose words and on which scale."""

    id: str
    title: str
    source: str
    scale: Scale
    roles: tuple[Role, ...]
    stages: tuple[Choice, ...]
    rated: tuple[Rated, ...]
    concerns: tuple[Choice, ...]
    benefits: tuple[Choice, ...]
    target_sessions: int
    target_months: int
    published: tuple[Published, ...] = ()
    published_note: str = ""

    @cached_property
    def domains(self) -> tuple[Rated, ...]:
        """The rated questions that make the total, in the instrument's order."""
        return tuple(rated for rated in self.rated if rated.in_total)

    @property
    def highest_total(self) -> int:
        """The largest total a person can reach: every domain at the top of the scale."""
        return len(self.domains) * self.scale.high

    def role(self, role_id: str) -> Role:
        """The role of that id; raises ``KeyError`` where there is none."""
        return {role.id: role for role in self.roles}[role_id]

    def stage_label(self, stage_id: str) -> str:
        """The name of a stage on screen."""
        return {stage.value: stage.label for stage in self.stages}[stage_id]

    def theme_label(self, theme: str) -> str:
        """The wording of a concern or benefit; a theme outside the codebook keeps its own."""
        labels = {choice.value: choice.label for choice in (*self.concerns, *self.benefits)}
        return labels.get(theme, theme)


NONE_OF_THESE = Choice("", "None of these", ("none", "no concerns", "no concern", "nothing"))
# A total that a file states of itself is compared with the sum of the domains, never stored.
STATED_TOTAL = Column(
    "total", "Total", Kind.NUMBER, "The sum of the domains.", ("total score", "sum", "sum score")
)
