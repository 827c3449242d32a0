"""What is said of the data when the disk failed: looked up in the store after the failure.

Never concluded from the step that failed: a step may fail after all was done, or before anything.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb

from rmdata.store import ddl
from rmdata.store.connecting import connect
from rmdata.store.errors import NotWritten, StoreError

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


def standing_of(path: Path) -> Standing:
    """How a store stands that is not open, its log included; nothing is written for it.

    Raises DuckDB's errors where it cannot be read.
    """
    with connect(path, read_only=True) as connection:
        [found] = connection.execute(ddl.statement("standing")).fetchall()
    return Standing(*found)


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
