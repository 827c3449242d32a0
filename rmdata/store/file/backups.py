"""Verified copies of the store, in a folder beside it: the last seven are kept."""

import re
from datetime import datetime
from pathlib import Path

import duckdb

from rmdata.events import Event, note, note_failure
from rmdata.store.file.places import Beside, glob_escaped, put_in_place, require_room, size
from rmdata.store.file.trouble import BY_DUCKDB
from rmdata.store.file.verifying import State, Unreadable, copy_verified, inspect, state
from rmdata.store.results import (
    Backup,
    DiskFull,
    NotWritten,
    StoreDamaged,
    StoreError,
    StoreUnusable,
    Verified,
)

KEPT = 7
NAME = re.compile(r"(\d{8}-\d{6})-state-(\d+)-imports-(\d+)\.duckdb")
WHEN = "%Y%m%d-%H%M%S"
BELONGING = ("wal", "marker", "backups", "set-aside-*")
Identity = tuple[int, int] | None


def backups_of(path: Path) -> list[Backup]:
    """The backups of the store at a path, the newest first; none of them is opened."""
    folder = Beside(path).backups
    found = [(NAME.fullmatch(file.name), file) for file in folder.glob("*.duckdb")]
    listed = [
        Backup(file.name, datetime.strptime(name[1], WHEN), int(name[2]), int(name[3]), size(file))
        for name, file in found
        if name
    ]
    return sorted(listed, key=lambda backup: (backup.version, backup.made_at), reverse=True)


def good_backups(path: Path) -> list[Backup]:
    """The backups from the newest one that can be read on; the damaged ones before it are left out.

    Those after it are not opened.
    """
    listed = backups_of(path)
    folder = Beside(path).backups
    while listed and verified(folder / listed[0].name).trouble:
        listed = listed[1:]
    return listed


def named(path: Path, name: str) -> tuple[Backup, State]:
    """The backup of that name and its state, read from end to end.

    Raises :class:`StoreError` where there is none or it is damaged.
    """
    listed = backups_of(path)
    found = next((backup for backup in listed if backup.name == name), None)
    if not found:
        there = "; ".join(backup.name for backup in listed) or "none"
        raise StoreError(f"There is no backup “{name}”. There is: {there}.")
    try:
        return found, inspect(Beside(path).backups / name)
    except Unreadable as error:
        raise StoreError(f"The backup {name} is damaged. Restore another one.") from error


def verified(file: Path) -> Verified:
    """Read one file from end to end."""
    try:
        found = inspect(file)
    except (Unreadable, StoreUnusable) as error:
        return Verified(file.name, str(error))
    return Verified(file.name, "" if found.layout else f"The file {file} is empty.")


def back_up(connection: duckdb.DuckDBPyConnection, beside: Beside) -> Backup | None:
    """Make a verified backup of an open store; a store without imports needs none.

    It gets its name only when it is proven. One of the same state, and the oldest beyond the
    last seven, are deleted after that. Raises ``OSError`` or DuckDB's errors where the disk does
    not take it.
    """
    now = state(connection)
    if not now.n_imports:
        return None
    require_room(beside.backups, size(beside.path))
    made = beside.temporary("backup")
    copy_verified(connection, made)
    name = f"{datetime.now():{WHEN}}-state-{now.version}-imports-{now.n_imports}.duckdb"
    older = backups_of(beside.path)
    put_in_place(made, beside.backups / name)
    same = [backup.name for backup in older if backup.version == now.version]
    others = [backup.name for backup in older if backup.name not in same]
    for old in {*same, *others[KEPT - 1 :]} - {name}:
        (beside.backups / old).unlink(missing_ok=True)
    note(Event.BACKED_UP, version=now.version, n_bytes=size(beside.backups / name))
    return next(backup for backup in backups_of(beside.path) if backup.name == name)


def require_file_behind(path: Path) -> Beside:
    """The names of the store to which a path leads.

    Raises :class:`StoreDamaged` for a link to nothing (its disk may not be there: an empty store
    would hide that), :class:`StoreError` where files of a store lie beside the link itself.
    """
    beside = Beside(path)
    for link in _links(path):
        if not beside.path.exists():
            trouble = f"{link} is a link to {beside.path}, and nothing is there."
            raise StoreDamaged(beside.path, trouble, good_backups(beside.path))
        name = glob_escaped(link.name)
        left = [file.name for end in BELONGING for file in link.parent.glob(f"{name}.{end}")]
        if left:
            raise StoreError(
                f"{link} is a link to {beside.path}, and beside the link lie files of a store: "
                f"{', '.join(sorted(left))}. They belong beside the file itself: move each to "
                f"{beside.path.parent}, with {beside.path.name} in place of {link.name} in its "
                "name."
            )
    return beside


def _links(path: Path) -> list[Path]:
    """The links from a path to its file, in order; one that leads back to another ends them."""
    found: list[Path] = []
    while path.is_symlink() and path not in found:
        found.append(path)
        path = path.parent / path.readlink()
    return found


def identity(path: Path) -> Identity:
    """Which file lies at a path: its device and its number there; None where none does."""
    try:
        held = path.stat()
    except OSError:
        return None
    return held.st_dev, held.st_ino


def save(connection: duckdb.DuckDBPyConnection, beside: Beside) -> Backup | None:
    """Make a verified backup of what is open; a store without imports needs none.

    Raises :class:`StoreError` where that cannot be done: the open file must then stay open.
    """
    try:
        with connection.cursor() as cursor:
            return back_up(cursor, beside)
    except (*BY_DUCKDB, OSError, DiskFull, NotWritten) as error:
        note_failure(error)
        raise StoreError(
            f"The file {beside.path} was deleted, renamed or replaced while it was open, and what "
            f"is stored could not be copied to {beside.backups}. Do not stop the dashboard: it "
            "alone still holds what was stored. Nothing is stored any more until the copy is made. "
            "Make room there, see that it can be written to, and load this page again."
        ) from error


def replaced(path: Path, saved: Backup | None) -> StoreError:
    """What is said where another store lies in the place of the one that was open."""
    kept = f"What was stored is the backup {saved.name}" if saved else "No import was stored in it"
    return StoreError(
        f"The file {path} was replaced by another store while it was open. Nothing was changed. "
        f"{kept}; what is shown from now on is the other store. See that it is the one you want: "
        "every backup can be restored on Upload."
    )
