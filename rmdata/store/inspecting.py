"""Reads a store's file from end to end without changing it, and says what state it is in."""

from dataclasses import dataclass
from pathlib import Path

import duckdb

from rmdata.store import ddl
from rmdata.store.connecting import UNREADABLE, connect
from rmdata.store.errors import StoreError

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
    [found] = connection.execute(ddl.statement("state")).fetchall()
    return State(*found)


def fingerprint(connection: duckdb.DuckDBPyConnection, database: str) -> Fingerprint:
    """Every table of a database: schema, name, rows, and the sum of the rows' hashes."""
    tables = connection.execute(ddl.statement("tables"), {"database": database}).fetchall()
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
