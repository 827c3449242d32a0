"""The small programme in a store, and the way to ask it."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Any

import openpyxl
import pytest

from rmdata import queries
from rmdata.findings.evidence import CHOOSING
from rmdata.reading.opening.files import parse
from rmdata.reading.opening.sheets import SourceFile
from rmdata.reading.read import read
from rmdata.schema.vocabulary import Instrument
from rmdata.store.results import Said
from rmdata.store.store import Store
from tests.conftest import saved
from tests.queries.small_programme import DECISIONS, OURS, SETTINGS, sheets

Answer = list[dict[str, Any]]

# What every question may be asked with, where a test does not say otherwise.
UNFILTERED = {
    "programme": OURS,
    **dict.fromkeys(("cohorts", "sites", "specialties", "roles", "since", "until", "limit")),
    "by": [],
    "before": "pre",
    "after": "post",
    "as_of": date(2025, 6, 1),
    "quiet_days": 42,
    "months": 6,
    "period": "month",
    "stages": ["pre", "post"],
    "offset": 0,
    "n_domains": 7,
}


@pytest.fixture(scope="session")
def small(instrument: Instrument) -> Iterator[Store]:
    """A store with both programmes and what was decided on their codes."""
    store = Store(None, instrument)
    store.load(read([parse(book(sheets(instrument)))], instrument))
    for decision, joined in DECISIONS:
        decided = store.decide(decision, joined)
    store.undo(decided.import_id)
    for programme, *said in SETTINGS:
        store.append_setting(programme, Said(*said, datetime(2025, 1, 1), "the team"))
    yield store
    store.close()


def book(tables: dict[str, list[dict[str, Any]]]) -> SourceFile:
    made = openpyxl.Workbook()
    made.remove(made.worksheets[0])
    for title, rows in tables.items():
        sheet = made.create_sheet(title)
        headers = list(dict.fromkeys(header for row in rows for header in row))
        for cells in (headers, *([row.get(header) for header in headers] for row in rows)):
            sheet.append(cells)
    return SourceFile("small.xlsx", saved(made))


@pytest.fixture(scope="session")
def ask(small: Store) -> Callable[..., Answer]:
    """The rows that answer one question about the small programme."""

    def answered(name: str, **said: Any) -> Answer:
        given = UNFILTERED | said
        chosen = {name: given[name] for name in CHOOSING}
        return small.run(queries.question(name).sql, given | {"selection": chosen}).records()

    return answered


def cells(found: Answer, *columns: str) -> list[tuple[Any, ...]]:
    """Some columns of every row, in the order of the answer."""
    return [tuple(row[name] for name in columns) for row in found]


def marks(found: Answer, *columns: str) -> list[str]:
    """The same as a line of words for each row, with a dot for nothing."""
    rows = cells(found, *columns)
    return [" ".join("." if cell is None else str(cell) for cell in row) for row in rows]
