"""What a failing disk does to a step: why it failed, and what is true of the data after it."""

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import duckdb

from rmdata.events import note_failure
from rmdata.store.results import NotWritten, StoreError

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
UNTOUCHED = "Nothing was changed: {cause}. {remedy} and try again."
STORED = "The change is stored, but not all that belongs to it is done: {cause}. {remedy}."
DELETED = (
    "The rows are deleted and shown nowhere any more, but the erasure is not finished: {cause}. "
    "{remedy}. The file and its backups may still hold them. It is finished with the next load, "
    "undo, removal, decision, erasure or restoring, or when the store is opened again."
)
UNSEEN = (
    "Whether anything was changed cannot be seen, as the store does not open now: {cause}. "
    "{remedy}. It is as before or wholly changed, nothing by halves: look once it opens again."
)


@contextmanager
def as_not_written(*troubles: type[BaseException]) -> Iterator[None]:
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


@dataclass(frozen=True)
class Standing:
    """How often a store has changed, and whether an erasure in it waits to be finished.

    Every change counts up the version in the transaction that stores it.
    """

    version: int
    is_unfinished: bool = False


@contextmanager
def said_as_it_is(look: Callable[[], Standing]) -> Iterator[None]:
    """One change. Where the disk does not take it, put before the cause what is true of the data.

    ``look`` asks the store itself, before the change and after the failure.
    """
    before = look()
    try:
        yield
    except NotWritten as error:
        claim, why = _claim(before, _after(look)), (error.cause, error.remedy)
        said = claim.format(cause=why[0], remedy=why[1])
        raise type(error)(*why, said) from error


def _after(look: Callable[[], Standing]) -> Standing | None:
    try:
        return look()
    except (StoreError, duckdb.Error, OSError):
        return None


def _claim(before: Standing, after: Standing | None) -> str:
    if after == before:
        return UNTOUCHED
    if after is None or after.version <= before.version:
        return UNSEEN
    return DELETED if after.is_unfinished and not before.is_unfinished else STORED
