"""Who may use the open file at one moment: many readers, or one that is alone with it."""

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import duckdb

from rmdata.store.results import Rows


class Gate:
    """Many readers or one that is alone; who waits to be alone goes before new readers.

    A thread that reads already may read again at once, so reading nests without a deadlock.
    """

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._readers: dict[int, int] = {}
        self._waiting = 0
        self._alone: int | None = None

    def is_reading(self) -> bool:
        """Whether this thread is reading now."""
        return threading.get_ident() in self._readers

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Wait while somebody is alone or waits for it, then read beside the others."""
        me = threading.get_ident()
        with self._changed:
            if me not in self._readers and me != self._alone:
                self._changed.wait_for(lambda: self._alone is None and not self._waiting)
            self._readers[me] = self._readers.get(me, 0) + 1
        try:
            yield
        finally:
            with self._changed:
                self._readers[me] -= 1
                if not self._readers[me]:
                    del self._readers[me]
                self._changed.notify_all()

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Wait for every reader to finish and keep new ones out meanwhile.

        Raises ``RuntimeError`` in a thread that is reading: it would wait for itself.
        """
        if self.is_reading():
            raise RuntimeError("a thread that reads cannot be alone")
        with self._changed:
            self._waiting += 1
            try:
                self._changed.wait_for(lambda: self._alone is None and not self._readers)
                self._alone = threading.get_ident()
            finally:
                self._waiting -= 1
        try:
            yield
        finally:
            with self._changed:
                self._alone = None
                self._changed.notify_all()


def rows_of(
    cursor: duckdb.DuckDBPyConnection, sql: str, parameters: Mapping[str, Any] | None
) -> Rows:
    """The rows of one query."""
    result = cursor.execute(sql, parameters)
    columns = tuple(column[0] for column in result.description or ())
    return Rows(columns, tuple(result.fetchall()))
