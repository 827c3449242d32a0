"""The store's statements, each in a .sql file, and the transaction that they run in."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import Any

import duckdb

FOLDER = Path(__file__).parent
Cursor = duckdb.DuckDBPyConnection


def statement(name: str, **databases: str) -> str:
    """One of the statements, or a script of several; names of databases come where braces are."""
    said = text("statements", name)
    return said.format(**{of: f'"{name}"' for of, name in databases.items()}) if databases else said


@cache
def text(folder: str, name: str) -> str:
    """What one .sql file says."""
    return (FOLDER / folder / f"{name}.sql").read_text(encoding="utf-8")


def run_script(cursor: Cursor, script: str, values: Mapping[str, Any] | None = None) -> list[int]:
    """Run statements in order, each with the values that it names; how many rows each changed."""
    counts = []
    for each in cursor.extract_statements(script):
        given = {name: (values or {})[name] for name in each.named_parameters}
        changed = cursor.execute(each.query, given).fetchall()
        counts.append(changed[0][0] if changed else 0)
    return counts


@contextmanager
def transaction(cursor: Cursor) -> Iterator[None]:
    """All or nothing."""
    cursor.begin()
    try:
        yield
        cursor.commit()
    except BaseException:
        with suppress(duckdb.Error):
            cursor.rollback()
        raise
