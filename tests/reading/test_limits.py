"""A file of exactly the largest size is read, and one of the next size is refused."""

import tracemalloc
from dataclasses import replace

import openpyxl
import pytest

from rmdata.reading.opening.files import parse
from rmdata.reading.opening.limits import COMMAND_LINE, DASHBOARD, Limits
from rmdata.reading.opening.sheets import SourceFile
from rmdata.reading.recognising.one_sheet import is_export
from tests.conftest import saved
from tests.reliability.containers import PLAIN, answers, number, parts, sheet, zipped

# Five rows below two of titles, four columns, six of a survey tool.
SMALL = replace(DASHBOARD, rows=5, title_rows=2, columns=4, tool_columns=6)
GOOGLE = "Timestamp,Role,Rate [Strengths],Rate [Approachability],Cohort,Site,More"
PARTS = parts(sheet=sheet(PLAIN))
SIZES = [len(part) if isinstance(part, bytes) else len(part.encode()) for part in PARTS.values()]


def csv(n_rows: int, n_columns: int, header: str = "") -> bytes:
    head = header or ",".join(f"c{n}" for n in range(n_columns))
    head = ",".join(head.split(",")[:n_columns])
    return "\n".join([head, *[",".join(["4"] * n_columns)] * (n_rows - 1)]).encode()


def cells(*addresses: str) -> bytes:
    """A workbook that is filled at some places alone."""
    book = openpyxl.Workbook()
    for address in addresses:
        book.worksheets[0][address] = 4
    return saved(book)


def merging(*ranges: str) -> bytes:
    book = openpyxl.Workbook()
    book.worksheets[0]["A1"] = "x"
    for found in ranges:
        book.worksheets[0].merge_cells(found)
    return saved(book)


# What is limited, a file of exactly that much, a file of more, and the beginning of the refusal.
EDGES: list[tuple[str, Limits, bytes, bytes, str]] = [
    ("rows of text", SMALL, csv(7, 4), csv(8, 4), "The file has 8 rows and 4 columns"),
    ("columns of text", SMALL, csv(3, 4), csv(3, 5), "The file has 3 rows and 5 columns"),
    ("columns of a tool", SMALL, csv(3, 6, GOOGLE), csv(3, 7, GOOGLE),
     "The file has 3 rows and 7 columns"),
    ("rows of a workbook", SMALL, cells("A1", "B7"), cells("A1", "B8"),
     "Sheet Sheet, cell B8: it lies beyond 5 rows and 6 columns"),
    ("columns of a workbook", SMALL, cells("A1", "B1", "C1", "D1"),
     cells("A1", "B1", "C1", "D1", "E1"), "Sheet Sheet has 1 rows and 5 columns"),
    ("places of columns", replace(SMALL, columns=6), cells("A1", "F1"), cells("A1", "G1"),
     "Sheet Sheet, cell G1: it lies beyond 5 rows and 6 columns"),
    ("cells from the first to the last", replace(DASHBOARD, area=28), cells("D7"), cells("D8"),
     "Sheet Sheet, cell D8: it lies so far out that the sheet spans 8 rows by 4 columns"),
    ("ranges of merged cells", replace(DASHBOARD, merged=2), merging("A1:A2", "B1:B2"),
     merging("A1:A2", "B1:B2", "C1:C2"), "The file has 3 ranges of merged cells"),
    ("errors that are told", replace(DASHBOARD, texts=2),
     zipped(parts(sheet=sheet(answers(number("#N/A", t="e"), number("#REF!", t="e"))))),
     zipped(parts(sheet=sheet(answers(*[number("#N/A", t="e")] * 3)))),
     "The file holds too many Excel errors"),
    ("letters of a text", replace(DASHBOARD, text_length=16),
     f"Participant code,Role\nM1,{'é' * 16}\n".encode(),
     f"Participant code,Role\nM1,{'é' * 17}\n".encode(),
     "Cell B2 holds a text longer than 16 characters"),
    ("letters of a row", replace(DASHBOARD, row_length=32),
     b'sep=,\nParticipant code,Role\nM1,"ment\nor and a mentee whose"\n',
     b'sep=,\nParticipant code,Role\nM1,"ment\nor and a mentee whose!"\n',
     "Row 3 of the file is longer than 32 characters. Its line ends are lost, or a double quote in "
     "it is never closed. Export the file again, or save it as .xlsx."),
    ("cells of a text", replace(DASHBOARD, area=12), csv(4, 3), csv(5, 3),
     "The file has 5 rows and 3 columns"),
]  # fmt: skip


