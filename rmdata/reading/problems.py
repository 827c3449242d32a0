"""What is wrong with a file, said so that its owner can mend it."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum


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
    """One problem: where it stands, what was typed, what is wrong and what to do about it."""

    level: Level
    file: str
    message: str
    sheet: str = ""
    cell: str = ""
    value: str = ""
    asks: Asks | None = None


@dataclass(frozen=True)
class Choices:
    """What the uploader said of one file where the file itself is silent.

    ``scale`` says how numbers outside the scale rise: ``LOWEST_FIRST``, ``HIGHEST_FIRST``, or the
    code of the lowest and of the highest answer ("18-22"). ``meanings`` says what typed answers
    mean ("1 = mentor; A bit = 2"), ``columns`` what columns mean ("conf_1 = Clinical practice"),
    both with ; between. ``grids`` is the stage of each grid of one form, in the form's order
    ("pre, post"; ``IGNORE`` for a grid that is not wanted). ``code_from`` is the header of the
    personal column that codes are made from, or ``NO_CODE``. ``merged`` says whether the value of
    merged cells holds for all of them (``FILL``) or for the ``FIRST`` alone. ``encoding`` is how a
    text file is written that does not say so itself, one of ``ENCODINGS``.
    """

    programme: str = "Our programme"
    cohort: str = "All"
    stage: str | None = None
    role: str | None = None
    dates: str | None = None
    duplicates: str | None = None
    scale: str | None = None
    meanings: str | None = None
    columns: str | None = None
    grids: str | None = None
    code_from: str | None = None
    merged: str | None = None
    encoding: str | None = None


DAY_FIRST, MONTH_FIRST = "day-first", "month-first"
FIRST, LAST = "first", "last"
FILL = "fill"
LOWEST_FIRST, HIGHEST_FIRST = "lowest-first", "highest-first"
IGNORE, NO_CODE = "ignore", "none"


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


def said_pairs(text: str | None) -> tuple[tuple[str, str], ...]:
    """What is said as "this = that; other = another", in order."""
    pairs = (part.rpartition("=") for part in re.split(r"[;\n]", text or ""))
    return tuple((left.strip(), right.strip()) for left, _, right in pairs if left.strip())


def column_letter(index: int) -> str:
    """The spreadsheet's name of a column: 0 is A, 26 is AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def address(column: int, row: int) -> str:
    """The cell at a column (from 0) and a row (from 1, as the spreadsheet counts)."""
    return f"{column_letter(column)}{row}"
