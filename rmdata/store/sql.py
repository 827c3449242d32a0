"""The store's statements, each in a .sql file, and the transaction that they run in."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path

import duckdb

FOLDER = Path(__file__).parent


def statement(name: str) -> str:
    """One of the statements about the list of imports."""
    return text("statements", name)


@cache
def text(folder: str, name: str) -> str:
    """What one .sql file says."""
    return (FOLDER / folder / f"{name}.sql").read_text(encoding="utf-8")


@contextmanager
def transaction(cursor: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """All or nothing."""
    cursor.begin()
    try:
        yield
        cursor.commit()
    except BaseException:
        with suppress(duckdb.Error):
            cursor.rollback()
        raise
