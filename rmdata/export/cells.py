"""One value of a finding as a file may hold it: plain, exact and never a formula."""

import math
import unicodedata
from datetime import date
from decimal import Decimal
from numbers import Integral
from typing import Any

Plain = str | int | float | date | None

LINE_STARTS = frozenset("\t\r\n")
FORMULA_STARTS = frozenset("=+-@")
LARGEST_EXACT = 2**53


def plain(value: Any) -> Plain:
    """A value as text, number, date or None; text is guarded, lists are joined with "; ".

    Whole numbers lose their idle ".0"; a number that is not finite is None.
    """
    if value is None or isinstance(value, date):
        return value
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Integral):
        return int(value)
    if isinstance(value, float | Decimal):
        return _number(float(value))
    if isinstance(value, list | tuple):
        return guarded("; ".join(str(part) for part in value if part is not None))
    return guarded(str(value))


def guarded(text: str) -> str:
    """Text that no spreadsheet takes for a formula: an apostrophe goes before a dangerous start.

    Dangerous, also after blanks, are = + - @ in any width, tab, carriage return and line feed.
    """
    start = next((mark for mark in text if mark in LINE_STARTS or not _is_blank(mark)), "")
    dangerous = start in LINE_STARTS or unicodedata.normalize("NFKC", start) in FORMULA_STARTS
    return f"'{text}" if dangerous else text


def _is_blank(mark: str) -> bool:
    # Control and format characters (zero width, byte order mark) are dropped by some programs,
    # and what follows them then stands first.
    return mark.isspace() or unicodedata.category(mark) in ("Cc", "Cf")


def _number(value: float) -> int | float | None:
    if not math.isfinite(value):
        return None
    # Built-in float again: a subclass may print itself with its type's name.
    return int(value) if value.is_integer() and abs(value) < LARGEST_EXACT else value
