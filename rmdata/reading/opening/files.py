"""A file's bytes to sheets of text: every cell as it stands, at its own address."""

from collections.abc import Callable, Sequence

from rmdata.reading.opening.delimited import text_sheet
from rmdata.reading.opening.formats import is_workbook
from rmdata.reading.opening.limits import (
    DASHBOARD,
    Limits,
    check_together,
    too_many,
)
from rmdata.reading.opening.sheets import (
    ArrowSheet,
    OpenedFile,
    Sheet,
    SourceFile,
    UnreadableFile,
    address,
    longest_beyond,
    text_batch,
)

Judge = Callable[[Sheet], bool]


def parse(
    file: SourceFile, limits: Limits = DASHBOARD, is_export: Judge = lambda sheet: False
) -> OpenedFile:
    """Read a file in this very process; ``refused`` says why where it cannot be read.

    ``is_export`` tells the sheets of survey tools, which may be wider than others.
    This is what the reading process does with every file (``open_files``). It is safe for files
    of one's own making alone: a bad one can take all memory, or the process, with it.
    """
    try:
        sheets = within_limits(arrow_sheets(file.content, limits), limits, is_export)
    except UnreadableFile as error:
        return OpenedFile(file.name, file.sha256, (), str(error))
    return OpenedFile(file.name, file.sha256, sheets)


def arrow_sheets(content: bytes, limits: Limits) -> list[ArrowSheet]:
    """All sheets of a workbook, or the one sheet of a text file.

    Raises :class:`UnreadableFile` for anything that is not an .xlsx workbook or delimited text,
    for one that is not whole, and for a file larger than the limits.
    """
    check_size(content, limits)
    if is_workbook(content):
        # The dashboard's own process never parses, so it has no need of the parser.
        from rmdata.reading.opening.workbooks import workbook_sheets

        sheets = workbook_sheets(content, limits)
    else:
        sheets = [text_batch(text_sheet(content, limits))]
    check_together(sheets, limits)
    for sheet in sheets:
        _check_texts(sheet, limits)
    return sheets


def check_size(content: bytes, limits: Limits) -> None:
    """Raise :class:`UnreadableFile` for no bytes, or too many."""
    if not content.strip():
        raise UnreadableFile("The file is empty. Export it again and upload the new file.")
    if len(content) > limits.file_bytes:
        most = limits.file_bytes // 1024**2
        raise UnreadableFile(f"The file is larger than {most} MB. Split it by cohort or by year.")


def _check_texts(sheet: ArrowSheet, limits: Limits) -> None:
    """Raise for a text that no cell of Excel can hold: it is a file inside a file, or a slip."""
    found = longest_beyond(sheet.batch, limits.text_length)
    if found:
        row, place = found
        where = f"Sheet {sheet.name}, cell" if sheet.name else "Cell"
        raise UnreadableFile(
            f"{where} {address(sheet.positions[place], row)} holds a text longer than "
            f"{limits.text_length:,} characters. Look for a quotation mark that is never closed, "
            "or shorten the text."
        )


def within_limits(
    sheets: Sequence[ArrowSheet], limits: Limits, is_export: Judge
) -> tuple[Sheet, ...]:
    """The sheets, their cells as text; raises for one with too many rows or columns."""
    read = tuple(sheet.sheet() for sheet in sheets)
    for sheet in read:
        n_columns = len(sheet.columns)
        wide = n_columns > limits.columns
        if wide and n_columns <= limits.tool_columns:
            wide = not is_export(sheet)
        if sheet.n_rows > limits.last_row or wide:
            raise too_many(sheet.name, (sheet.n_rows, n_columns), limits)
    return read
