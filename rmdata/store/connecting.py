"""Connects to DuckDB files: locked down, for their owner alone."""

from pathlib import Path

import duckdb

from rmdata.store.beside import Beside, private_files
from rmdata.store.errors import StoreBusy

# In this order: what stays allowed must be said before the rest is shut.
LOCKDOWN = (
    "set autoinstall_known_extensions = false",
    "set autoload_known_extensions = false",
    "set enable_external_access = false",
    "set lock_configuration = true",
)
UNREADABLE = (duckdb.Error, OSError, UnicodeDecodeError, RuntimeError)


def connect(path: Path | None, *, read_only: bool = False) -> duckdb.DuckDBPyConnection:
    """Open a file (memory where it is None) so that SQL reaches nothing but it and its backups.

    Raises :class:`StoreBusy` where another process, or this one, has the file open already.
    """
    connection = _connect(path, read_only) if path else duckdb.connect(":memory:")
    try:
        if path:
            folder = str(Beside(path).backups.absolute()).replace("'", "''")
            connection.execute(f"set allowed_directories = ['{folder}']")
        for statement in LOCKDOWN:
            connection.execute(statement)
    except duckdb.InvalidInputException as error:
        connection.close()
        raise StoreBusy(f"The store {path} is open already in this process.") from error
    except BaseException:
        connection.close()
        raise
    return connection


def _connect(path: Path, read_only: bool) -> duckdb.DuckDBPyConnection:
    try:
        with private_files():
            connection = duckdb.connect(str(path), read_only=read_only)
        path.chmod(0o600)
    except duckdb.ConnectionException as error:
        raise StoreBusy(f"The store {path} is open already in this process.") from error
    except duckdb.Error as error:
        if "set lock on file" in str(error):
            raise StoreBusy(
                f"The store {path} is in use by another process, perhaps the dashboard. "
                "Stop that one first: a store has one process at a time."
            ) from error
        raise
    return connection
