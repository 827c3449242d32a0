"""A finding's table as a text file that spreadsheets and statistics programs both read."""

import csv
import io
from datetime import date, datetime
from typing import Any

from rmdata.export.cells import plain
from rmdata.findings.finding import Table
from rmdata.guard import guarded


def csv_bytes(table: Table) -> bytes:
    """The table as comma-separated text: a header of labels, the rows and nothing else.

    UTF-8 with a byte order mark, CRLF at line ends, ISO dates, numbers in full precision, blank
    for None. Text that would be a formula gets a leading apostrophe, which the reading of text
    files takes off again.
    """
    lines = io.StringIO(newline="")
    writer = csv.writer(lines, lineterminator="\r\n")
    writer.writerow([guarded(field.label) for field in table.fields])
    writer.writerows([written(value) for value in row] for row in table.rows)
    return lines.getvalue().encode("utf-8-sig")


def written(value: Any) -> str:
    """One value as a cell of a text file: blank for None, dates in ISO form, text guarded."""
    value = plain(value)
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        return guarded(value)
    return repr(value) if isinstance(value, float) else str(value)
