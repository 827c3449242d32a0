"""How the exports of survey tools are written: text files and plain workbooks."""

import csv
import io
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from openpyxl import Workbook

Cell = str | int | float | datetime | None
Rows = Sequence[Sequence[Cell]]


def save_text(
    path: Path, rows: Rows, encoding: str = "utf-8", delimiter: str = ",", *, quoted: bool = False
) -> None:
    """A text file, quoted where it must be or everywhere."""
    out = io.StringIO()
    quoting = csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL
    writer = csv.writer(out, delimiter=delimiter, quoting=quoting, lineterminator="\n")
    writer.writerows(["" if cell is None else cell for cell in row] for row in rows)
    path.write_bytes(out.getvalue().encode(encoding))


def save_workbook(path: Path, rows: Rows, title: str) -> None:
    """A workbook of one sheet; moments are true date cells."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = title
    for row in rows:
        sheet.append([None if cell == "" else cell for cell in row])
    book.save(path)


def american(moment: datetime) -> str:
    """A moment as American spreadsheets write it: 3/27/25 18:36:44."""
    return f"{moment.month}/{moment.day}/{moment:%y %H:%M:%S}"
