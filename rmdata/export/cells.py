"""One value or text in a cell of a file: plain, exact, and never taken for a formula."""

import math
import re
from datetime import date
from decimal import Decimal
from numbers import Integral
from typing import Any

from rmdata.guard import GUARD, is_dangerous

Plain = str | int | float | date | None
LARGEST_EXACT = 2**53
TEXT_FORMAT = "@"
# Excel and its readers take _x0041_ for the letter A, unless its first mark is written so itself.
ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
VERSION = "0.1.0"


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


def write_text(cell: Any, text: str) -> None:
    """Put a text into a cell of openpyxl as typed, never as a formula or an error.

    A cell of the type text is never calculated. What would become a formula when the cell is
    edited, or lose an apostrophe then, has Excel's own mark for text as well (its hidden
    apostrophe), so that nothing is added to what was typed. Control characters that XML has no
    place for are left out.
    """
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    # XML has no place for most control characters; a workbook that holds one does not open.
    cell.value = ESCAPED.sub("_x005F_", ILLEGAL_CHARACTERS_RE.sub("", text))
    cell.data_type = "s"  # text such as "#N/A" would else become an error
    if text.startswith(GUARD) or is_dangerous(text):
        cell.number_format, cell.quotePrefix = TEXT_FORMAT, True
