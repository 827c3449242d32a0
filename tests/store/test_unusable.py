"""Five causes for which a store does not open, each with its own sentence and remedy."""

import errno
import os
import shutil
import stat
import struct
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

from rmdata.schema.vocabulary import Instrument
from rmdata.store.file.backups import backups_of
from rmdata.store.file.restoring import verify_file
from rmdata.store.results import StoreBusy, StoreDamaged, StoreUnusable
from rmdata.store.store import Store

ROOT = Path(__file__).parents[2]
NOBODY = 65534
posix = pytest.mark.skipif(os.name != "posix", reason="rights of files are a matter of POSIX")
as_root = pytest.mark.skipif(
    os.name != "posix" or os.geteuid() != 0, reason="only root may become somebody else"
)
COPY = (
    "or copy it, with everything beside it whose name begins with its name, to where it can be "
    "written, and name the copy (RM_STORE)."
)
# Opens a store as somebody else: all that is read from the project is read before, as it may lie
# where nobody else can read it.
OPEN_IT = """
import os, sys
from pathlib import Path
from rmdata.schema.instrument_file import load_instrument
from rmdata.store.store import Store; from rmdata.store.results import StoreError
from rmdata.store.file.backups import standing_of
instrument, first = load_instrument(), Path(sys.argv[1] + ".first")
for _ in ("made", "opened as it is"):
    Store(first, instrument).close()
standing_of(first)
os.setgroups([])
os.setgid(int(sys.argv[2]))
os.setuid(int(sys.argv[2]))
try:
    Store(Path(sys.argv[1]), instrument)
except StoreError as error:
    print(type(error).__name__, error, sep="\\n")
"""


def opened_by(path: Path, user: int) -> str:
    command = [sys.executable, "-c", OPEN_IT, str(path), str(user)]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stderr
    return told.stdout.rstrip("\n")


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that everybody may enter, unlike those that pytest makes."""
    made = Path(tempfile.mkdtemp(dir="/tmp"))
    made.chmod(0o755)
    yield made
    shutil.rmtree(made)


@pytest.fixture
def path(folder: Path, instrument: Instrument, workbook: Any, understood: Any, answer: Any) -> Path:
    """A good store with a backup."""
    store = Store(folder / "store.duckdb", instrument)
    for code in ("M1", "M2"):
        store.load(understood(workbook(Questionnaires=[answer(code)])))
    store.close()
    return folder / "store.duckdb"


@as_root
@pytest.mark.parametrize("mode", [0o600, 0o644, 0o666])
def test_a_store_of_another_user_is_not_called_damaged(mode: int, path: Path) -> None:
    path.chmod(mode)
    assert opened_by(path, NOBODY) == (
        f"StoreUnusable\nThe file {path} belongs to another user (root), and this one (nobody) may "
        "not use it as a store's, which is for its owner alone. It was left as it is. Start as "
        "root, or have it handed over with everything beside it whose name begins with its name."
    )
    assert stat.S_IMODE(path.stat().st_mode) == mode


@as_root
def test_a_folder_of_another_user_is_told(path: Path, folder: Path) -> None:
    folder.chmod(0o700)
    assert opened_by(path, NOBODY).startswith(
        f"StoreUnusable\nThe folder {folder} belongs to another user (root), and this one (nobody)"
    )


@as_root
def test_a_closed_folder_further_up_is_the_one_that_is_told(folder: Path) -> None:
    folder.chmod(0o700)
    assert opened_by(folder / "further" / "in.duckdb", NOBODY).startswith(
        f"StoreUnusable\nThe folder {folder} belongs to another user (root), and this one (nobody)"
    )


@as_root
@pytest.mark.parametrize(
    ("mode", "against"), [(0o400, "writing"), (0o440, "writing"), (0o000, "reading")]
)
def test_a_protected_file_stays_protected(mode: int, against: str, path: Path) -> None:
    for file in (path, path.parent):
        os.chown(file, NOBODY, NOBODY)
    path.chmod(mode)
    assert opened_by(path, NOBODY) == (
        f"StoreUnusable\nThe file {path} is protected against {against}. It was left as it is. "
        f"Take the protection off, {COPY}"
    )
    # What others may do is taken away; what its owner may not do stays so.
    assert stat.S_IMODE(path.stat().st_mode) == mode & 0o700


@as_root
def test_a_disk_that_can_only_be_read_is_told(
    path: Path, folder: Path, instrument: Instrument
) -> None:
    disk = folder / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=32m", "none", str(disk)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("no disk can be made here")
    try:
        for file in folder.glob("store.duckdb*"):
            (shutil.copytree if file.is_dir() else shutil.copy)(file, disk / file.name)
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        with pytest.raises(StoreUnusable) as refusal:
            Store(disk / path.name, instrument)
    finally:
        subprocess.run(["umount", str(disk)], check=True)
    assert str(refusal.value) == (
        f"The file {disk / path.name} lies on a disk that can only be read, and a store is written "
        f"to. It was left as it is. Let the disk be written, {COPY}"
    )


def with_storage_version(path: Path, version: int) -> None:
    """Write another version into DuckDB's main header, under a right checksum."""
    content = bytearray(path.read_bytes())
    content[12:20] = struct.pack("<Q", version)
    total = 5381
    for (word,) in struct.iter_unpack("<Q", content[8:4096]):
        total ^= word * 0xBF58476D1CE4E5B9 % 2**64
    content[:8] = struct.pack("<Q", total)
    path.write_bytes(content)


