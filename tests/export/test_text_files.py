"""A table as CSV: nothing lost, nothing that runs."""

import csv
import io
from datetime import date, datetime

import pytest

from rmdata.export.tables import csv_bytes
from rmdata.findings.finding import Field, Form, Table

FIELDS = (
    Field("label", "Domain"),
    Field("n", "People", Form.COUNT),
    Field("share", "Share", Form.SHARE),
    Field("day", "Day", Form.DATE),
)
ROWS = (
    ('Überblick, „quoted“ "so"', 1_250_000, 1 / 3, date(2026, 3, 27)),
    ("two\r\nlines", 3.0, 5.9604644775390625e-08, None),
    (None, -1, -0.25, date(2026, 1, 2)),
    (["M01", "M02"], True, False, float("nan")),
)


def read_back(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def one_cell(value: object) -> str:
    return read_back(csv_bytes(Table((Field("x", "X"), Field("y", "Y")), ((value, 1),))))[1][0]


def test_a_table_reads_back_with_full_precision():
    header, *rows = read_back(csv_bytes(Table(FIELDS, ROWS)))
    assert header == ["Domain", "People", "Share", "Day"]
    assert rows[0] == ['Überblick, „quoted“ "so"', "1250000", repr(1 / 3), "2026-03-27"]
    assert rows[1] == ["two\r\nlines", "3", "5.960464477539063e-08", ""]
    assert float(rows[1][2]) == 5.9604644775390625e-08
    assert rows[2] == ["", "-1", "-0.25", "2026-01-02"]
    assert rows[3] == ["M01; M02", "yes", "no", ""]


def test_a_moment_has_its_time_to_the_second():
    assert one_cell(datetime(2026, 3, 7, 23, 4, 5, 678_901)) == "2026-03-07 23:04:05"


def test_whole_numbers_beyond_exactness_are_not_rounded_into_another():
    assert [one_cell(n) for n in (2**53 + 1, 2.0**53, 1e300)] == [
        *("9007199254740993", "9007199254740992.0", "1e+300"),
    ]


def test_a_spreadsheet_knows_the_encoding_and_the_lines():
    content = csv_bytes(Table(FIELDS, ROWS[:1]))
    assert content.startswith(b"\xef\xbb\xbfDomain,People")
    assert content.count(b"\r\n") == content.count(b"\n") == 2


PAYLOADS = [
    "=1+1",
    "+1",
    "-2+3",
    "@SUM(A1)",
    "\t=1",
    "\tplain",
    "\rplain",
    "\nplain",
    "  =1",
    "\u00a0=1",
    "\u200b=1",
    "\ufeff=1",
    "\x00=1",
    " \n=1",
    "\uff1d1",
    "\uff0b1",
    "\uff0d1",
    "\uff201",
    "\ufe661",
    '=HYPERLINK("http://x","y")',
    "=cmd|' /C calc'!A0",
]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_text_that_would_be_a_formula_gets_an_apostrophe(payload: str):
    assert one_cell(payload) == f"'{payload}"
    assert one_cell([payload, "next"]) == f"'{payload}; next"
    header = read_back(csv_bytes(Table((Field("x", payload), Field("y", "Y")))))[0]
    assert header == [f"'{payload}", "Y"]


@pytest.mark.parametrize(
    "harmless", ["a=1", "1-2", "M-01", "–", "", "  two", "'twas", "'", "mail@example"]
)
def test_other_text_stays_as_it_is(harmless: str):
    assert one_cell(harmless) == harmless


@pytest.mark.parametrize(("typed", "in_file"), [("'=1", "''=1"), ("''\t1", "'''\t1")])
def test_what_looks_guarded_is_guarded_once_more(typed: str, in_file: str):
    """So that the reading, which takes one apostrophe off, gives back what was typed."""
    assert one_cell(typed) == in_file


@pytest.mark.parametrize(("number", "written"), [(-1, "-1"), (-0.5, "-0.5"), (0.0, "0")])
def test_negative_numbers_stay_numbers(number: float, written: str):
    assert one_cell(number) == written
