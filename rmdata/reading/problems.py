"""What is wrong with a file, said so that its owner can mend it."""

from dataclasses import dataclass
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
    """What the uploader said of one file where the file itself is silent."""

    programme: str = "Our programme"
    cohort: str = "All"
    stage: str | None = None
    role: str | None = None
    dates: str | None = None
    duplicates: str | None = None


DAY_FIRST, MONTH_FIRST = "day-first", "month-first"
FIRST, LAST = "first", "last"


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
