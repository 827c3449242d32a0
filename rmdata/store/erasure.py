"""Erases a person, a programme or everything, and finishes it: no file keeps any of it."""

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

import duckdb

from rmdata.events import Event, note
from rmdata.store import sql
from rmdata.store.engine.tables import derive, fill, refold
from rmdata.store.file.held import Held
from rmdata.store.file.opening import make_store
from rmdata.store.file.places import Beside, replace_store, require_room, size
from rmdata.store.file.trouble import Standing, said_as_it_is, told
from rmdata.store.proving import (
    MOST_SEARCHED,
    Erasure,
    every_text,
    named_elsewhere,
    search,
    texts_of,
    theirs_alone,
)
from rmdata.store.record.people import (
    erase_programme_rows,
    erase_rows,
    one_person_of,
    people_in,
    people_of,
)
from rmdata.store.results import NotWritten, Person, StoreError

ONE, EVERYTHING = "one", "everything"
NOT_BEGUN = Standing(0)
Cursor = duckdb.DuckDBPyConnection


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
    found = {what for (what,) in held.run(sql.statement("unfinished")).rows}
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
        return not held.run(sql.statement("unfinished")).rows
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
    [(version,)] = held.run(sql.statement("version")).rows

    def start() -> None:
        made = make_store(beside, held.instrument, version + 1)
        # While the old store stands: it says that this is to be finished, the new one does not.
        _delete(older_copies(beside))
        replace_store(beside, made)
        _delete([beside.marker])

    held.exchange(start)


def _say_finished(held: Held) -> None:
    with held.writing() as cursor:
        cursor.execute(sql.statement("erasure_is_finished"))


def older_copies(beside: Beside) -> list[Path]:
    """Backups, stores that were set aside, and files in the folder that have no business there."""
    return [*(path for path in beside.backups.glob("*") if path.is_file()), *beside.set_aside()]


def _delete(paths: list[Path]) -> None:
    for path in paths:
        path.unlink(missing_ok=True)


def erase(held: Held, code: str, programme: str | None, cohort: str | None, salt: str) -> Erasure:
    """Erase the person whom a code stands for, under all codes that were joined to it.

    Raises :class:`StoreError` where no row holds the code, where it stands for several people,
    and where the disk does not take what is to be written: the message says what is true then.
    """
    with none_unfinished(held):
        people = one_person_of(held.run, code, programme, cohort)
        names = _elsewhere(held)
        n_rows, texts = _delete_rows(held, people, lambda cursor: erase_rows(cursor, people, salt))
        left = people_of(held.run, code, programme, cohort)
        return _proven(held, Erasure(tuple(people), n_rows, len(left), len(texts)), texts, names)


def erase_programme(held: Held, programme: str) -> Erasure:
    """Erase every row of a programme; nothing keeps it from being loaded anew.

    Raises as :func:`erase` does, and where there is no such programme.
    """
    with none_unfinished(held):
        people = people_in(held.run, programme)
        names = _elsewhere(held)
        n_rows, texts = _delete_rows(
            held, people, lambda cursor: erase_programme_rows(cursor, programme)
        )
        left = people_in(held.run, programme)
        return _proven(held, Erasure((), n_rows, len(left), len(texts)), texts, names)


def erase_everything(held: Held) -> Erasure:
    """Delete the store, its backups and all that belongs to it, and start an empty one.

    Raises as :func:`erase` does. The rows go first, in one transaction; then the file.
    """
    with none_unfinished(held):
        [n_rows] = held.run(sql.statement("n_rows"), {"import_id": None}).records()
        names = _elsewhere(held)
        with held.cursor() as cursor:
            texts = every_text(cursor, held.instrument)
        with held.writing() as cursor:
            [(version,)] = cursor.execute(sql.statement("version")).fetchall()
            fill(cursor, held.instrument, version)
            cursor.execute(sql.statement("erasure_is_unfinished"), {"what": EVERYTHING})
        finish(held)
        [left] = held.run(sql.statement("n_rows"), {"import_id": None}).rows
        with held.cursor() as cursor:
            gone = theirs_alone(cursor, held.instrument, texts)
        return _proven(held, Erasure((), n_rows, sum(left), len(gone)), gone, names)


def _delete_rows(
    held: Held, people: Collection[Person], delete: Callable[[Cursor], dict[str, int]]
) -> tuple[dict[str, int], list[str]]:
    """Delete in one transaction and finish; what was deleted, and the texts that must be gone."""
    held.require_room(n_files=3)
    with held.writing() as cursor:
        texts = sorted(texts_of(cursor, held.instrument, people))[:MOST_SEARCHED]
        n_rows = delete(cursor)
        refold(cursor, held.instrument)
        derive(cursor)
        cursor.execute(sql.statement("erasure_is_unfinished"), {"what": ONE})
        alone = theirs_alone(cursor, held.instrument, set(texts))
    finish(held)
    return n_rows, alone


def _proven(held: Held, erasure: Erasure, texts: list[str], elsewhere: tuple[str, ...]) -> Erasure:
    """The same, with what a search of all files for the texts has found."""
    n_bytes, n_hits = _searched(held, texts)
    note(Event.ERASED, **erasure.n_rows, n_bytes=n_bytes, n_hits=n_hits)
    return replace(erasure, n_bytes_searched=n_bytes, n_hits=n_hits, elsewhere=elsewhere)


def _elsewhere(held: Held) -> tuple[str, ...]:
    """Asked while the files are there: of a deleted one nobody can tell."""
    return named_elsewhere(held.beside) if held.beside else ()


def _searched(held: Held, texts: list[str]) -> tuple[int, int]:
    found = [(0, 0)]

    def look(beside: Beside) -> None:
        found[0] = search(beside, texts)

    beside = held.beside
    if beside:
        held.exchange(lambda: look(beside))
    return found[0]
