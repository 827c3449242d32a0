"""A finding's table as a text file that spreadsheets and statistics programs both read."""

import csv
import io
from datetime import date, datetime

from rmdata.export.cells import Plain, guarded, plain
from rmdata.findings.finding import Table


def csv_bytes(table: Table) -> bytes:
    """The table as comma-separated text: a header of labels, the rows and nothing else.

    UTF-8 with a byte order mark, CRLF at line ends, ISO dates, numbers in full precision, blank
    for None. Text that would be a formula gets a leading apostrophe.
    """
    lines = io.StringIO(newline="")
    writer = csv.writer(lines, lineterminator="\r\n")
    writer.writerow([guarded(field.label) for field in table.fields])
    writer.writerows([_written(plain(value)) for value in row] for row in table.rows)
    return lines.getvalue().encode("utf-8-sig")


def _written(value: Plain) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    return repr(value) if isinstance(value, float) else str(value)
