"""One query, and one transaction, on a cursor."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import Any

import duckdb

from rmdata.store.records import Rows


@contextmanager
def transaction(cursor: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """All or nothing, and the next version."""
    cursor.execute("begin")
    try:
        yield
        cursor.execute("update about set version = version + 1")
        cursor.execute("commit")
    except BaseException:
        with suppress(duckdb.Error):
            cursor.execute("rollback")
        raise


def rows_of(cursor: duckdb.DuckDBPyConnection, sql: str, parameters: Mapping[str, Any]) -> Rows:
    """The rows of one query."""
    result = cursor.execute(sql, parameters)
    columns = tuple(column[0] for column in result.description or ())
    return Rows(columns, tuple(result.fetchall()))
