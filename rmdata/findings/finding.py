"""The frozen answer to one question: what pages, charts and downloads show, and nothing else."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Verdict(StrEnum):
    """What may be said of a difference or a direction."""

    SHOWN = "shown"
    ONE_WAY = "points one way"
    UNCLEAR = "no clear direction"
    NOT_JUDGED = "exploratory"


@dataclass(frozen=True)
class Judgement:
    """One question that could be claimed, its verdict, and the adjusted p that decided it."""

    about: str
    verdict: Verdict
    p: float | None


class Form(StrEnum):
    """How a column's values are written: on screen, in a chart and in a file."""

    TEXT = "text"
    COUNT = "count"
    SCORE = "score"
    SHARE = "share"
    P = "p"
    DECIMAL = "decimal"
    DATE = "date"


@dataclass(frozen=True)
class Field:
    """One column of a finding's table."""

    name: str
    label: str
    form: Form = Form.TEXT


@dataclass(frozen=True)
class Table:
    """The figures behind a finding: one tuple a row, in the order of the fields."""

    fields: tuple[Field, ...] = ()
    rows: tuple[tuple[Any, ...], ...] = ()

    def records(self) -> list[dict[str, Any]]:
        """Every row as a mapping from the field's name to its value."""
        names = [field.name for field in self.fields]
        return [dict(zip(names, row, strict=True)) for row in self.rows]

    def column(self, name: str) -> list[Any]:
        """All values of one field; raises ``ValueError`` where there is none of that name."""
        position = [field.name for field in self.fields].index(name)
        return [row[position] for row in self.rows]


@dataclass(frozen=True)
class Metric:
    """One figure as it is shown, and where it comes from."""

    label: str
    value: str
    source: str = ""


@dataclass(frozen=True)
class Finding:
    """One answer.

    ``name`` is its name in file names, ``title`` states it in words, ``basis`` says whose n it
    rests on. ``sentences`` explain, ``notes`` warn or say why something is missing. ``details``
    is for statisticians. ``judgements`` are the verdicts that its words rest on. An empty table
    means that there is nothing to draw, and the title says why.
    """

    name: str
    title: str
    table: Table = Table()
    basis: str = ""
    sentences: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    metrics: tuple[Metric, ...] = ()
    details: Table = Table()
    judgements: tuple[Judgement, ...] = ()

    @property
    def claims(self) -> tuple[Judgement, ...]:
        """What is said to be more than chance; all else are counts."""
        return tuple(told for told in self.judgements if told.verdict is Verdict.SHOWN)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to draw."""
        return not self.table.rows

    @property
    def alt(self) -> str:
        """The finding for somebody who cannot see the chart."""
        return " ".join(part for part in (f"{self.title.rstrip('.')}.", self.basis) if part)


def table(fields: tuple[Field, ...], records: list[dict[str, Any]]) -> Table:
    """A table from records; a field that a record lacks is blank."""
    return Table(fields, tuple(tuple(r.get(f.name) for f in fields) for r in records))
