"""Opens the store's file: locked down, for its owner alone, with the tables of one instrument."""

import hashlib
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

import duckdb

from rmdata.schema import Instrument
from rmdata.store import ddl
from rmdata.store.errors import StoreBusy, StoreError

LAYOUT_VERSION = 1
LOCKDOWN = (
    "set autoinstall_known_extensions = false",
    "set autoload_known_extensions = false",
    "set enable_external_access = false",
    "set lock_configuration = true",
)


def open_file(path: Path | None, instrument: Instrument) -> duckdb.DuckDBPyConnection:
    """Open or make the store at ``path`` (in memory where it is None).

    Raises :class:`StoreBusy` where the file is in use, :class:`StoreError` where it is no store
    or was made with another instrument; such a file is left as it is.
    """
    connection = _connect(path)
    try:
        for statement in LOCKDOWN:
            connection.execute(statement)
        _prepare(connection, instrument)
    except duckdb.InvalidInputException as error:
        connection.close()
        raise StoreBusy(f"The store {path} is open already in this process.") from error
    except BaseException:
        connection.close()
        raise
    return connection


@contextmanager
def private_files() -> Iterator[None]:
    """Whatever file DuckDB makes meanwhile, its log included, is readable by its owner alone."""
    before = os.umask(0o077)
    try:
        yield
    finally:
        os.umask(before)


def _connect(path: Path | None) -> duckdb.DuckDBPyConnection:
    if path is None:
        return duckdb.connect(":memory:")
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with private_files():
            connection = duckdb.connect(str(path))
        path.chmod(0o600)
    except (duckdb.Error, OSError) as error:
        if "set lock on file" in str(error):
            raise StoreBusy(
                f"The store {path} is in use by another process, perhaps the dashboard. "
                "Stop that one first: a store has one process at a time."
            ) from error
        raise StoreError(
            f"The store {path} cannot be opened: it is damaged, or no store. It was left as it "
            "is. Name another one (RM_STORE), or put a backup in its place."
        ) from error
    return connection


def _prepare(connection: duckdb.DuckDBPyConnection, instrument: Instrument) -> None:
    """Make the tables of a new file; refuse a file of another instrument or layout."""
    wanted = (LAYOUT_VERSION, _fingerprint(instrument))
    found = _made_with(connection)
    if found == wanted:
        return
    if found and _holds_imports(connection):
        if found[0] != LAYOUT_VERSION:
            raise StoreError(
                "This store was made with another version of this project. Use that version, or "
                "name another store (RM_STORE)."
            )
        raise StoreError(
            f"This store was made with another instrument than “{instrument.title}”. "
            "Start with the instrument it was made with (RM_INSTRUMENT), or name another "
            "store (RM_STORE)."
        )
    with private_files():
        _make_tables(connection, instrument, wanted)


def _made_with(connection: duckdb.DuckDBPyConnection) -> tuple[int, str] | None:
    """The layout and instrument that the file was made with; ``None`` where it is new."""
    tables = {
        name for (name,) in connection.execute("select table_name from duckdb_tables()").fetchall()
    }
    if not tables:
        return None
    if not {"about", "imports", "sources"} <= tables:
        raise StoreError(
            "This DuckDB file holds something else than a store. It was left as it is. "
            "Name another one (RM_STORE)."
        )
    [(layout, fingerprint)] = connection.execute(
        "select layout_version, instrument from about"
    ).fetchall()
    return layout, fingerprint


def _holds_imports(connection: duckdb.DuckDBPyConnection) -> bool:
    return bool(connection.execute("select 1 from imports limit 1").fetchall())


def _make_tables(
    connection: duckdb.DuckDBPyConnection, instrument: Instrument, made_with: tuple[int, str]
) -> None:
    connection.execute("begin")
    for statement in ddl.create_statements(instrument):
        connection.execute(statement)
    connection.execute("insert into about values (?, ?, 0, ?)", (*made_with, secrets.token_hex(16)))
    connection.execute("commit")


def _fingerprint(instrument: Instrument) -> str:
    """What the stored columns and totals depend on: the rated questions and the scale."""
    rated = [(question.id, question.in_total) for question in instrument.rated]
    measured = (instrument.id, asdict(instrument.scale), rated)
    return hashlib.sha256(repr(measured).encode()).hexdigest()
