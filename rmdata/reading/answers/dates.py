"""Dates: one reading for a whole column, never cell by cell."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from rmdata.reading.answers.cells import excel_error, is_missing
from rmdata.reading.choices import DAY_FIRST, MONTH_FIRST
from rmdata.reading.problems import Level, Problem
from rmdata.schema.vocabulary import clean

ISO = re.compile(r"(\d{4})[-/.](\d\d?)[-/.](\d\d?)(?:[ T]\d.*)?")
TRIPLE = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4}|\d\d)(?:,?\s+\d.*)?")
NAMED = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[ \-]([A-Za-z]{3,9})\.?,?[ \-](\d{4}|\d\d)")
SERIAL = re.compile(r"[2-7]\d{4}(?:\.\d+)?")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
EXCEL_EPOCH, EPOCH_1904 = date(1899, 12, 30), date(1904, 1, 1)
EARLIEST, LATEST = 1950, 2100


@dataclass(frozen=True)
class DateReading:
    """How a column's dates are read.

    ``ambiguous`` is a text that two orders can read; it is empty where the order is certain or
    chosen. ``note`` says what was assumed.
    """

    values: dict[str, Any]
    ambiguous: str = ""
    note: str = ""


def read_dates(
    texts: Iterable[str],
    order: str | None,
    beside: Iterable[str] = (),
    epoch: date = EXCEL_EPOCH,
) -> DateReading:
    """Read the distinct texts of one date column by the only order that fits all of them.

    ``beside`` holds texts of the same column that are read elsewhere: they help to tell the order.
    ``epoch`` is the day that serial numbers count from.
    """
    values: dict[str, Any] = {text: excel_error(text) for text in texts}
    present = [text for text, error in values.items() if not error and not is_missing(text)]
    numeric = [match for text in present if (match := TRIPLE.fullmatch(clean(text)))]
    numeric += [match for text in beside if (match := TRIPLE.fullmatch(clean(text)))]
    found, ambiguous = _order(numeric, order)
    serials = bool(present) and all(SERIAL.fullmatch(clean(text)) for text in present)
    first = epoch if serials else None
    values |= {text: _read(clean(text), found, first) for text in present}
    note = ""
    if serials:
        note = "The whole column holds serial numbers; they are read as dates."
    elif found == MONTH_FIRST and order != MONTH_FIRST:
        note = "These dates only make sense month first; they are read so."
    return DateReading(values, ambiguous, note)


def _order(triples: list[re.Match[str]], chosen: str | None) -> tuple[str, str]:
    """The order of day and month, and a text that leaves it open.

    A text that is no date in either order says nothing about the others.
    """
    readable = [(m, _date(m[3], m[2], m[1]), _date(m[3], m[1], m[2])) for m in triples]
    readable = [
        (m, day_first, month_first)
        for m, day_first, month_first in readable
        if day_first or month_first
    ]
    day_fits = all(day_first for _, day_first, _ in readable)
    month_fits = all(month_first for _, _, month_first in readable)
    if day_fits and month_fits:
        open_text = next((m[0] for m, one, other in readable if one != other), "")
        return chosen or DAY_FIRST, "" if chosen else open_text
    return (MONTH_FIRST if month_fits else DAY_FIRST), ""


def _read(text: str, order: str, epoch: date | None) -> Any:
    if epoch:
        return epoch + timedelta(days=int(float(text)))
    found = _parts(text, order)
    day = _date(*found) if found else None
    if day is None:
        return Problem(
            Level.ERROR,
            f"“{text}” is not a date. Type it as day/month/year, for example 27/03/2025, "
            "or leave the cell blank.",
        )
    return day


def _parts(text: str, order: str) -> tuple[str, str, str] | None:
    """Year, month and day as typed."""
    if match := ISO.fullmatch(text):
        return match[1], match[2], match[3]
    if match := NAMED.fullmatch(text):
        name = match[2][:3].lower()
        return (match[3], str(MONTHS.index(name) + 1), match[1]) if name in MONTHS else None
    if match := TRIPLE.fullmatch(text):
        day, month = (match[1], match[2]) if order == DAY_FIRST else (match[2], match[1])
        return match[3], month, day
    return None


def _date(year: str, month: str, day: str) -> date | None:
    number = int(year) + (2000 if len(year) == 2 else 0)
    try:
        found = date(number, int(month), int(day))
    except ValueError:
        return None
    return found if EARLIEST <= found.year <= LATEST else None
