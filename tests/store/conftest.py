"""A store in a file, and what lies beside it."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from rmdata.reading.opening.sheets import SourceFile
from rmdata.reading.understood import Reading
from rmdata.schema.vocabulary import Instrument
from rmdata.store.results import Import
from rmdata.store.store import Store


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "store.duckdb"


@pytest.fixture
def kept(path: Path, instrument: Instrument) -> Iterator[Store]:
    """A store in a file; it may be closed and opened again meanwhile."""
    store = Store(path, instrument)
    yield store
    store.close()


@pytest.fixture
def put(
    kept: Store, workbook: Callable[..., SourceFile], understood: Callable[..., Reading]
) -> Callable[..., Import]:
    """Read sheets as one workbook and load them into the store in a file."""

    def loaded(**sheets: Sequence[Any]) -> Import:
        return kept.load(understood(workbook(**sheets), known=kept.known_people()))

    return loaded
