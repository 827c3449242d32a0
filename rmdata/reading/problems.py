"""What is wrong with a file, said so that its owner can mend it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any


class Level(StrEnum):
    """How much a problem matters: an error stops the import, a question waits for a choice."""

    ERROR = "error"
    QUESTION = "question"
    WARNING = "warning"


class Asks(StrEnum):
    """Which choice answers a question; the names are the fields of :class:`Choices`."""

    STAGE = "stage"
    ROLE = "role"
    DATES = "dates"
    DUPLICATES = "duplicates"
    SCALE = "scale"
    MEANINGS = "meanings"
    COLUMNS = "columns"
    GRIDS = "grids"
    CODE = "code_from"
    MERGED = "merged"
    ENCODING = "encoding"


@dataclass(frozen=True)
class Problem:
    """One problem: what is wrong and what to do about it, where it stands, what was typed.

    It is made where it is found and placed by who knows the cell, the sheet, the file. ``kept`` is
    what is stored of a text all the same, where it is only a warning.
    """

    level: Level
    message: str
    cell: str = ""
    value: str = ""
    asks: Asks | None = None
    file: str = ""
    sheet: str = ""
    kept: Any = field(default=None, compare=False, repr=False)


# Every error wants a red cell; of what is only to be known, the first ones tell enough.
MOST_A_COLUMN = {Level.ERROR: 1_000, Level.QUESTION: 100, Level.WARNING: 100}


def more_cells(n: int) -> str:
    """What stands instead of further problems of one kind."""
    return f"{n:,} more cells of this column have problems of this kind, from this one on."


def cut(problems: Iterable[Problem]) -> list[Problem]:
    """Problems of one kind, less the end of a very long run in one column, which is counted."""
    every = [(problem, _where(problem)) for problem in problems]
    counts = Counter(where for _, where in every)
    seen: Counter[tuple[str, ...]] = Counter()
    kept = []
    for problem, where in every:
        seen[where] += 1
        most = MOST_A_COLUMN[problem.level]
        if seen[where] <= most or counts[where] == most + 1:
            kept.append(problem)
        elif seen[where] == most + 1:
            kept.append(replace(problem, message=more_cells(counts[where] - most)))
    return kept


def _where(problem: Problem) -> tuple[str, ...]:
    column = problem.cell.rstrip("0123456789")
    return problem.level, problem.file, problem.sheet, column, problem.asks or ""
