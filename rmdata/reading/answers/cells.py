"""One cell's text to one value. Every distinct text of a column is read once."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from datetime import date
from difflib import get_close_matches
from typing import Any

from rmdata.reading.opening.sheets import UNCALCULATED
from rmdata.reading.problems import Level, Problem
from rmdata.schema.vocabulary import Choice, Column, Kind, clean, squash

NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?")
CLOCK = re.compile(r"(?:(\d{4})-(\d\d)-(\d\d) )?(\d{1,2}):(\d\d)(?::\d\d)?")
SPOKEN = re.compile(
    r"(?:(?P<hours>\d+)\s*h(?:ours?|rs?)?)?\s*(?:(?P<minutes>\d+)\s*(?:m|mins?|minutes?)?)?\.?"
)
RANGE = re.compile(r"(\d{1,2})[:.](\d\d)\s*(?:[-–—]|to|until)\s*(\d{1,2})[:.](\d\d)")
# A time that lost its format is a part of a day; nobody types a length below a minute in days.
PART_OF_A_DAY = re.compile(r"0?[.,]\d{3,}")
A_DAY = 1440
# A time cell comes as a moment of this day; 25:30 as 01:30 of the next but one (1 January 1900).
DAY_OF_TIMES = date(1899, 12, 31)
MISSING = frozenset({"na", "notapplicable", "notanswered", "missing", "prefernottoanswer"})
WHOLE = re.compile(r"[+-]?\d+(?:[.,]0+)?")
DECIMAL = re.compile(r"[+-]?\d+(?:[.,]\d+)?")
EXCEL_ERROR = re.compile(r"#(N/A|DIV/0!|REF!|NAME\?|NULL!|NUM!|VALUE!|SPILL!|CALC!|ERROR!)")
NOT_CALCULATED = (
    "The formula in this cell has no calculated value. Open the file in Excel, save it and upload "
    "it again."
)
Reader = Callable[[str], Any]


def as_minutes(text: str) -> float | None:
    """The minutes that a text means, or ``None`` where it means no length of time."""
    if PART_OF_A_DAY.fullmatch(text):
        return round(float(text.replace(",", ".")) * A_DAY)
    if NUMBER.fullmatch(text):
        return float(text.replace(",", "."))
    if clock := CLOCK.fullmatch(text):
        return _days(clock) * A_DAY + int(clock[4]) * 60 + int(clock[5])
    if ends := RANGE.fullmatch(text):
        began, ended = (int(ends[i]) * 60 + int(ends[i + 1]) for i in (1, 3))
        return (ended - began) % A_DAY
    spoken = SPOKEN.fullmatch(text.lower())
    if spoken and (spoken["hours"] or spoken["minutes"]):
        return int(spoken["hours"] or 0) * 60 + int(spoken["minutes"] or 0)
    return None


def _days(clock: re.Match[str]) -> int:
    if not clock[1]:
        return 0
    return (date(int(clock[1]), int(clock[2]), int(clock[3])) - DAY_OF_TIMES).days


def is_missing(text: str) -> bool:
    """Whether a cell says that there is no answer: blank, a dash, N/A."""
    squashed = squash(text)
    if squashed:
        return squashed in MISSING
    # A dash or a dot says nothing; a face or a tick is an answer, though not in letters.
    return not any(unicodedata.category(mark) == "So" for mark in text)


def excel_error(text: str) -> Problem | None:
    """The problem of a cell that holds an error of Excel, or a formula nobody calculated."""
    if text == UNCALCULATED:
        return Problem(Level.ERROR, NOT_CALCULATED)
    if not EXCEL_ERROR.fullmatch(text):
        return None
    return Problem(
        Level.ERROR,
        f"The cell holds the Excel error {text}. Correct the formula or clear the cell.",
    )


def reader_for(column: Column) -> Reader:
    """The function that reads one text of this column; a date column is read as a whole."""
    readers: dict[Kind, Callable[[Column], Reader]] = {
        Kind.RATING: _rating,
        Kind.CHOICE: _choice,
        Kind.YES_NO: _yes_no,
        Kind.THEMES: _themes,
        Kind.TAGS: lambda _: _tags,
        Kind.CODES: lambda _: _tags,
        Kind.NUMBER: _number,
        Kind.MINUTES: _minutes,
    }
    if column.kind is Kind.FREE_TEXT:
        return lambda text: text.strip() or None
    read = readers[column.kind](column) if column.kind in readers else clean
    return lambda text: None if is_missing(text) else read(text)


def read_distinct(column: Column, texts: Iterable[str]) -> dict[str, Any]:
    """What each distinct text stands for: a value, ``None`` for no answer, or a Problem."""
    read = reader_for(column)
    return {text: excel_error(text) or read(text) for text in texts}


def did_you_mean(text: str, known: Iterable[str]) -> str:
    """A suggestion as the end of a sentence, or nothing."""
    by_squashed = {squash(name): name for name in known if name}
    close = get_close_matches(squash(text), by_squashed, n=1, cutoff=0.75)
    return f" Did you mean {by_squashed[close[0]]}?" if close else ""


def _lookup(choices: Iterable[Choice]) -> dict[str, str]:
    return {squash(name): choice.value for choice in choices for name in choice.names() if name}


def _rating(column: Column) -> Reader:
    words = _lookup(column.choices)
    low, high = int(column.low or 0), int(column.high or 0)
    remedy = f"Type a whole number from {low} to {high}, or leave the cell blank."

    def read(text: str) -> Any:
        text = clean(text)
        if WHOLE.fullmatch(text):
            score = int(re.split("[.,]", text)[0])
            if low <= score <= high:
                return score
            return Problem(
                Level.ERROR, f"{score} is outside the scale of {low} to {high}. {remedy}"
            )
        if squash(text) in words:
            return int(words[squash(text)])
        kind = "a whole number" if DECIMAL.fullmatch(text) else "a number"
        return Problem(Level.ERROR, f"“{text}” is not {kind}. {remedy}")

    return read


def _choice(column: Column) -> Reader:
    values = _lookup(column.choices)
    labels = [choice.label for choice in column.choices]

    def read(text: str) -> Any:
        if squash(text) in values:
            return values[squash(text)]
        hint = did_you_mean(text, (n for choice in column.choices for n in choice.names()))
        return Problem(
            Level.ERROR,
            f"{column.label} cannot be “{clean(text)}”. "
            f"Use {', '.join(labels[:-1])} or {labels[-1]}.{hint}",
        )

    return read


def _yes_no(column: Column) -> Reader:
    read = _choice(column)

    def truth(text: str) -> Any:
        value = read(text)
        return value if isinstance(value, Problem) else value == "yes"

    return truth


def _themes(column: Column) -> Reader:
    values = _lookup(column.choices)

    def read(text: str) -> Any:
        parts = [part for part in re.split(r"[;\n]", text) if part.strip()]
        parts = [piece for part in parts for piece in _by_comma(part, values)]
        themes = list(dict.fromkeys(values.get(squash(part), clean(part)) for part in parts))
        known = [theme for theme in themes if theme]
        strange = [clean(part) for part in parts if squash(part) not in values]
        if strange:
            hint = did_you_mean(strange[0], (choice.label for choice in column.choices))
            message = (
                f"“{strange[0]}” is not in the codebook of the instrument; it is counted under "
                f"its own words.{hint}"
            )
            return Problem(Level.WARNING, message, kept=known)
        return known

    return read


def _by_comma(part: str, known: dict[str, str]) -> list[str]:
    """Split at commas only where that makes known themes: a theme may hold a comma itself."""
    pieces = part.split(",")
    split = len(pieces) > 1 and squash(part) not in known
    return pieces if split and all(squash(piece) in known for piece in pieces) else [part]


def _tags(text: str) -> list[str] | None:
    parts = [clean(part) for part in re.split(r"[;\n]", text)]
    return list(dict.fromkeys(part for part in parts if part)) or None


def _number(column: Column) -> Reader:
    def read(text: str) -> Any:
        text = clean(text)
        if not DECIMAL.fullmatch(text):
            return Problem(
                Level.ERROR, f"“{text}” is not a number. Type a number or leave the cell blank."
            )
        return _within(column, float(text.replace(",", ".")))

    return read


def _minutes(column: Column) -> Reader:
    def read(text: str) -> Any:
        minutes = as_minutes(clean(text))
        if minutes is None:
            return Problem(
                Level.ERROR,
                f"“{clean(text)}” is not a length of time. Type the minutes as a number, "
                "for example 45.",
            )
        return _within(column, minutes)

    return read


def _within(column: Column, number: float) -> Any:
    low, high = column.low or 0, column.high or 0
    if low <= number <= high:
        return number
    return Problem(
        Level.ERROR,
        f"{number:g} is outside {low:g} to {high:g} for {column.label.lower()}. "
        "Correct the cell or leave it blank.",
    )
