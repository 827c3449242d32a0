"""An .xlsx workbook to sheets of text: checked before it is parsed, and beside what was parsed."""

import re
from dataclasses import dataclass

import fastexcel
import pyarrow as pa

from rmdata.reading.arrow_sheets import ArrowSheet, batch_of
from rmdata.reading.cellwise import Cells, cells_of
from rmdata.reading.crosscheck import Facts, compare, facts_of
from rmdata.reading.extent import Place, check_cells, check_far
from rmdata.reading.limits import Limits
from rmdata.reading.package import SHARED, Listed, Package, checked_parts, opened
from rmdata.reading.sheets import UNCALCULATED, UnreadableFile

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
