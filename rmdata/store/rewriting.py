"""Finishes an erasure: what was deleted must not stay in free blocks, older copies or a log."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from rmdata.store import ddl
from rmdata.store.beside import Beside, replace_store, require_room, size
from rmdata.store.disk_trouble import told
from rmdata.store.errors import NotWritten, StoreError
from rmdata.store.holding import Held
from rmdata.store.opening import make_store
from rmdata.store.standing import Standing, said_as_it_is

ONE, EVERYTHING = "one", "everything"
NOT_BEGUN = Standing(0)


@contextmanager
def none_unfinished(held: Held) -> Iterator[None]:
    """One change of a store; what an earlier one left undone is finished before it begins."""
    with held.only_writer():
        with suppress(NotWritten):
            held.empty_log()
        # Whatever fails here, the change that was asked for has not begun.
        with said_as_it_is(lambda: NOT_BEGUN):
            finish(held)
        with held.change():
            yield


def finish(held: Held) -> None:
    """Finish what an erasure left undone, where one did; safe to be killed in and called again.

    Raises :class:`NotWritten` where the disk does not take it: it is finished before the next
    change of rows, or the next time the store is opened.
    """
    found = {what for (what,) in held.run("from unfinished", {}).rows}
    if not found:
        return
    try:
        with held.change():
            if not held.beside:
                _say_finished(held)
            elif EVERYTHING in found:
                _start_anew(held, held.beside)
            else:
                _rewrite(held, held.beside)
    except NotWritten:
        # The backup that comes last may find no room: the next load makes one.
        if not _is_finished(held):
            raise


def _is_finished(held: Held) -> bool:
    """False too where the store does not open any more: nothing can go on then."""
    try:
        return not held.run("from unfinished", {}).rows
    except StoreError:
        return False


def _rewrite(held: Held, beside: Beside) -> None:
    """The file anew without what was deleted, then the older copies gone, then a new backup."""
    require_room(beside.backups, 2 * size(beside.path))
    with told(OSError):
        made = beside.temporary("rewritten")
    held.copy_to(made)
    held.exchange(lambda: replace_store(beside, made))
    with told(OSError):
        _delete(older_copies(beside))
    _say_finished(held)
    held.back_up()


def _start_anew(held: Held, beside: Beside) -> None:
    """An empty store with a new secret; no version comes twice, so that no cache is believed."""
    [(version,)] = held.run(ddl.statement("version"), {}).rows

    def start() -> None:
        made = make_store(beside, held.instrument, version + 1)
        # While the old store stands: it says that this is to be finished, the new one does not.
        _delete(older_copies(beside))
        replace_store(beside, made)
        _delete([beside.marker])

    held.exchange(start)


def _say_finished(held: Held) -> None:
    with held.writing() as cursor:
        cursor.execute(ddl.statement("erasure_is_finished"))


def older_copies(beside: Beside) -> list[Path]:
    """Backups, stores that were set aside, and files in the folder that have no business there."""
    return [*(path for path in beside.backups.glob("*") if path.is_file()), *beside.set_aside()]


def _delete(paths: list[Path]) -> None:
    for path in paths:
        path.unlink(missing_ok=True)
