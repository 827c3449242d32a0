"""Several processes that make one new store at once: each opens it or is told why not."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from rmdata.schema.vocabulary import Instrument
from rmdata.store.file import opening
from rmdata.store.results import StoreBusy
from rmdata.store.store import Store

ROOT = Path(__file__).parents[2]
AT_ONCE = 6
# Waits for a line, opens the store, says so or why not, and waits for another line.
OPEN_IT = """
import sys
from pathlib import Path
from rmdata.schema.instrument_file import load_instrument
from rmdata.store.store import Store; from rmdata.store.results import StoreError
instrument = load_instrument()
print("ready", flush=True)
sys.stdin.readline()
try:
    store = Store(Path(sys.argv[1]), instrument)
    print("opened", flush=True)
except StoreError as error:
    print(error, flush=True)
sys.stdin.readline()
"""
BUSY = (
    "The store {} is in use by another process, perhaps the dashboard. Stop that one first: a "
    "store has one process at a time."
)


def started(path: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", OPEN_IT, str(path)]
    pipe = subprocess.PIPE
    process = subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, text=True)
    assert said(process) == "ready"
    return process


def said(process: subprocess.Popen[str]) -> str:
    assert process.stdout
    return process.stdout.readline().rstrip("\n")


def go_on(process: subprocess.Popen[str]) -> None:
    assert process.stdin
    process.stdin.write("\n")
    process.stdin.flush()


def test_one_opens_a_new_store_and_the_others_are_told_that_it_is_in_use(tmp_path: Path) -> None:
    path = tmp_path / "store.duckdb"
    processes = [started(path) for _ in range(AT_ONCE)]
    for process in processes:
        go_on(process)
    told = sorted(said(process) for process in processes)
    for process in processes:
        go_on(process)
        process.wait(30)
    assert told == [*[BUSY.format(path)] * (AT_ONCE - 1), "opened"]
    assert {file.name for file in tmp_path.iterdir()} == {"store.duckdb"}


def test_a_store_that_another_process_made_meanwhile_is_in_use(
    tmp_path: Path, instrument: Instrument, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other one clears away what is being made here: it looks like what a kill has left."""
    path = tmp_path / "store.duckdb"
    other, make_tables = started(path), opening.make_tables

    def overtaken(*given: Any) -> None:
        make_tables(*given)
        go_on(other)
        assert said(other) == "opened"

    monkeypatch.setattr(opening, "make_tables", overtaken)
    with pytest.raises(StoreBusy) as refusal:
        Store(path, instrument)
    assert str(refusal.value) == BUSY.format(path)
    go_on(other)
    other.wait(30)
