"""A byte that turned over on the disk is noticed when the store is opened, or changes nothing."""

import random
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from changing import load, shown

from rmdata.schema.instrument_file import load_instrument
from rmdata.schema.vocabulary import Instrument
from rmdata.store.file.restoring import restore_file
from rmdata.store.results import StoreDamaged
from rmdata.store.store import Store

ROOT = Path(__file__).parents[2]
SHORT, WHOLE = 15, 100
# Stores an import and ends before the log has moved into the file.
LEAVE_A_LOG = """
import os, sys
from pathlib import Path
from changing import load
from rmdata.schema.instrument_file import load_instrument
from rmdata.store.store import Store
from rmdata.store.file.open_file import OpenFile; from rmdata.store.file.places import mark
store = Store(Path(sys.argv[1]), load_instrument())
OpenFile._settle = lambda held: mark(held.places, store.version)
for n in range(2):
    load(store, [f"late-{n}-{i}" for i in range(20)])
os._exit(0)
"""
CONTENT = "select * exclude (made_at) from imports order by all"
ROWS = "select * from imported.questionnaires order by all"


def content(store: Store) -> tuple[Any, ...]:
    return store.run(CONTENT).rows, store.run(ROWS).rows, tuple(shown(store)), store.salt


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a store, its backups and a log that holds two imports."""
    folder = tmp_path_factory.mktemp("sound")
    path = folder / "store.duckdb"
    store = Store(path, load_instrument())
    for n in range(3):
        load(store, [f"early-{n}-{i}" for i in range(40)])
    store.close()
    path_of_tests = f"{ROOT}:{ROOT / 'tests' / 'reliability'}"
    command = [sys.executable, "-c", LEAVE_A_LOG, str(path)]
    subprocess.run(command, env={"PYTHONPATH": path_of_tests}, check=True, timeout=60)
    assert path.with_name("store.duckdb.wal").stat().st_size > 10_000
    return folder


@pytest.fixture(scope="module")
def acknowledged(sound: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Any, ...]:
    folder = tmp_path_factory.mktemp("read") / "copy"
    shutil.copytree(sound, folder)
    store = Store(folder / "store.duckdb", load_instrument())
    found = content(store)
    store.close()
    assert len(found[2]) == 160
    return found


@pytest.mark.parametrize("file", ["store.duckdb", "store.duckdb.wal", "store.duckdb.marker"])
def test_a_flipped_byte_is_noticed_or_harmless(
    file: str,
    sound: Path,
    acknowledged: tuple[Any, ...],
    tmp_path: Path,
    instrument: Instrument,
    whole: bool,
    record: Any,
) -> None:
    drawn, counts, slowest = random.Random(file), {"noticed": 0, "harmless": 0}, 0.0
    for trial in range(WHOLE if whole else SHORT):
        folder = tmp_path / str(trial)
        shutil.copytree(sound, folder)
        flip(folder / file, drawn)
        seconds, outcome = outcome_of(folder / "store.duckdb", acknowledged, instrument)
        counts[outcome] += 1
        slowest = max(slowest, seconds)
        shutil.rmtree(folder)
    record(f"flips in {file}", n=trial + 1, **counts, silent=0, slowest_restore_s=round(slowest, 2))
    assert slowest < 60


def flip(file: Path, drawn: random.Random) -> None:
    """Turn over one bit of a byte; every second time of one that is not empty space."""
    data = bytearray(file.read_bytes())
    filled = [position for position, byte in enumerate(data) if byte]
    position = drawn.choice(filled) if drawn.random() < 0.5 else drawn.randrange(len(data))
    data[position] ^= 1 << drawn.randrange(8)
    file.write_bytes(data)


def outcome_of(
    path: Path, acknowledged: tuple[Any, ...], instrument: Instrument
) -> tuple[float, str]:
    """How long restoring took, and whether the flip was noticed or proven harmless."""
    before = path.read_bytes()
    try:
        store = Store(path, instrument)
    except StoreDamaged as damaged:
        assert path.read_bytes() == before, "a damaged store was changed"
        assert damaged.backups
        start = time.perf_counter()
        restore_file(path, damaged.backups[0].name)
        restored = Store(path, instrument)
        seconds = time.perf_counter() - start
        found = shown(restored)
        restored.close()
        assert found and set(found) <= set(acknowledged[2])
        return seconds, "noticed"
    assert content(store) == acknowledged, "silent"
    load(store, ["later"])
    assert "later" in shown(store)
    store.close()
    return 0.0, "harmless"