@pytest.mark.parametrize(("limits", "exactly", "more", "sentence"), [e[1:] for e in EDGES],
                         ids=[e[0] for e in EDGES])  # fmt: skip
def test_the_very_limit_is_read_and_one_more_is_refused(
    limits: Limits, exactly: bytes, more: bytes, sentence: str
) -> None:
    assert parse(SourceFile("a.xlsx", exactly), limits, is_export).refused == ""
    refused = parse(SourceFile("a.xlsx", more), limits, is_export)
    assert (refused.refused[: len(sentence)], refused.sheets) == (sentence, ())


# The same of a workbook's container, whose parts are counted here.
CONTAINERS = [
    ("members", len(PARTS), f"The file holds {len(PARTS)} parts"),
    ("member_bytes", max(SIZES), "The part xl/worksheets/sheet1.xml of the file is larger than"),
    ("inflated_bytes", sum(SIZES), "The file is larger than 0 MB when unpacked"),
    ("file_bytes", len(zipped(PARTS)), "The file is larger than 0 MB"),
]


@pytest.mark.parametrize(("name", "most", "sentence"), CONTAINERS)
def test_a_container_of_the_very_size_is_read(name: str, most: int, sentence: str) -> None:
    file = SourceFile("a.xlsx", zipped(PARTS))
    assert parse(file, replace(DASHBOARD, **{name: most})).refused == ""
    assert parse(file, replace(DASHBOARD, **{name: most - 1})).refused.startswith(sentence)


def test_the_command_line_reads_what_is_too_much_for_the_dashboard() -> None:
    """A million rows of 400 MB at the most, where the dashboard takes 50,000 of 20 MB."""
    assert (DASHBOARD.rows, DASHBOARD.columns, DASHBOARD.file_bytes) == (50_000, 60, 20 * 1024**2)
    assert (COMMAND_LINE.rows, COMMAND_LINE.file_bytes) == (1_000_000, 400 * 1024**2)
    long = SourceFile("long.csv", csv(50_021, 2))
    assert parse(long).refused.startswith("The file has 50,021 rows and 2 columns; the limit is")
    assert parse(long, COMMAND_LINE).refused == ""
    assert parse(SourceFile("long.csv", csv(50_020, 2))).refused == ""


@pytest.mark.parametrize("cell", [b"M2,", b'"\n",', b"M2"], ids=["line", "row of lines", "text"])
def test_a_row_of_a_million_cells_is_refused_before_it_is_taken_apart(cell: bytes) -> None:
    """In a process that may take what the command line gives: it needs little of it."""
    row = cell * (6 * 1024**2 // len(cell))
    file = SourceFile("a.csv", b"Participant code,Role\nM1,mentor\n" + row + b"\n")
    tracemalloc.start()
    refused = parse(file, COMMAND_LINE).refused
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert refused.startswith("Row 3 of the file is longer than 1,000,000 characters.")
    assert peak < 12 * len(file.content)


def test_rows_that_are_too_wide_are_counted_and_not_kept() -> None:
    """Each is short enough; together their fields would take all memory."""
    file = SourceFile("a.csv", b"Participant code,Role\n" + (b"," * 900_000 + b"\n") * 6)
    tracemalloc.start()
    refused = parse(file, COMMAND_LINE).refused
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert refused.startswith("The file has 7 rows and 900001 columns; the limit is")
    assert peak < 12 * len(file.content)


def test_old_line_ends_are_counted_as_well() -> None:
    limits = replace(DASHBOARD, rows=5)
    assert parse(SourceFile("a.csv", b"a,b" + b"\r" * 51), limits).refused.startswith(
        "The file has more than 50 lines; the limit is 5 rows."
    )
