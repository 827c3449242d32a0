"""Reads a store's file from end to end: the state it is in, and whether a copy is the same."""

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import duckdb

from rmdata.store import sql
from rmdata.store.file.connecting import UNREADABLE, connect
from rmdata.store.file.places import private_files, require_whole
from rmdata.store.results import NotWritten, StoreError

OURS = {"about", "imports", "sources"}
Fingerprint = list[tuple[str, str, int, int | None]]


@dataclass(frozen=True)
class State:
    """What a file holds: layout, instrument, how often it changed, and how many imports.

    A file without tables has layout 0 and version -1: it is new, or lost everything.
    """

    layout: int
    instrument: str
    version: int
    n_imports: int


NEW = State(0, "", -1, 0)


class Unreadable(StoreError):
    """A file that is damaged, or no DuckDB file."""


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
    tables = {
        name for (name,) in connection.execute("select table_name from duckdb_tables()").fetchall()
    }
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
    tables = connection.execute(sql.statement("tables"), {"database": database}).fetchall()
    found: Fingerprint = []
    for schema, table in tables:
        place = ".".join(f'"{name}"' for name in (database, schema, table))
        # Every column is read; the order of the rows does not matter, repeated rows do.
        counted = connection.execute(f"select count(*), sum(hash(held)) from {place} as held")
        [(n, total)] = counted.fetchall()
        found.append((schema, table, n, total))
    return found


def database_of(connection: duckdb.DuckDBPyConnection) -> str:
    """The name under which an open file goes."""
    [(name,)] = connection.execute("select current_database()").fetchall()
    return str(name)


def copy_verified(connection: duckdb.DuckDBPyConnection, made: Path) -> None:
    """Copy everything, open the copy again read-only and compare every table with its own.

    ``made`` lies in the folder of the backups. Raises :class:`NotWritten` where the copy is not
    the same, and DuckDB's errors where the disk does not take it; no copy is left then.
    """
    own = database_of(connection)
    copy = f"copy of {own}"
    place = str(made.absolute()).replace("'", "''")
    try:
        with private_files():
            _delete(made)
            connection.execute(f"attach '{place}' as \"{copy}\"")
            connection.execute(f'copy from database "{own}" to "{copy}"')
            connection.execute(f'detach "{copy}"')
            connection.execute(f"attach '{place}' as \"{copy}\" (read_only)")
        if fingerprint(connection, copy) != fingerprint(connection, own):
            raise NotWritten("the copy is not what was to be copied")
        connection.execute(f'detach "{copy}"')
        require_whole(made)
    except BaseException:
        with suppress(duckdb.Error):
            connection.execute(f'detach database if exists "{copy}"')
        _delete(made)
        raise


def _delete(made: Path) -> None:
    for path in (made, made.with_name(f"{made.name}.wal")):
        path.unlink(missing_ok=True)
