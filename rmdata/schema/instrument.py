"""The instrument: what a programme's questionnaire measures."""

from dataclasses import dataclass
from functools import cached_property

from rmdata.schema.columns import Choice

PRE, POST = "pre", "post"


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
