"""Finishes an erasure: what was deleted must not stay in free blocks, older copies or a log."""

from pathlib import Path

from rmdata.store import ddl
from rmdata.store.beside import Beside, replace_store, require_room, size
from rmdata.store.disk_trouble import told
from rmdata.store.holding import Held
from rmdata.store.opening import fill, make_store

ONE, EVERYTHING = "one", "everything"


def finish(held: Held) -> None:
    """Finish what an erasure left undone, where one did; safe to be killed in and called again.

    Raises :class:`NotWritten` or :class:`DiskFull` where the disk does not take it: it is
    finished before the next change of rows, or the next time the store is opened.
    """
    found = {what for (what,) in held.run("from unfinished", {}).rows}
    if not found:
        return
    if not held.beside:
        _in_memory(held, EVERYTHING in found)
    elif EVERYTHING in found:
        _start_anew(held, held.beside)
    else:
        _rewrite(held, held.beside)


def _rewrite(held: Held, beside: Beside) -> None:
    """The file anew without what was deleted, then the older copies gone, then a new backup."""
    require_room(beside.path.parent, 2 * size(beside.path))
    with told(OSError):
        made = beside.temporary("rewritten")
    with held.only_writer():
        held.copy_to(made)
        held.exchange(lambda: replace_store(beside, made))
        with told(OSError):
            _delete(older_copies(beside))
        with held.writing() as cursor:
            cursor.execute(ddl.statement("erasure_is_finished"))
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

    with held.only_writer():
        held.exchange(start)


def _in_memory(held: Held, everything: bool) -> None:
    """A store in memory has no file to rewrite and no older copies."""
    [(version,)] = held.run(ddl.statement("version"), {}).rows
    with held.writing() as cursor:
        if everything:
            fill(cursor, held.instrument, version)
        else:
            cursor.execute(ddl.statement("erasure_is_finished"))


def older_copies(beside: Beside) -> list[Path]:
    """Backups, stores that were set aside, and files in the folder that have no business there."""
    return [*(path for path in beside.backups.glob("*") if path.is_file()), *beside.set_aside()]


def _delete(paths: list[Path]) -> None:
    for path in paths:
        path.unlink(missing_ok=True)
