"""A text in a cell of a workbook, which stays one also where somebody edits the cell."""

import re
from typing import Any

from rmdata.guard import GUARD, is_dangerous

TEXT_FORMAT = "@"
# Excel and its readers take _x0041_ for the letter A, unless its first mark is written so itself.
ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


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
