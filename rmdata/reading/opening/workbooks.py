"""An .xlsx workbook to sheets of text: checked before it is parsed, and beside what was parsed."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import fastexcel
import pyarrow as pa

from rmdata.reading.opening.limits import Limits
from rmdata.reading.opening.package import SHARED, Listed, Package, checked_parts, opened
from rmdata.reading.opening.sheet_xml import (
    ERRORS,
    FILLED,
    UNSTORED,
    Cells,
    Far,
    Place,
    cells_of,
    check_cells,
    check_far,
    column_index,
    far_cells,
    refusal,
)
from rmdata.reading.opening.sheets import (
    UNCALCULATED,
    ArrowSheet,
    UnreadableFile,
    address,
    batch_of,
)

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
ERROR_NAME = re.compile(r"Error\((\w+)\)")
ERROR_TEXTS = {
    "NA": "#N/A",
    "Div0": "#DIV/0!",
    "Ref": "#REF!",
    "Name": "#NAME?",
    "Null": "#NULL!",
    "Num": "#NUM!",
    "Value": "#VALUE!",
}
NOT_READ = UnreadableFile(
    "The file could not be read as an Excel workbook. Open it in Excel, save it as .xlsx "
    "and upload it again."
)
STRING = re.compile(rb"<(?:\w+:)?si[\s/>]")
WITHOUT_CELLS = ("chartsheet", "dialogsheet")


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


@dataclass(frozen=True)
class Loaded:
    """What the parser made of one sheet; error cells are empty in ``batch`` and stand in errors."""

    hidden: bool
    positions: tuple[int, ...]
    batch: pa.RecordBatch
    errors: dict[Place, str]

    @property
    def n_read(self) -> int:
        """How many cells were read as something, be it an error."""
        n_empty = sum(column.null_count for column in self.batch.columns)
        return int(self.batch.num_rows * self.batch.num_columns - n_empty + len(self.errors))

    def valid(self) -> dict[int, list[bool]]:
        """Whether each cell was read, by column index and row."""
        columns = zip(self.positions, self.batch.columns, strict=True)
        return {index: column.is_valid().to_pylist() for index, column in columns}


def workbook_sheets(content: bytes, limits: Limits) -> list[ArrowSheet]:
    """All worksheets of a workbook, hidden ones too; sheets that are charts are passed over.

    Raises :class:`UnreadableFile`, with the place and the remedy, for a container that is not as
    it should be, and for whatever is in the file and was not read.
    """
    package = opened(content, limits)
    members = {sheet.member for sheet in package.sheets}
    facts = {
        name: facts_of(data, limits) for name, data in checked_parts(package) if name in members
    }
    reader = _reader(content)
    if len(reader.sheet_names) != len(package.sheets):
        raise NOT_READ
    return [
        _checked(package, listed, facts[listed.member], reader, index)
        for index, listed in enumerate(package.sheets)
        if listed.kind not in WITHOUT_CELLS
    ]


def _checked(
    package: Package, listed: Listed, facts: Facts, reader: fastexcel.ExcelReader, index: int
) -> ArrowSheet:
    """One sheet, once what was read of it agrees with what is there."""
    check_far(facts.far, listed.name, package.limits)
    cells = _cells(package, listed) if facts.odd else None
    try:
        loaded = _loaded(reader, index, facts.has_errors)
    except Exception as error:  # the reader raises its own types and bare ValueErrors alike
        _cells(package, listed)
        raise NOT_READ from error
    if cells is None and loaded.n_read != facts.n_filled:
        cells = _cells(package, listed)
    texts = dict(loaded.errors)
    if cells is not None:
        unstored = compare(cells, listed.name, loaded.valid(), texts)
        texts |= dict.fromkeys(unstored, UNCALCULATED)
    placed = tuple((row, column, text) for (row, column), text in texts.items())
    return ArrowSheet(
        listed.name,
        loaded.hidden,
        loaded.positions,
        loaded.batch,
        placed,
        facts.merged,
        from_1904=listed.from_1904,
    )


def _cells(package: Package, listed: Listed) -> Cells:
    """Every cell of a sheet; raises with the place of one that cannot be read."""
    n_strings = len(STRING.findall(package.part(SHARED)))
    cells = cells_of(package.part(listed.member), listed.name, n_strings, package.limits)
    check_cells(cells, listed.name, package.limits)
    return cells


def _reader(content: bytes) -> fastexcel.ExcelReader:
    try:
        return fastexcel.read_excel(content)
    except Exception as error:  # as above
        raise NOT_READ from error


def _loaded(reader: fastexcel.ExcelReader, index: int, has_errors: bool) -> Loaded:
    sheet = reader.load_sheet(index, header_row=None, skip_rows=0, dtypes="string")
    hidden = sheet.visible != "visible"
    positions = tuple(column.absolute_index for column in sheet.available_columns())
    if not positions:
        return Loaded(hidden, (), batch_of([]), {})
    if not has_errors:
        return Loaded(hidden, positions, batch_of(sheet.to_arrow().columns), {})
    batch, failed = sheet.to_arrow_with_errors()
    errors = {
        (row + 1, positions[column]): _error_text(error.detail)
        for error in (failed.errors if failed else ())
        for row, column in [error.position]
    }
    return Loaded(hidden, positions, batch_of(batch.columns), errors)


def _error_text(detail: str) -> str:
    """The text that Excel shows for an error; the reader names it in its own words."""
    named = ERROR_NAME.search(detail)
    return ERROR_TEXTS.get(named[1] if named else "", "#ERROR!")
