"""Reads a store's file from end to end; verified copies of it, of which the last seven are kept."""

import re
from contextlib import suppress
from datetime import datetime
from pathlib import Path

import duckdb

from rmdata.events import Event, note, note_failure
from rmdata.store import sql
from rmdata.store.file.connecting import UNREADABLE, connect
from rmdata.store.file.places import (
    Places,
    marked,
    private_files,
    put_in_place,
    require_room,
    require_whole,
    size,
)
from rmdata.store.file.trouble import BY_DUCKDB, Standing
from rmdata.store.results import (
    NEW,
    Backup,
    DiskFull,
    NotWritten,
    State,
    StoreError,
    StoreUnusable,
    Unreadable,
    Verified,
)

KEPT = 7
NAME = re.compile(r"(\d{8}-\d{6})-state-(\d+)-imports-(\d+)\.duckdb")
WHEN = "%Y%m%d-%H%M%S"
OURS = {"about", "imports", "sources"}
Identity = tuple[int, int] | None
Fingerprint = list[tuple[str, str, int, int | None]]


def backups_of(path: Path) -> list[Backup]:
    """The backups of the store at a path, the newest first; none of them is opened."""
    folder = Places(path).backups
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
    folder = Places(path).backups
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
        return found, inspect(Places(path).backups / name)
    except Unreadable as error:
        raise StoreError(f"The backup {name} is damaged. Restore another one.") from error


def verified(file: Path) -> Verified:
    """Read one file from end to end."""
    try:
        found = inspect(file)
    except (Unreadable, StoreUnusable) as error:
        return Verified(file.name, str(error))
    return Verified(file.name, "" if found.layout else f"The file {file} is empty.")


def highest_version(path: Path) -> int:
    """The highest version that the marker or a backup bears; -1 where there is neither."""
    known = [marked(Places(path).marker), *(backup.version for backup in backups_of(path))]
    return max((version for version in known if version is not None), default=-1)


def back_up(connection: duckdb.DuckDBPyConnection, places: Places) -> Backup | None:
    """Make a verified backup of an open store; a store without imports needs none.

    It gets its name only when it is proven. One of the same state, and the oldest beyond the
    last seven, are deleted after that. Raises ``OSError`` or DuckDB's errors where the disk does
    not take it.
    """
    now = state(connection)
    if not now.n_imports:
        return None
    require_room(places.backups, size(places.path))
    made = places.temporary("backup")
    copy_verified(connection, made)
    name = f"{datetime.now():{WHEN}}-state-{now.version}-imports-{now.n_imports}.duckdb"
    older = backups_of(places.path)
    put_in_place(made, places.backups / name)
    same = [backup.name for backup in older if backup.version == now.version]
    others = [backup.name for backup in older if backup.name not in same]
    for old in {*same, *others[KEPT - 1 :]} - {name}:
        (places.backups / old).unlink(missing_ok=True)
    note(Event.BACKED_UP, version=now.version, n_bytes=size(places.backups / name))
    return next(backup for backup in backups_of(places.path) if backup.name == name)


def identity(path: Path) -> Identity:
    """Which file lies at a path: its device and its number there; None where none does."""
    try:
        held = path.stat()
    except OSError:
        return None
    return held.st_dev, held.st_ino


def save(connection: duckdb.DuckDBPyConnection, places: Places) -> Backup | None:
    """Make a verified backup of what is open; a store without imports needs none.

    Raises :class:`StoreError` where that cannot be done: the open file must then stay open.
    """
    try:
        with connection.cursor() as cursor:
            return back_up(cursor, places)
    except (*BY_DUCKDB, OSError, DiskFull, NotWritten) as error:
        note_failure(error)
        raise StoreError(
            f"The file {places.path} was deleted, renamed or replaced while it was open, and what "
            f"is stored could not be copied to {places.backups}. Do not stop the dashboard: it "
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


def inspect(path: Path) -> State:
    """Read every block of every table of a file that is not open; DuckDB checks their sums.

    Raises :class:`Unreadable` for a file that is damaged, :class:`StoreBusy` for one in use,
    :class:`StoreUnusable` for one that may not be used here, :class:`StoreError` for a DuckDB
    file of something else.
    """
    try:
        with connect(path, read_only=True) as connection:
            fingerprint(connection, database_of(connection))
            return state(connection)
    except UNREADABLE as error:
        if isinstance(error, StoreError):
            raise
        raise Unreadable(f"The file {path} is damaged, or no store.") from error


def state(connection: duckdb.DuckDBPyConnection) -> State:
    """What an open file says of itself; raises :class:`StoreError` where it is no store."""
    tables = {name for _, name in _tables(connection, database_of(connection))}
    if not tables:
        return NEW
    if not tables >= OURS:
        raise StoreError(
            "This DuckDB file holds something else than a store. It was left as it is. "
            "Name another one (RM_STORE)."
        )
    [found] = connection.execute(sql.statement("state")).fetchall()
    return State(*found)


def fingerprint(connection: duckdb.DuckDBPyConnection, database: str) -> Fingerprint:
    """Every table of a database: schema, name, rows, and the sum of the rows' hashes."""
    found: Fingerprint = []
    for schema, table in _tables(connection, database):
        place = ".".join(f'"{name}"' for name in (database, schema, table))
        counted = connection.execute(sql.statement("sum_of_rows"), {"table": place})
        [(n, total)] = counted.fetchall()
        found.append((schema, table, n, total))
    return found


def _tables(connection: duckdb.DuckDBPyConnection, database: str) -> list[tuple[str, str]]:
    return connection.execute(sql.statement("tables"), {"database": database}).fetchall()


def database_of(connection: duckdb.DuckDBPyConnection) -> str:
    """The name under which an open file goes."""
    [(name,)] = connection.execute(sql.statement("database")).fetchall()
    return str(name)


def copy_verified(connection: duckdb.DuckDBPyConnection, made: Path) -> None:
    """Copy everything, open the copy again read-only and compare every table with its own.

    ``made`` lies in the folder of the backups. Raises :class:`NotWritten` where the copy is not
    the same, and DuckDB's errors where the disk does not take it; no copy is left then.
    """
    own = database_of(connection)
    copy = f"copy of {own}"
    detach = sql.statement("detach_copy", copy=copy)
    try:
        with private_files():
            _delete(made)
            script = sql.statement("copy_database", own=own, copy=copy)
            sql.run_script(connection, script, {"place": str(made.absolute())})
        if fingerprint(connection, copy) != fingerprint(connection, own):
            raise NotWritten("the copy is not what was to be copied")
        connection.execute(detach)
        require_whole(made)
    except BaseException:
        with suppress(duckdb.Error):
            connection.execute(detach)
        _delete(made)
        raise


def _delete(made: Path) -> None:
    for path in (made, made.with_name(f"{made.name}.wal")):
        path.unlink(missing_ok=True)


def standing_of(path: Path) -> Standing:
    """How a store stands that is not open, its log included; nothing is written for it.

    Raises DuckDB's errors where it cannot be read.
    """
    with connect(path, read_only=True) as connection:
        [found] = connection.execute(sql.statement("standing")).fetchall()
    return Standing(*found)
