"""A disk that is full: a sentence that is true, and the old data are readable.

A limit on the size of a file stands for the full disk: it fails the same writes, needs no rights,
and can be set at every step.
"""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from changing import load, shown

from rmdata.schema.instrument_file import load_instrument
from rmdata.schema.vocabulary import Instrument
from rmdata.store.file.places import require_room
from rmdata.store.file.restoring import verify_file
from rmdata.store.results import DiskFull, StoreError
from rmdata.store.store import Store

ROOT = Path(__file__).parents[2]
FULL = Path("/dev/full")
WITH_TESTS = {**os.environ, "PYTHONPATH": f"{ROOT}:{ROOT / 'tests' / 'reliability'}"}
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no limits on files there")
# Tries one change under a limit; says whether it failed and with which words, and what is shown.
TRY = """
import json, resource, signal, sys
from pathlib import Path
from changing import load, shown
from rmdata.schema.instrument_file import load_instrument
from rmdata.store.store import Store; from rmdata.store.results import StoreError
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

# Stores an import while its log of events goes to standard error; says what is shown.
LOGGED = """
import json, sys
from pathlib import Path
from changing import load, shown
from rmdata.events import write_to_stderr
from rmdata.schema.instrument_file import load_instrument
from rmdata.store.store import Store
write_to_stderr()
store = Store(Path(sys.argv[1]), load_instrument())
load(store, ["a", "b"])
print(json.dumps(shown(store)))
"""


def attempt(path: Path, change: str, limit: int, n_people: int = 300) -> tuple[str, list[str]]:
    command = [sys.executable, "-c", TRY, str(path), change, str(limit), str(n_people)]
    done = subprocess.run(command, env=WITH_TESTS, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    trouble, found = json.loads(done.stdout)
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
        # The limit that stands for the full disk is told as what it is.
        assert not trouble or "a file would grow larger than the system allows" in trouble
        assert ("The rows are deleted" in trouble) == bool(trouble and before != found)
        assert ("Nothing was changed" in trouble) == bool(trouble and before == found)
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
    monkeypatch.setattr("rmdata.store.file.places.shutil.disk_usage", lambda _: little)
    for change in (lambda: load(store, ["late"]), lambda: store.erase("early")):
        with pytest.raises(
            DiskFull, match=r"Nothing was changed: .* \d+ MB are needed in .* and 3 MB are"
        ):
            change()
    assert (store.version, shown(store), issubclass(DiskFull, StoreError)) == (
        before,
        ["early"],
        True,
    )
    store.close()


def test_what_is_too_little_is_seen_to_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """5.3 MB and the margin of 8 MB, where 13.2 MB are free: both would be rounded to 13."""
    little = SimpleNamespace(free=13_200_000)
    monkeypatch.setattr("rmdata.store.file.places.shutil.disk_usage", lambda _: little)
    with pytest.raises(DiskFull, match=r"14 MB are needed in .* and 13 MB are free"):
        require_room(tmp_path, 5_300_000)
    require_room(tmp_path, 5_200_000)


def test_a_full_disk_under_the_backups_alone_is_named(
    tmp_path: Path, instrument: Instrument, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The folder of the backups may lie on a disk of its own."""
    path = tmp_path / "store.duckdb"
    store = Store(path, instrument)
    for code in ("early", "late"):
        load(store, [code])
    full = path.with_name("store.duckdb.backups")
    monkeypatch.setattr(
        "rmdata.store.file.places.shutil.disk_usage",
        lambda folder: SimpleNamespace(free=1_000_000 if folder == full else 10**9),
    )
    name = re.escape(str(full))
    for change in (
        lambda: load(store, ["later"]),
        lambda: store.restore(store.backups()[-1].name),
        lambda: store.remove("Our programme"),
        lambda: store.erase("early"),
    ):
        with pytest.raises(DiskFull, match=f"Nothing was changed: .* MB are needed in {name} and"):
            change()
    assert shown(store) == ["early", "late"]
    store.close()


@pytest.mark.skipif(not FULL.exists(), reason="no device that is always full there")
def test_a_log_that_finds_no_room_neither_stops_nor_lies(tmp_path: Path) -> None:
    """The log of events goes to a disk that is full from the start."""
    with FULL.open("w") as full:
        done = subprocess.run(
            [sys.executable, "-c", LOGGED, str(tmp_path / "store.duckdb")],
            env=WITH_TESTS,
            stdout=subprocess.PIPE,
            stderr=full,
            text=True,
            check=False,
        )
    assert (done.returncode, json.loads(done.stdout)) == (0, ["a", "b"])


@pytest.mark.skipif(not FULL.exists(), reason="no device that is always full there")
def test_what_cannot_be_printed_is_told_and_no_traceback(
    tmp_path: Path, instrument: Instrument
) -> None:
    path = tmp_path / "store.duckdb"
    store = Store(path, instrument)
    load(store, ["early"])
    store.close()
    command = [sys.executable, "-m", "rmdata", "--store", str(path)]
    with FULL.open("w") as full:
        done = subprocess.run(
            [*command, "undo", "1"], cwd=ROOT, stdout=full, stderr=subprocess.PIPE, text=True
        )
    assert done.returncode == 1
    assert done.stderr.startswith("Not everything could be printed: No space left on device.")
    assert len(done.stderr.splitlines()) == 1
    listed = subprocess.run([*command, "imports"], cwd=ROOT, capture_output=True, text=True)
    assert "(undone " in listed.stdout
