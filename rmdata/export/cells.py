"""One value of a finding as a file may hold it: plain and exact."""

import math
from datetime import date
from decimal import Decimal
from numbers import Integral
from typing import Any

Plain = str | int | float | date | None
LARGEST_EXACT = 2**53


def plain(value: Any) -> Plain:
    """A value as text, number, date or None; lists are joined with "; ".

    Whole numbers lose their idle ".0"; a number that is not finite is None. Text stays as it is:
    how it is kept from being a formula differs between text files and workbooks.
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
        return "; ".join(str(part) for part in value if part is not None)
    return str(value)


def _number(value: float) -> int | float | None:
    if not math.isfinite(value):
        return None
    # Built-in float again: a subclass may print itself with its type's name.
    return int(value) if value.is_integer() and abs(value) < LARGEST_EXACT else value
