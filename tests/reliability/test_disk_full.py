"""A disk that is full at any step: a sentence, and the old data are readable.

A limit on the size of a file stands for the full disk: it fails the same writes, needs no rights,
and can be set at every step.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from changing import load, shown

from rmdata.schema import Instrument, load_instrument
from rmdata.store import DiskFull, Store, StoreError, verify_file

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no limits on files there")
# Tries one change under a limit; says whether it failed and with which words, and what is shown.
TRY = """
import json, resource, signal, sys
from pathlib import Path
from changing import load, shown
from rmdata.schema import load_instrument
from rmdata.store import Store, StoreError
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
store = Store(Path(sys.argv[1]), load_instrument())
changes = {
    "load": lambda: load(store, [f"late-{i}" for i in range(int(sys.argv[4]))]),
    "erase": lambda: store.erase("early-0-0"),
    "restore": lambda: store.restore(store.backups()[-1].name),
}
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[3]), resource.RLIM_INFINITY))
trouble = ""
try:
    changes[sys.argv[2]]()
except StoreError as error:
    trouble = str(error)
print(json.dumps([trouble, shown(store)]))
"""


def attempt(path: Path, change: str, limit: int, n_people: int = 300) -> tuple[str, list[str]]:
    command = [sys.executable, "-c", TRY, str(path), change, str(limit), str(n_people)]
    paths = f"{ROOT}:{ROOT / 'tests' / 'reliability'}"
    told = subprocess.run(
        command, env={**os.environ, "PYTHONPATH": paths}, capture_output=True, text=True
    )
    assert told.returncode == 0, told.stderr
    trouble, found = json.loads(told.stdout)
    return trouble, found


def limits(whole: bool) -> list[int]:
    """File sizes from nothing to more than any file needs."""
    steps = 24 if whole else 5
    return [0, *(int(50 * (8_000_000 / 50) ** (n / (steps - 1))) for n in range(steps))]


@pytest.mark.parametrize("change", ["load", "erase", "restore"])
def test_a_full_disk_is_told_and_the_old_data_stay(
    change: str, tmp_path: Path, instrument: Instrument, whole: bool, record: Any
) -> None:
    failed = {True: 0, False: 0}
    for limit in limits(whole):
        path = tmp_path / str(limit) / "store.duckdb"
        store = Store(path, load_instrument())
        for n in range(2):
            load(store, [f"early-{n}-{i}" for i in range(200)])
        before = shown(store)
        store.close()
        trouble, found = attempt(path, change, limit)
        failed[bool(trouble)] += 1
        assert not trouble or "the disk is full" in trouble
        again = Store(path, instrument)
        after = shown(again)
        assert after == found
        if change == "erase":
            assert before[1:] == after or (trouble and before == after)
        else:
            assert (before == after) == bool(trouble)
        load(again, ["afterwards"])
        again.close()
        assert all(file.is_good for file in verify_file(path))
        if change == "erase" and before[1:] == after:
            kept = [file for file in path.parent.rglob("*") if file.is_file()]
            assert not [f for f in kept if b"that early-0-0 alone" in f.read_bytes()]
    record(f"full disk at {change}", n=sum(failed.values()), failed=failed[True])
    assert failed[True] and failed[False]


def test_a_checkpoint_that_finds_no_room_does_not_fail_the_import(
    tmp_path: Path, instrument: Instrument
) -> None:
    """The log fits under the limit, the file that it should move into does not."""
    path = tmp_path / "store.duckdb"
    Store(path, instrument).close()
    trouble, found = attempt(path, "load", path.stat().st_size + 1_000, n_people=20)
    assert (trouble, len(found)) == ("", 20)
    assert path.with_name("store.duckdb.wal").stat().st_size > 1_000
    store = Store(path, instrument)
    assert shown(store) == found
    store.close()


def test_too_little_room_is_told_before_anything_is_written(
    tmp_path: Path, instrument: Instrument, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Store(tmp_path / "store.duckdb", instrument)
    load(store, ["early"])
    before = store.version
    little = SimpleNamespace(free=3_000_000)
    monkeypatch.setattr("rmdata.store.beside.shutil.disk_usage", lambda _: little)
    for change in (lambda: load(store, ["late"]), lambda: store.erase("early")):
        with pytest.raises(DiskFull, match=r"about \d+ MB are needed in .* and 3 MB are free"):
            change()
    assert (store.version, shown(store), issubclass(DiskFull, StoreError)) == (
        before,
        ["early"],
        True,
    )
    store.close()
