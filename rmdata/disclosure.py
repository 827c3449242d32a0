"""Which counts an audience may have. No formula, sentence or chart sees counts that skipped this.

The one audience today is the team that runs the programme and holds the files anyway: it may see
everything. Other audiences get their rules here and nowhere else.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Audience(StrEnum):
    """Who looks."""

    TEAM = "team"


@dataclass(frozen=True)
class Counts:
    """The answer of one question: a grouped table whose column ``n`` counts people or sessions."""

    question: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]


@dataclass(frozen=True)
class SafeCounts:
    """Counts that one audience may have; only :func:`release` and :func:`release_rows` make it.

    ``n_hidden`` says how many people or sessions were left out.
    """

    question: str
    audience: Audience
    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    n_hidden: int = 0

    def records(self) -> list[dict[str, Any]]:
        """Every row as a mapping from column to value."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]


def release(counts: Counts, audience: Audience) -> SafeCounts:
    """The part of some counts that an audience may have. The team may have all of them."""
    if audience is not Audience.TEAM:
        raise PermissionError(f"There is no rule yet for what {audience} may see.")
    return SafeCounts(counts.question, audience, counts.columns, counts.rows)


def release_rows(rows: Counts, audience: Audience) -> SafeCounts:
    """Rows about single people or matches: for the team alone.

    Raises ``PermissionError`` for any other audience.
    """
    if audience is not Audience.TEAM:
        raise PermissionError("Rows about single people are for the team alone.")
    return SafeCounts(rows.question, audience, rows.columns, rows.rows)
