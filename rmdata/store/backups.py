"""Verified copies of the store, in a folder beside it: the last seven are kept."""

import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import duckdb

from rmdata.events import Event, note
from rmdata.store.beside import Beside, put_in_place, require_room, size
from rmdata.store.copying import copy_verified
from rmdata.store.errors import StoreError, StoreUnusable
from rmdata.store.inspecting import State, Unreadable, inspect, state

KEPT = 7
NAME = re.compile(r"(\d{8}-\d{6})-state-(\d+)-imports-(\d+)\.duckdb")
WHEN = "%Y%m%d-%H%M%S"


@dataclass(frozen=True)
class Backup:
    """One backup; ``version`` is the store's at that time, times are local."""

    name: str
    made_at: datetime
    version: int
    n_imports: int
    n_bytes: int


@dataclass(frozen=True)
class Verified:
    """A file that was read from end to end; ``trouble`` is blank where it is good."""

    name: str
    trouble: str = ""

    @property
    def is_good(self) -> bool:
        """Whether every block could be read."""
        return not self.trouble


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
