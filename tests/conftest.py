"""What every room's tests share: tiny files made on the spot, and a store to put them in."""

import io
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from rmdata.reading.choices import Choices
from rmdata.reading.opening.files import parse
from rmdata.reading.opening.sheets import SourceFile
from rmdata.reading.read import read
from rmdata.reading.understood import Reading
from rmdata.schema.instrument_file import load_instrument
from rmdata.schema.vocabulary import Instrument
from rmdata.store.results import Import
from rmdata.store.store import Store

SAMPLES = Path(__file__).parents[1] / "sample_data"
Row = dict[str, Any]


def pytest_make_parametrize_id(val: object) -> str | None:
    """Name a row of a table of cases by its text."""
    return val if isinstance(val, str) and len(val) < 40 else None


@pytest.fixture(autouse=True)
def _usual_temporary_files(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a test tells its process of temporary files holds for that test alone."""
    monkeypatch.setattr(tempfile, "tempdir", tempfile.tempdir)


@pytest.fixture(autouse=True)
def temporary_files_where_they_were() -> Iterator[None]:
    """What a store or a command sets for its whole process ends with the test."""
    before = tempfile.tempdir
    yield
    tempfile.tempdir = before


@pytest.fixture(scope="session")
def instrument() -> Instrument:
    return load_instrument()


@pytest.fixture
def answer() -> Callable[..., Row]:
    """One questionnaire as a row of a sheet; anything may be said otherwise."""

    def row(code: str | None = "M1", stage: str = "pre", **said: Any) -> Row:
        role = "mentee" if code and code.startswith("E") else "mentor"
        about = {"Participant code": code, "Role": role, "Stage": stage}
        return {**about, "Completed on": date(2025, 3, 3), "Experience": 4} | said

    return row


@pytest.fixture
def meeting() -> Callable[..., Row]:
    """One session as a row of a sheet."""

    def row(
        mentor: str = "M1", mentee: str = "E1", on: date = date(2025, 4, 1), **said: Any
    ) -> Row:
        who = {"Mentor code": mentor, "Mentee code": mentee}
        return {**who, "Date": on, "Minutes": 45, "Status": "held"} | said

    return row


@pytest.fixture
def workbook() -> Callable[..., SourceFile]:
    """A workbook of named sheets; each is a list of rows, as cells or by their headers."""

    def make(name: str = "answers.xlsx", /, **sheets: Sequence[Any]) -> SourceFile:
        book = openpyxl.Workbook()
        book.remove(book.worksheets[0])
        for title, rows in sheets.items():
            sheet = book.create_sheet(title)
            for cells in _cells(rows):
                sheet.append(cells)
        return SourceFile(name, saved(book))

    return make


def saved(book: openpyxl.Workbook) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _cells(rows: Sequence[Any]) -> Iterable[Sequence[Any]]:
    if not isinstance(rows[0], dict):
        return rows
    headers = list(dict.fromkeys(header for row in rows for header in row))
    return [headers, *([row.get(header) for header in headers] for row in rows)]


@pytest.fixture
def understood(instrument: Instrument) -> Callable[..., Reading]:
    """What the files are understood to say, under the choices given by name."""

    def reading(*files: SourceFile, known: Any = None, **choices: str) -> Reading:
        return read([parse(file) for file in files], instrument, Choices(**choices), known)

    return reading


@pytest.fixture
def store(instrument: Instrument) -> Iterable[Store]:
    opened = Store(None, instrument)
    yield opened
    opened.close()


@pytest.fixture
def load(
    store: Store, workbook: Callable[..., SourceFile], understood: Callable[..., Reading]
) -> Callable[..., Import]:
    """Read the sheets as one workbook and load them, as the dashboard would."""

    def loaded(**sheets: Sequence[Any]) -> Import:
        return store.load(understood(workbook(**sheets), known=store.known_people()))

    return loaded
