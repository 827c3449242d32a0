"""What a person gets of what is stored: their own rows, and nothing that others said."""

import io
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import openpyxl
import pytest

from rmdata.export.tables import person_bytes
from rmdata.store.results import Import
from rmdata.store.store import Store

Load = Callable[..., Import]
Make = Callable[..., dict[str, Any]]
NOW = datetime(2026, 11, 2, 9, 5)


@pytest.fixture
def book(store: Store, load: Load, answer: Make, meeting: Make) -> openpyxl.Workbook:
    """Of M1, who answered once, which was taken back, and met E1 alone and once with M2."""
    rated = {"Mentor rating": 2, "Mentee rating": 5, "Topics": "rota", "Session id": "E1/7"}
    store.undo(load(Questionnaires=[answer("M1", Experience=3), answer("M2")]).import_id)
    load(
        Sessions=[
            meeting("M1", "E1", date(2025, 4, 8), **rated),
            meeting("M1; M2", "E1", date(2025, 5, 6), Minutes=70) | {"Mentor rating": 1},
            meeting("M2", "E1", date(2025, 6, 3)),
        ]
    )
    made = person_bytes(store.instrument, store.person("M1").tables(), NOW)
    return openpyxl.load_workbook(io.BytesIO(made))


def rows(sheet: Any) -> list[dict[str, Any]]:
    header, *found = sheet.iter_rows(values_only=True)
    return [dict(zip(header, row, strict=True)) for row in found]


def test_every_table_with_rows_has_a_sheet_and_the_first_says_what_this_is(
    book: openpyxl.Workbook,
) -> None:
    assert book.sheetnames == ["About", "Questionnaires", "Sessions"]
    said = list(book["About"].iter_rows(values_only=True))
    assert [name for name, _ in said[:3]] == ["What this is", "What is left out", "Made on"]
    assert said[2:] == [
        ("Made on", "02/11/2026 09:05"),
        ("Rows on sheet Questionnaires", 1),
        ("Rows on sheet Sessions", 2),
    ]


def test_what_was_taken_back_is_told_with_its_day(book: openpyxl.Workbook) -> None:
    [answered] = rows(book["Questionnaires"])
    assert (answered["Participant code"], answered["Experience"]) == ("M1", 3)
    assert answered["Loaded at"] < answered["Taken back at"]
    assert answered["Completed on"] == datetime(2025, 3, 3)
    assert "Taken back at" not in rows(book["Sessions"])[0], "nobody took the sessions back"
    header = [cell.value for cell in book["Questionnaires"][1]]
    day = book["Questionnaires"].cell(2, header.index("Completed on") + 1)
    assert day.number_format == "dd/mm/yyyy"


def test_what_others_said_and_were_called_is_left_out(book: openpyxl.Workbook) -> None:
    alone, together = rows(book["Sessions"])
    assert (alone["Mentor code"], alone["Mentee code"]) == ("M1", "another participant")
    assert (together["Mentor code"], together["Minutes"]) == ("M1; another participant", 70)
    assert (alone["Mentor rating"], together["Mentor rating"]) == (2, None)
    assert not {"Mentee rating", "Topics", "Session id"} & alone.keys()
    told = [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [text for text in told if "E1" in text or "M2" in text or "rota" in text]
