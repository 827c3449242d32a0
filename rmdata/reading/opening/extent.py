"""How far a sheet reaches: the parser takes memory for every cell from A1 to its outermost ones."""

import re
from collections.abc import Iterable, Sequence

from rmdata.reading.opening.limits import Limits
from rmdata.reading.opening.sheet_xml import CLEAR, Cells, beyond_all, column_index, refusal
from rmdata.reading.opening.sheets import ArrowSheet, UnreadableFile, address, column_letter

FILLED_CELL = rb'<c r="(%s)(\d{1,7})"[^>]*(?<!/)>\s*<(?:v|is|f)\b'
ANY_COLUMN = rb"[A-Z]{1,3}"
Place = tuple[int, int]
Far = tuple[Place, Place]


def far_cells(data: bytes, last_row: int, limits: Limits) -> Far | None:
    """The outermost filled cells of a sheet's bytes where it spans too much: see :func:`_far`.

    Cheap for every other sheet: one look for a cell beyond the columns that its rows leave room
    for.
    """
    room = min(limits.tool_columns, limits.area // max(last_row, 1))
    if not re.search(FILLED_CELL % _columns_from(room), data):
        return None
    # Their addresses are compared as they are written, since there may be millions.
    first_in: dict[tuple[int, bytes], int] = {}
    low = (0, b"")
    for found in re.finditer(FILLED_CELL % ANY_COLUMN, data):
        letters, row = found[1], int(found[2])
        first_in.setdefault((len(letters), letters), row)
        if row > low[0]:
            low = row, letters
    (_, letters), row = max(first_in.items())
    far = row, column_index(letters.decode())
    return _far((low[0], column_index(low[1].decode())), far, limits)


def check_cells(cells: Cells, sheet: str, limits: Limits) -> None:
    """Raise :class:`UnreadableFile` for cells that span too much, with the outermost of them."""
    if not cells.marks:
        return
    n_rows, index = max(map(len, cells.marks.values())), max(cells.marks)
    low = min(column for column, marks in cells.marks.items() if len(marks) == n_rows)
    row = next(row for row, mark in enumerate(cells.marks[index], 1) if mark)
    check_far(_far((n_rows, low), (row, index), limits), sheet, limits)


def check_far(far: Far | None, sheet: str, limits: Limits) -> None:
    """Raise :class:`UnreadableFile` where there are cells too far out, with their addresses."""
    if not far:
        return
    (last_row, low), (row, index) = far
    cell, other = address(index, row), address(low, last_row)
    if index >= limits.tool_columns:
        raise refusal(sheet, cell, beyond_all(limits), CLEAR)
    also = "" if cell == other else f", and so does cell {other},"
    raise refusal(
        sheet,
        cell,
        f"it lies so far out{also} that the sheet spans {last_row:,} rows by {index + 1} columns; "
        f"the limit is {limits.area:,} cells, blank ones included",
        CLEAR,
    )


def check_together(sheets: Sequence[ArrowSheet], limits: Limits) -> None:
    """Raise :class:`UnreadableFile` for sheets that are, one or together, more than is handed on.

    A text file is held here, which has no cells but those that were read.
    """
    for sheet in sheets:
        n_rows, n_columns = sheet.size()
        if n_rows > limits.last_row or n_columns > limits.tool_columns or not fits([sheet], limits):
            raise too_many(sheet.name, (n_rows, n_columns), limits)
    if not fits(sheets, limits):
        raise UnreadableFile(
            f"The sheets of this file span more than {limits.areas:,} cells together. Delete those "
            "that hold no answers, or split the file by cohort or by year."
        )
    n_merged = sum(len(sheet.merged) for sheet in sheets)
    if n_merged > limits.merged:
        raise UnreadableFile(
            f"The file has {n_merged:,} ranges of merged cells; the limit is {limits.merged:,}. "
            "Unmerge them in Excel, save and upload the file again."
        )
    if sum(len(sheet.texts) for sheet in sheets) > limits.texts:
        raise UnreadableFile(
            "The file holds too many Excel errors, or formulas without a calculated value, to name "
            "each. Open it in Excel, correct or clear them, save and upload it again."
        )


def fits(sheets: Iterable[ArrowSheet], limits: Limits) -> bool:
    """Whether sheets, one by one and together, span no more cells than they may."""
    areas = [n_rows * n_columns for n_rows, n_columns in (sheet.size() for sheet in sheets)]
    return max(areas, default=0) <= limits.area and sum(areas) <= limits.areas


def too_many(sheet: str, size: tuple[int, int], limits: Limits) -> UnreadableFile:
    """The refusal of a sheet with so many rows and columns."""
    what = f"Sheet {sheet}" if sheet else "The file"
    return UnreadableFile(
        f"{what} has {size[0]:,} rows and {size[1]} columns; "
        f"the limit is {limits.rows:,} rows by {limits.columns} columns. Split the file, or "
        "load it with the command line."
    )


def _far(low: Place, far: Place, limits: Limits) -> Far | None:
    """The first cell of the last row and that of the last column, if they lie too far out."""
    wide = far[1] >= limits.tool_columns
    return (low, far) if wide or low[0] * (far[1] + 1) > limits.area else None


def _columns_from(index: int) -> bytes:
    """A pattern of the letters of a column and of all after it, for the first 702."""
    letters = column_letter(index)
    if len(letters) == 1:
        return f"[{letters}-Z]|[A-Z]{{2,3}}".encode()
    first, second = letters[0], letters[1]
    after = f"|[{chr(ord(first) + 1)}-Z][A-Z]" if first < "Z" else ""
    return f"{first}[{second}-Z]{after}|[A-Z]{{3}}".encode()
