"""Connects to DuckDB files: locked down, for their owner alone."""

from pathlib import Path

import duckdb

from rmdata.store.beside import Beside, private_files
from rmdata.store.errors import StoreBusy
from rmdata.store.unusable import keep_private, why_unusable

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

    Raises :class:`StoreBusy` where another process, or this one, has the file open already,
    :class:`StoreUnusable` where rights, the disk or another version of DuckDB keep it shut.
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
        keep_private(path)
    except duckdb.ConnectionException as error:
        raise StoreBusy(f"The store {path} is open already in this process.") from error
    except (duckdb.Error, OSError) as error:
        known = why_unusable(path, error)
        if known:
            raise known from error
        raise
    return connection
