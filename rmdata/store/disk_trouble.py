"""What a disk that is full or fails does to a step, told as a sentence."""

from collections.abc import Iterator
from contextlib import contextmanager

import duckdb

from rmdata.events import note_failure
from rmdata.store.errors import NotWritten

# What DuckDB raises there; anything else is a fault of this project.
BY_DUCKDB = (
    duckdb.IOException,
    duckdb.FatalException,
    duckdb.TransactionException,
    duckdb.OutOfMemoryException,
)
NOT_WRITTEN = (
    "Nothing was changed: the disk is full or does not take what was to be written. Make room and "
    "try again. What was loaded before is as it was."
)


@contextmanager
def told(*troubles: type[BaseException]) -> Iterator[None]:
    """Raise :class:`NotWritten` where the disk does not take what is written meanwhile.

    ``troubles`` are errors that mean so besides DuckDB's: ``OSError`` where files are written by
    hand.
    """
    try:
        yield
    except BaseException as error:
        if not isinstance(error, (*BY_DUCKDB, *troubles)):
            raise
        note_failure(error)
        raise NotWritten(NOT_WRITTEN) from error
