"""What a disk that is full or fails does to a step: why it failed, told in words."""

import errno
import os
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
FULL = ("the disk is full", "Make room")
READ_ONLY = ("the disk can be read, but takes no changes", "Make it writable")
FORBIDDEN = ("whoever runs this may not write to the store's files or their folder", "Allow it")
TOO_LARGE = ("a file would grow larger than the system allows", "Raise the limit")
FAILS = ("the disk does not take what was to be written", "Look whether it is sound")
CAUSES = {
    errno.ENOSPC: FULL,
    errno.EDQUOT: FULL,
    errno.EROFS: READ_ONLY,
    errno.EACCES: FORBIDDEN,
    errno.EPERM: FORBIDDEN,
    errno.EFBIG: TOO_LARGE,
}


@contextmanager
def told(*troubles: type[BaseException]) -> Iterator[None]:
    """Raise :class:`NotWritten` with the cause where the disk does not take what is written.

    ``troubles`` are errors that mean so besides DuckDB's: ``OSError`` where files are written by
    hand.
    """
    try:
        yield
    except BaseException as error:
        if not isinstance(error, (*BY_DUCKDB, *troubles)):
            raise
        note_failure(error)
        raise NotWritten(*cause_of(error)) from error


def cause_of(error: BaseException) -> tuple[str, str]:
    """Why the disk took nothing, and what to do; DuckDB hands on the system's words alone."""
    if isinstance(error, NotWritten):
        return error.cause, error.remedy
    number = getattr(error, "errno", None)
    words = str(error)
    found = (said for code, said in CAUSES.items() if number == code or os.strerror(code) in words)
    return next(found, FAILS)
