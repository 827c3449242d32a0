"""The file of a store: who may open it, when, and what is left alone."""

import os
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest

from rmdata.reading.opening.files import parse
from rmdata.reading.opening.sheets import SourceFile
from rmdata.reading.read import read
from rmdata.reading.understood import Reading
from rmdata.schema.instrument_file import load_instrument
from rmdata.schema.vocabulary import Instrument
from rmdata.store.results import StoreBusy, StoreDamaged, StoreError
from rmdata.store.store import Store

Make = Callable[..., dict[str, Any]]
Workbook = Callable[..., SourceFile]
Understood = Callable[..., Reading]

ROOT = Path(__file__).parents[2]
FOUR_DOMAINS = ROOT / "tests" / "schema" / "four_domains.toml"
OPEN_IT = """
import sys
from pathlib import Path
from rmdata.schema.instrument_file import load_instrument
from rmdata.store.store import Store; from rmdata.store.results import StoreBusy
try:
    Store(Path(sys.argv[1]), load_instrument())
except StoreBusy as busy:
    print(busy)
"""


@pytest.fixture
def reading(understood: Understood, workbook: Workbook, answer: Make) -> Reading:
    return understood(workbook(Questionnaires=[answer("M1")]))


def test_what_was_stored_is_there_when_the_file_is_opened_again(
    tmp_path: Path, instrument: Instrument, reading: Reading
) -> None:
    path = tmp_path / "new folder" / "store.duckdb"
    first = Store(path, instrument)
    made = first.load(reading)
    first.close()
    again = Store(path, instrument)
    assert (again.imports(), again.version) == ([made], 1)
    assert again.run("select code, role from people").rows == (("M1", "mentor"),)
    again.close()


@pytest.mark.skipif(os.name != "posix", reason="modes of files are a matter of POSIX")
def test_the_files_are_for_their_owner_alone(
    tmp_path: Path, instrument: Instrument, reading: Reading
) -> None:
    store = Store(tmp_path / "store.duckdb", instrument)
    assert modes(tmp_path) == {"store.duckdb": 0o600}
    store.load(reading)
    assert modes(tmp_path) == {"store.duckdb": 0o600, "store.duckdb.marker": 0o600}
    store.load(reading)
    assert stat.S_IMODE((tmp_path / "store.duckdb.backups").stat().st_mode) == 0o700
    assert set(modes(tmp_path / "store.duckdb.backups").values()) == {0o600}
    store.close()


def modes(folder: Path) -> dict[str, int]:
    files = [path for path in folder.iterdir() if path.is_file()]
    return {path.name: stat.S_IMODE(path.stat().st_mode) for path in files}


def test_a_second_process_is_told_that_the_store_is_busy(
    tmp_path: Path, instrument: Instrument
) -> None:
    path = tmp_path / "store.duckdb"
    store = Store(path, instrument)
    command = [sys.executable, "-c", OPEN_IT, str(path)]
    busy = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert busy.stdout == (
        f"The store {path} is in use by another process, perhaps the dashboard. Stop that one "
        "first: a store has one process at a time.\n"
    )
    store.close()
    free = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert free.stdout == ""


def test_a_second_opening_in_one_process_is_refused(tmp_path: Path, instrument: Instrument) -> None:
    path = tmp_path / "store.duckdb"
    store = Store(path, instrument)
    with pytest.raises(StoreBusy, match="is open already in this process"):
        Store(path, instrument)
    assert store.version == 0
    store.close()


@pytest.mark.parametrize("content", [b"", b"no store at all", bytes(20_000), b"PK\x03\x04"])
def test_a_file_that_is_no_store_is_refused_and_left_alone(
    content: bytes, tmp_path: Path, instrument: Instrument
) -> None:
    path = tmp_path / "clock.duckdb"
    path.write_bytes(content)
    with pytest.raises(StoreDamaged) as refusal:
        Store(path, instrument)
    assert refusal.value.backups == ()
    assert str(refusal.value) == (
        f"The store {path} cannot be opened: it is damaged, or no store. It was left as it is. "
        "Name another one (RM_STORE), or put a backup in its place."
    )
    assert (path.read_bytes(), list(tmp_path.iterdir())) == (content, [path])


