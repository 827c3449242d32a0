"""What the tests of the survey tools share: the founding study's answers, and its change."""

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from rmdata.__main__ import main
from rmdata.reading.choices import Choices
from rmdata.reading.opening.files import parse
from rmdata.reading.opening.sheets import SourceFile
from rmdata.reading.read import read
from rmdata.reading.recognising.one_sheet import is_export
from rmdata.reading.understood import Reading
from rmdata.schema.vocabulary import Instrument
from rmdata.store.store import Store
from tests.conftest import SAMPLES
from tests.reading.tools.shapes import SALT

Imports = Iterable[tuple[list[SourceFile], Choices]]
Stored = Callable[[Imports], list[dict[str, Any]]]


@pytest.fixture
def read_in(instrument: Instrument) -> Callable[..., Reading]:
    """What files are understood to say, under the choices given by name."""

    def reading(*files: SourceFile, **said: str) -> Reading:
        return read(
            [parse(file, is_export=is_export) for file in files],
            instrument,
            Choices(**said),
            salt=SALT,
        )

    return reading


def shown(path: Path, instrument: Instrument, imports: Imports) -> list[dict[str, Any]]:
    """Load what is given, one import after another, and show the change as the command does."""
    store = Store(path, instrument)
    for files, choices in imports:
        reading = read(
            [parse(f, is_export=is_export) for f in files],
            instrument,
            choices,
            store.known_people(),
            salt=SALT,
        )
        assert not reading.stopped, [p for p in reading.problems if p.level != "warning"]
        store.load(reading)
    store.close()
    asked = ["--store", str(path), "show", "change", "--format", "json"]
    told = CliRunner().invoke(main, asked)
    assert told.exit_code == 0, told.output
    found: list[dict[str, Any]] = json.loads(told.output)
    return found


@pytest.fixture
def change_of(instrument: Instrument, tmp_path: Path) -> Stored:
    """The change after loading what is given into a new store."""
    return lambda imports: shown(tmp_path / "answers.duckdb", instrument, imports)


@pytest.fixture(scope="session")
def founding_change(
    instrument: Instrument, tmp_path_factory: pytest.TempPathFactory
) -> list[dict[str, Any]]:
    """The change of the founding study's own workbook."""
    name = "raju2022.xlsx"
    founding = [([SourceFile(name, (SAMPLES / name).read_bytes())], Choices())]
    return shown(tmp_path_factory.mktemp("founding") / "f.duckdb", instrument, founding)
