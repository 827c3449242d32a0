"""A file's bytes to sheets of text: every cell as it stands, at its own address."""

import re

import fastexcel

from rmdata.reading.delimited import text_sheet
from rmdata.reading.sheets import Sheet, SourceFile, UnreadableFile
from rmdata.reading.tools import recognised

ZIP, OLE, PDF = b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF"
MAX_BYTES = 20 * 1024 * 1024
MAX_ROWS, MAX_COLUMNS = 50_000, 60
# The exports of survey tools spend a column on every option of every question.
MAX_COLUMNS_OF_A_TOOL = 500
TITLE_ROWS = 20
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


def open_sheets(file: SourceFile, max_rows: int = MAX_ROWS) -> list[Sheet]:
    """All sheets of a workbook, or the one sheet of a text file.

    Raises :class:`UnreadableFile` for anything that is not an .xlsx workbook or delimited text,
    and for a file larger than the limits.
    """
    content = file.content
    if not content.strip():
        raise UnreadableFile("The file is empty. Export it again and upload the new file.")
    if len(content) > MAX_BYTES:
        raise UnreadableFile("The file is larger than 20 MB. Split it by cohort or by year.")
    if content.startswith(OLE):
        raise UnreadableFile(
            "The file is an old .xls workbook or is protected by a password. Open it in Excel, "
            "save it as .xlsx without a password and upload it again."
        )
    if content.startswith(PDF):
        raise UnreadableFile("The file is a PDF. Upload the .xlsx or .csv export instead.")
    sheets = _workbook(content) if content.startswith(ZIP) else [text_sheet(content)]
    for sheet in sheets:
        _check_size(sheet, max_rows)
    return sheets


def _check_size(sheet: Sheet, max_rows: int) -> None:
    wide = len(sheet.columns) > MAX_COLUMNS
    if wide and len(sheet.columns) <= MAX_COLUMNS_OF_A_TOOL and recognised(sheet):
        wide = False
    if sheet.n_rows > max_rows + TITLE_ROWS or wide:
        what = f"Sheet {sheet.name}" if sheet.name else "The file"
        raise UnreadableFile(
            f"{what} has {sheet.n_rows:,} rows and {len(sheet.columns)} columns; "
            f"the limit is {max_rows:,} rows by {MAX_COLUMNS} columns. Split the file, or load it "
            "with the command line."
        )


def _workbook(content: bytes) -> list[Sheet]:
    try:
        reader = fastexcel.read_excel(content)
        return [_sheet(reader, name) for name in reader.sheet_names]
    except Exception as error:  # the reader raises its own types and bare ValueErrors alike
        raise UnreadableFile(
            "The file could not be read as an Excel workbook. Open it in Excel, save it as .xlsx "
            "and upload it again."
        ) from error


def _sheet(reader: fastexcel.ExcelReader, name: str) -> Sheet:
    loaded = reader.load_sheet(name, header_row=None, skip_rows=0, dtypes="string")
    hidden = loaded.visible != "visible"
    positions = [column.absolute_index for column in loaded.available_columns()]
    if not positions:
        return Sheet(name, hidden, {})
    batch, failed = loaded.to_arrow_with_errors()
    cells = [column.to_pylist() for column in batch.columns]
    for error in failed.errors if failed else ():
        row, column = error.position
        cells[column][row] = _error_text(error.detail)
    return Sheet(name, hidden, dict(zip(positions, cells, strict=True)))


def _error_text(detail: str) -> str:
    """The text that Excel shows for an error; the reader names it in its own words."""
    named = ERROR_NAME.search(detail)
    return ERROR_TEXTS.get(named[1] if named else "", "#ERROR!")