@pytest.mark.parametrize(("version", "newer"), [(1_000, "a newer"), (63, "another")])
def test_a_store_of_another_duckdb_is_told(
    version: int, newer: str, path: Path, instrument: Instrument
) -> None:
    with_storage_version(path, version)
    content = path.read_bytes()
    with pytest.raises(StoreUnusable) as refusal:
        Store(path, instrument)
    assert str(refusal.value) == (
        f"The file {path} was written by {newer} version of DuckDB, which the one installed here "
        f"({duckdb.__version__}) cannot read. It was left as it is. Use the installation that "
        "wrote it, or name another store (RM_STORE)."
    )
    assert path.read_bytes() == content
    [store, backup] = verify_file(path)
    assert (store.trouble, backup.is_good) == (str(refusal.value), True)


@pytest.mark.parametrize(
    "words",
    [
        "The process cannot access the file because it is being used by another process.\n\n",
        "Der Prozess kann nicht auf die Datei zugreifen.\n\nFile is already open in \npython.exe",
    ],
)
def test_a_store_in_use_on_windows_is_in_use(
    words: str, path: Path, instrument: Instrument, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: Any, **__: Any) -> None:
        raise duckdb.IOException(f'IO Error: Cannot open file "{path}": {words}')

    monkeypatch.setattr(duckdb, "connect", refused)
    with pytest.raises(StoreBusy, match="is in use by another process, perhaps the dashboard"):
        Store(path, instrument)


def test_what_else_the_system_says_is_passed_on(
    path: Path, instrument: Instrument, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = os.strerror(errno.EMFILE)

    def refused(*_: Any, **__: Any) -> None:
        raise duckdb.IOException(f'IO Error: Cannot open file "{path}": {words}')

    monkeypatch.setattr(duckdb, "connect", refused)
    with pytest.raises(StoreUnusable) as refusal:
        Store(path, instrument)
    assert str(refusal.value) == (
        f"The system does not let the file {path} be opened: {words}. It was left as it is. Mend "
        "that and start again."
    )


def test_only_a_damaged_store_offers_its_backups(path: Path, instrument: Instrument) -> None:
    [backup] = backups_of(path)
    content = bytearray(path.read_bytes())
    content[4_096 + 20] ^= 255
    content[8_192 + 20] ^= 255
    path.write_bytes(content)
    with pytest.raises(StoreDamaged, match="is damaged, or no store") as refusal:
        Store(path, instrument)
    assert refusal.value.backups == (backup,)


@posix
def test_rights_of_others_are_taken_away_at_the_start(path: Path, instrument: Instrument) -> None:
    path.chmod(0o664)
    Store(path, instrument).close()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