def test_a_duckdb_file_of_something_else_is_refused(tmp_path: Path, instrument: Instrument) -> None:
    path = tmp_path / "other.duckdb"
    with duckdb.connect(str(path)) as other:
        other.execute("create table birds (name varchar)")
    with pytest.raises(StoreError, match="holds something else than a store"):
        Store(path, instrument)
    with duckdb.connect(str(path)) as other:
        assert other.execute("show tables").fetchall() == [("birds",)]


def test_a_full_store_is_refused_to_another_instrument(
    tmp_path: Path, instrument: Instrument, reading: Reading
) -> None:
    path = tmp_path / "store.duckdb"
    Store(path, load_instrument(FOUR_DOMAINS)).close()
    empty = Store(path, instrument)
    empty.load(reading)
    empty.close()
    with pytest.raises(StoreError) as refusal:
        Store(path, load_instrument(FOUR_DOMAINS))
    assert str(refusal.value) == (
        "This store was made with another instrument than “Four domains”. Start with the "
        "instrument it was made with (RM_INSTRUMENT), or name another store (RM_STORE)."
    )
    again = Store(path, instrument)
    assert again.run("select code from people").rows == (("M1",),)
    again.close()


def test_any_instrument_can_be_stored(workbook: Workbook) -> None:
    other = load_instrument(FOUR_DOMAINS)
    scores = {"Listening": 7, "Order of work": 1, "Fairness": 2, "Presence": 3}
    row = {"Participant code": "M1", "Role": "Junior", "Stage": "Before"} | scores
    store = Store(None, other)
    loaded = read([parse(workbook(Questionnaires=[row]))], other)
    store.load(loaded)
    store.load(loaded)
    assert store.run("select scores, total from answers").rows == (([7, 1, 2, 3], 13),)
    store.close()


def test_the_store_reads_and_writes_no_other_file(tmp_path: Path, instrument: Instrument) -> None:
    outside = tmp_path / "secret.csv"
    outside.write_text("a\n1\n")
    folder = tmp_path / "store.duckdb.backups"
    for path in (None, tmp_path / "store.duckdb"):
        store = Store(path, instrument)
        for statement in (
            f"select * from read_csv('{outside}')",
            f"select * from read_text('{folder}/../secret.csv')",
            f"attach '{tmp_path / 'other.duckdb'}' as other",
            f"attach '{folder}/../other.duckdb' as other",
            f"copy (select 1) to '{tmp_path / 'out.csv'}'",
        ):
            with pytest.raises(duckdb.PermissionException):
                store.run(statement)
        with pytest.raises(duckdb.InvalidInputException, match="configuration has been locked"):
            store.run("set enable_external_access = true")
        store.close()
    assert {path.name for path in tmp_path.iterdir()} == {"secret.csv", "store.duckdb"}


@pytest.mark.parametrize("setting", ["autoinstall_known_extensions", "autoload_known_extensions"])
def test_no_extension_is_fetched_or_loaded(setting: str, store: Store, kept: Store) -> None:
    for opened in (store, kept):
        assert opened.run(f"select current_setting('{setting}')").rows == ((False,),)


def test_the_secret_of_a_store_is_its_own_and_stays(tmp_path: Path) -> None:
    path, instrument = tmp_path / "one.duckdb", load_instrument()
    store = Store(path, instrument)
    salt = store.salt
    store.close()
    assert len(salt) == 32
    assert Store(path, instrument).salt == salt
    assert Store(tmp_path / "other.duckdb", instrument).salt != salt


def test_what_was_said_of_a_survey_is_kept_and_replaced(tmp_path: Path) -> None:
    path, instrument = tmp_path / "one.duckdb", load_instrument()
    store = Store(path, instrument)
    store.keep_mapping("a1", "first")
    store.keep_mapping("a1", "second")
    store.close()
    assert Store(path, instrument).mappings() == {"a1": "second"}
