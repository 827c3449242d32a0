"""Copies an open store into a new file and proves that the copy is the same.

Copied table by table and not as a file: closing any handle of an open store's file would drop the
lock by which DuckDB keeps other processes out. What was deleted does not come along.
"""

from contextlib import suppress
from pathlib import Path

import duckdb

from rmdata.store.beside import private_files, require_whole
from rmdata.store.errors import NotWritten
from rmdata.store.inspecting import database_of, fingerprint


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
