"""A text file of delimited values to one sheet."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator

from rmdata.guard import unguarded
from rmdata.reading.opening.encodings import RAW, USUAL, encoded
from rmdata.reading.opening.limits import (
    Limits,
    too_many,
)
from rmdata.reading.opening.sheets import Encoded, Sheet, UnreadableFile

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
    text, about = _decoded(content)
    if max(text.count("\n"), text.count("\r")) > MOST_LINES * limits.rows:
        raise UnreadableFile(
            f"The file has more than {MOST_LINES * limits.rows:,} lines; the limit is "
            f"{limits.rows:,} rows. Split the file, or load it with the command line."
        )
    try:
        rows = _rows(text, limits)
    except csv.Error as error:
        raise UnreadableFile(
            "A double quote is opened in this file and never closed, so its rows cannot be told "
            "apart. Export it again, or save it as .xlsx."
        ) from error
    # What is not ASCII in an encoding that is still asked for is looked at once that is known.
    plain = _unguarded_ascii if about and not about.sure else unguarded
    width = max((len(row) for row in rows), default=0)
    columns: dict[int, list[str | None]] = {
        index: [plain(row[index]) if index < len(row) and row[index] else None for row in rows]
        for index in range(width)
    }
    n_fields = tuple(len(row) for row in rows)
    return Sheet("", False, columns, n_fields=n_fields, encoded=about)


def _unguarded_ascii(text: str) -> str:
    return unguarded(text) if text.isascii() else text


def _decoded(content: bytes) -> tuple[str, Encoded | None]:
    """The text, and what is known of its encoding where it does not say so itself."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _utf_16(content), None
    if b"\x00" in content:
        raise UnreadableFile(BINARY)
    try:
        return content.decode("utf-8-sig"), None
    except UnicodeDecodeError:
        about = encoded(content)
        return content.decode(USUAL if about.sure else RAW), about


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


def _rows(text: str, limits: Limits) -> list[list[str]]:
    """All rows; a line that declares the delimiter counts as a row, so that addresses are right.

    What is too much is counted and not kept: a row takes memory for every field.
    """
    declared = DECLARED.match(text)
    if declared:
        text = text[declared.end() :]
    delimiter = declared[1] if declared else max(DELIMITERS, key=lambda mark: _fit(text, mark))
    # A quotation mark that is never closed swallows every row after it, the last one included.
    end = "" if text.endswith(("\n", "\r")) else "\n"
    kept: list[list[str]] = [[]] if declared else []
    n_rows, width, row = len(kept), 0, []
    for row in _records(f"{text}{end}{LAST}", delimiter, n_rows, limits):
        n_rows, width = n_rows + 1, max(width, len(row))
        if width <= limits.tool_columns and (n_rows - 1) * width <= limits.area:
            kept.append(row)
    if row != [LAST]:
        raise csv.Error
    if len(kept) < n_rows:
        raise too_many("", (n_rows - 1, width), limits)
    return kept[:-1]


def _records(text: str, delimiter: str, above: int, limits: Limits) -> Iterator[list[str]]:
    """The rows one by one; raises for one that is too long before it is taken apart.

    A line without an end, or with a million separators, would take a hundred times its size.
    """
    csv.field_size_limit(limits.row_length)
    length, number = 0, above + 1

    def lines() -> Iterator[str]:
        nonlocal length
        for line in io.StringIO(text, newline=""):
            length += len(line)
            if length > limits.row_length:
                raise UnreadableFile(
                    f"Row {number:,} of the file is longer than {limits.row_length:,} characters. "
                    "Its line ends are lost, or a double quote in it is never closed. Export the "
                    "file again, or save it as .xlsx."
                )
            yield line

    for row in csv.reader(lines(), delimiter=delimiter):
        yield row
        length, number = 0, number + 1


def _fit(text: str, delimiter: str) -> tuple[int, int]:
    """How many of the first rows are equally wide under a delimiter, and how wide.

    Width alone would choose the comma wherever one answer in words holds many commas.
    """
    lines = io.StringIO(text[:20_000], newline="")
    rows = [row for row, _ in zip(csv.reader(lines, delimiter=delimiter), range(20), strict=False)]
    widths = Counter(len(row) for row in rows if len(row) > 1)
    return max(((count, width) for width, count in widths.items()), default=(0, 0))
