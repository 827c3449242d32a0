"""A text file of delimited values to one sheet."""

import csv
import io
import re
from collections import Counter

from rmdata.guard import unguarded
from rmdata.reading.limits import Limits
from rmdata.reading.sheets import Sheet, UnreadableFile

BINARY = "The file is not a spreadsheet: it holds binary data. Upload .xlsx or .csv."
DELIMITERS = ",;\t|"
# One answer in words may hold many lines.
LAST = "\ue000end"
MOST_LINES = 10
DECLARED = re.compile(r'"?sep=([,;\t|])"?\r?\n', re.IGNORECASE)


def text_sheet(content: bytes, limits: Limits) -> Sheet:
    """The one sheet of a text file; raises :class:`UnreadableFile` for binary data.

    An apostrophe that only keeps a cell from being a formula (:mod:`rmdata.guard`) is taken off.
    """
    text = _decoded(content)
    if text.count("\n") > MOST_LINES * limits.rows:
        raise UnreadableFile(
            f"The file has more than {MOST_LINES * limits.rows:,} lines; the limit is "
            f"{limits.rows:,} rows. Split the file, or load it with the command line."
        )
    try:
        rows = _rows(text)
    except csv.Error as error:
        raise UnreadableFile(
            "A double quote is opened in this file and never closed, so its rows cannot be told "
            "apart. Export it again, or save it as .xlsx."
        ) from error
    width = max((len(row) for row in rows), default=0)
    columns: dict[int, list[str | None]] = {
        index: [unguarded(row[index]) if index < len(row) and row[index] else None for row in rows]
        for index in range(width)
    }
    return Sheet("", False, columns, n_fields=tuple(len(row) for row in rows))


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _utf_16(content)
    if b"\x00" in content:
        raise UnreadableFile(BINARY)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _utf_16(content: bytes) -> str:
    try:
        text = content.decode("utf-16")
    except UnicodeDecodeError as error:
        raise UnreadableFile(
            "The file breaks off, or is not the UTF-16 text that it says it is. Export it again, "
            "or save it as .xlsx."
        ) from error
    if "\x00" in text:
        raise UnreadableFile(BINARY)
    return text


def _rows(text: str) -> list[list[str]]:
    """All rows; a line that declares the delimiter counts as a row, so that addresses are right."""
    declared = DECLARED.match(text)
    if declared:
        text = text[declared.end() :]
    delimiter = declared[1] if declared else max(DELIMITERS, key=lambda mark: _fit(text, mark))
    # A quotation mark that is never closed swallows every row after it, the last one included.
    end = "" if text.endswith(("\n", "\r")) else "\n"
    rows = list(csv.reader(io.StringIO(f"{text}{end}{LAST}", newline=""), delimiter=delimiter))
    if rows.pop() != [LAST]:
        raise csv.Error
    return [[], *rows] if declared else rows


def _fit(text: str, delimiter: str) -> tuple[int, int]:
    """How many of the first rows are equally wide under a delimiter, and how wide.

    Width alone would choose the comma wherever one answer in words holds many commas.
    """
    lines = io.StringIO(text[:20_000], newline="")
    rows = [row for row, _ in zip(csv.reader(lines, delimiter=delimiter), range(20), strict=False)]
    widths = Counter(len(row) for row in rows if len(row) > 1)
    return max(((count, width) for width, count in widths.items()), default=(0, 0))
