"""What a sheet's XML holds, beside what was read of it: no reader says what it lost.

Small sheets are read again cell by cell (``cellwise``). In large ones a look at the bytes counts
the cells, and only what is odd, and every count that disagrees, is read again.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from rmdata.reading.cellwise import ERRORS, FILLED, UNSTORED, Cells, column_index, refusal
from rmdata.reading.extent import Far, Place, far_cells
from rmdata.reading.limits import Limits
from rmdata.reading.problems import address
from rmdata.reading.sheets import UnreadableFile

SMALL = 1024 * 1024
LAST = 100
ROOT = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*\?>)?\s*<worksheet[\s>]")
ROW = re.compile(rb'<row(?:\s[^>]*?\br="(\d{1,7})")?')
FAR_COLUMN = re.compile(rb'<c r="[A-Z]{3}')
NO_INDEX = re.compile(rb't="s"[^>]*><v>[^0-9]')
NOT_STORED = re.compile(rb"(?:</f>|<f[^>]*/>)\s*(?:<v\s*/>|<v></v>)?\s*</c>")
MERGED = re.compile(rb'<(?:\w+:)?mergeCell [^>]*?ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')
PLAIN_ERRORS = frozenset(error.encode() for error in ERRORS)
ERROR = re.compile(rb't="e"[^>]*>(?:<f[^>]*/>|<f.*?</f>)?<v>([^<]*)')
Merged = tuple[int, int, int, int]


@dataclass(frozen=True)
class Facts:
    """What the bytes of a sheet say: how many cells hold something; whether anything is odd.

    ``far`` names the outermost cells of a sheet that is not odd, where they lie too far out.
    """

    n_filled: int
    odd: bool
    merged: tuple[Merged, ...]
    has_errors: bool
    far: Far | None = None


def facts_of(data: bytes, limits: Limits) -> Facts:
    """Look at a sheet's bytes; cheap, and unsure rather than wrong."""
    errors = set(ERROR.findall(data)) if b't="e"' in data else set()
    n_filled = data.count(b"</v>") + data.count(b"</is>")
    rows = [int(number or 0) for number in ROW.findall(data)]
    odd = (
        len(data) <= SMALL
        or not n_filled
        or not (ROOT.match(data) and data[-LAST:].rstrip().endswith(b"</worksheet>"))
        # A byte alone is found far quicker than two together.
        or (b"!" in data and b"<!" in data)
        or (data.count(b"?") > 2 and data.count(b"<?") > 1)
        or bool(FAR_COLUMN.search(data))
        or bool(NO_INDEX.search(data))
        or bool(b"<f" in data and NOT_STORED.search(data))
        or not _in_order(rows, limits)
        or not errors <= PLAIN_ERRORS
    )
    far = None if odd else far_cells(data, rows[-1], limits)
    return Facts(n_filled, odd, _merged(data), bool(errors), far)


def _in_order(rows: Sequence[int], limits: Limits) -> bool:
    """Whether every row has its number, each is greater than the last, and none is too great."""
    return all(map(int.__lt__, [0, *rows], rows)) and 0 < max(rows, default=0) <= limits.last_row


def compare(
    cells: Cells, sheet: str, read: Mapping[int, Sequence[bool]], failed: Collection[Place]
) -> list[Place]:
    """Set what was read beside the cells that are there; return the formulas without a value.

    ``read`` says for each column index whether each row, from 1 on, was read as something;
    ``failed`` holds the places of error cells, which are read as nothing. Raises
    :class:`UnreadableFile` for cells that were lost, or read where there are none.
    """
    lost, strange, unstored = [], [], []
    for index in sorted({*cells.marks, *read}):
        marks, valid = cells.marks.get(index, b""), read.get(index, ())
        for row in range(1, max(len(marks), len(valid)) + 1):
            mark = marks[row - 1] if row <= len(marks) else 0
            is_read = row <= len(valid) and valid[row - 1]
            if mark == FILLED and not is_read and (row, index) not in failed:
                lost.append((row, index))
            elif mark == UNSTORED:
                unstored.append((row, index))
            elif is_read and not mark:
                strange.append((row, index))
    if lost or strange:
        raise _disagreement(sheet, lost, strange)
    return unstored


def _disagreement(sheet: str, lost: list[Place], strange: list[Place]) -> UnreadableFile:
    row, index = min(lost or strange)
    if not lost:
        return refusal(sheet, address(index, row), "it was read, but the file holds no such cell")
    n = len(lost)
    more = f"{n:,} filled cells of this sheet, this one first," if n > 1 else "it is filled and"
    return refusal(sheet, address(index, row), f"{more} could not be read")


def _merged(data: bytes) -> tuple[Merged, ...]:
    tail = data[max(data.rfind(b"</sheetData>"), data.rfind(b":sheetData>"), 0) :]
    return tuple(
        (int(top), column_index(left.decode()), int(bottom), column_index(right.decode()))
        for left, top, right, bottom in MERGED.findall(tail)
    )
