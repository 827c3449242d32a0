"""Workbooks in which every field holds a text of our choosing: payloads, or a name to look for."""

import io
from collections.abc import Callable
from datetime import date
from typing import Any

import openpyxl

from rmdata.reading.opening.sheets import SourceFile
from rmdata.schema.tables import declared_tables
from rmdata.schema.vocabulary import Column, Instrument, Kind, Table

# What markup would make of these is an element whose whole text is one word with MARK.
MARK = "zq"
PAYLOADS = (
    "[zqlink](http://example.org/1)",
    "<b>zqbold</b><img src=x onerror=alert(1)>",
    "<script>alert(2)</script><a href='http://example.org/4'>zqa</a>",
    "# zqheading",
    "**zqstrong** ~~zqstruck~~ `zqcode` $zqx$",
    '=HYPERLINK("http://example.org/2")',
    "=cmd|' /C calc'!A0",
    "\uff1d1+1 @SUM(A1) -2+3",
    "+1+1 www.example.org, me@example.org",
    "{{7*7}} ${7*7} {% if x %} %s {0} #{7*7}",
    ":material/home: :smile: :red[zqred] :streamlit:",
    "a -> b -- c >= d",
)
PROGRAMME = "[mine](http://example.org/3)"
TYPED = (Kind.TEXT, Kind.FREE_TEXT, Kind.TAGS, Kind.THEMES)
CODES = (Kind.CODE, Kind.CODES)
Text = Callable[[str, int], str]


def payload(field: str, person: int) -> str:
    """One payload after the other, another one in every field of a row."""
    return PAYLOADS[(person + len(field)) % len(PAYLOADS)]


def typed_workbook(
    instrument: Instrument, text: Text, name: str = "typed.xlsx", *, everywhere: bool = False
) -> SourceFile:
    """A template workbook about twelve people whose texts are made by ``text(field, person)``.

    A valid one, unless the texts are wanted ``everywhere``: also where a number or a date belongs.
    """
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for table in declared_tables(instrument):
        sheet = book.create_sheet(table.title)
        sheet.append([column.label for column in table.columns])
        for person in range(len(PAYLOADS)):
            for stage in ("pre", "post") if table.name == "questionnaires" else ("",):
                row = [_value(c, table, person, stage, text, everywhere) for c in table.columns]
                sheet.append([None] * len(row))
                for cell, value in zip(sheet[sheet.max_row], row, strict=True):
                    cell.value = value
                    if isinstance(value, str):
                        cell.data_type = "s"  # what begins with = is a text here, no formula
    content = io.BytesIO()
    book.save(content)
    return SourceFile(name, content.getvalue())


def _value(
    column: Column, table: Table, person: int, stage: str, text: Text, everywhere: bool
) -> Any:  # fmt: skip
    if column.name == "programme":
        return PROGRAMME
    if column.name == "stage":
        return stage
    if everywhere and column.kind not in CODES:
        return text(column.name, person)
    if column.kind in CODES:
        side = {"mentor_code": 0, "mentee_code": 1}.get(column.name, person % 2)
        return text("code", person - person % 2 + side)
    if column.name == "role":
        return ("mentor", "mentee")[person % 2]
    if column.kind in TYPED:
        return text(column.name, person)
    return _usual(column, person, stage)


def _usual(column: Column, person: int, stage: str) -> Any:
    if column.kind is Kind.DATE:
        return date(2025, 3, 1 + person + 12 * (stage == "post"))
    if column.kind is Kind.RATING:
        return int(column.low or 1) + (person + (stage == "post")) % 4
    if column.kind in (Kind.NUMBER, Kind.MINUTES):
        return 10 + person
    if column.kind is Kind.YES_NO:
        return "yes"
    return next(choice.label for choice in column.choices if choice.value)
