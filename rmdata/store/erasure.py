"""Erases a person, a programme or everything, and finishes it: no file keeps any of it."""

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

from rmdata.events import Event, note
from rmdata.store import sql
from rmdata.store.engine.tables import derive, fill, refold
from rmdata.store.file.open_file import OpenFile
from rmdata.store.file.opening import make_store
from rmdata.store.file.places import Places, replace_store, require_room, size
from rmdata.store.file.trouble import Standing, as_not_written, said_as_it_is
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
from rmdata.store.sql import Cursor

ONE, EVERYTHING = "one", "everything"
NOT_BEGUN = Standing(0)


@contextmanager
def none_unfinished(file: OpenFile) -> Iterator[None]:
    """One change of a store; what an earlier one left undone is finished before it begins."""
    with file.only_writer():
        with suppress(NotWritten):
            file.empty_log()
        # Whatever fails here, the change that was asked for has not begun.
        with said_as_it_is(lambda: NOT_BEGUN):
            finish(file)
        with file.change():
            yield


def finish(file: OpenFile) -> None:
    """Finish what an erasure left undone, where one did; safe to be killed in and called again.

    Raises :class:`NotWritten` where the disk does not take it: it is finished before the next
    change of rows, or the next time the store is opened.
    """
    found = {what for (what,) in file.run(sql.statement("unfinished")).rows}
    if not found:
        return
    try:
        with file.change():
            if not file.places:
                _say_finished(file)
            elif EVERYTHING in found:
                _start_anew(file, file.places)
            else:
                _rewrite(file, file.places)
    except NotWritten:
        # The backup that comes last may find no room: the next load makes one.
        if not _is_finished(file):
            raise


def _is_finished(file: OpenFile) -> bool:
    """False too where the store does not open any more: nothing can go on then."""
    try:
        return not file.run(sql.statement("unfinished")).rows
    except StoreError:
        return False


def _rewrite(file: OpenFile, places: Places) -> None:
    """The file anew without what was deleted, then the older copies gone, then a new backup."""
    require_room(places.backups, 2 * size(places.path))
    with as_not_written(OSError):
        made = places.temporary("rewritten")
    file.copy_to(made)
    file.exchange(lambda: replace_store(places, made))
    with as_not_written(OSError):
        _delete(older_copies(places))
    _say_finished(file)
    file.back_up()


def _start_anew(file: OpenFile, places: Places) -> None:
    """An empty store with a new secret; no version comes twice, so that no cache is believed."""
    [(version,)] = file.run(sql.statement("version")).rows

    def start() -> None:
        made = make_store(places, file.instrument, version + 1)
        # While the old store stands: it says that this is to be finished, the new one does not.
        _delete(older_copies(places))
        replace_store(places, made)
        _delete([places.marker])

    file.exchange(start)


def _say_finished(file: OpenFile) -> None:
    with file.writing() as cursor:
        cursor.execute(sql.statement("erasure_is_finished"))


def older_copies(places: Places) -> list[Path]:
    """Backups, stores that were set aside, and files in the folder that have no business there."""
    return [*(path for path in places.backups.glob("*") if path.is_file()), *places.set_aside()]


def _delete(paths: list[Path]) -> None:
    for path in paths:
        path.unlink(missing_ok=True)


def erase(
    file: OpenFile, code: str, programme: str | None, cohort: str | None, salt: str
) -> Erasure:
    """Erase the person whom a code stands for, under all codes that were joined to it.

    Raises :class:`StoreError` where no row holds the code, where it stands for several people,
    and where the disk does not take what is to be written: the message says what is true then.
    """
    with none_unfinished(file):
        people = one_person_of(file.run, code, programme, cohort)
        names = _elsewhere(file)
        n_rows, texts = _delete_rows(file, people, lambda cursor: erase_rows(cursor, people, salt))
        left = people_of(file.run, code, programme, cohort)
        return _proven(file, Erasure(tuple(people), n_rows, len(left), len(texts)), texts, names)


def erase_programme(file: OpenFile, programme: str) -> Erasure:
    """Erase every row of a programme; nothing keeps it from being loaded anew.

    Raises as :func:`erase` does, and where there is no such programme.
    """
    with none_unfinished(file):
        people = people_in(file.run, programme)
        names = _elsewhere(file)
        n_rows, texts = _delete_rows(
            file, people, lambda cursor: erase_programme_rows(cursor, programme)
        )
        left = people_in(file.run, programme)
        return _proven(file, Erasure((), n_rows, len(left), len(texts)), texts, names)


def erase_everything(file: OpenFile) -> Erasure:
    """Delete the store, its backups and all that belongs to it, and start an empty one.

    Raises as :func:`erase` does. The rows go first, in one transaction; then the file.
    """
    with none_unfinished(file):
        [n_rows] = file.run(sql.statement("n_rows"), {"import_id": None}).records()
        names = _elsewhere(file)
        with file.cursor() as cursor:
            texts = every_text(cursor, file.instrument)
        with file.writing() as cursor:
            [(version,)] = cursor.execute(sql.statement("version")).fetchall()
            fill(cursor, file.instrument, version)
            cursor.execute(sql.statement("erasure_is_unfinished"), {"what": EVERYTHING})
        finish(file)
        [left] = file.run(sql.statement("n_rows"), {"import_id": None}).rows
        with file.cursor() as cursor:
            gone = theirs_alone(cursor, file.instrument, texts)
        return _proven(file, Erasure((), n_rows, sum(left), len(gone)), gone, names)


def _delete_rows(
    file: OpenFile, people: Collection[Person], delete: Callable[[Cursor], dict[str, int]]
) -> tuple[dict[str, int], list[str]]:
    """Delete in one transaction and finish; what was deleted, and the texts that must be gone."""
    file.require_room(n_files=3)
    with file.writing() as cursor:
        texts = sorted(texts_of(cursor, file.instrument, people))[:MOST_SEARCHED]
        n_rows = delete(cursor)
        refold(cursor, file.instrument)
        derive(cursor)
        cursor.execute(sql.statement("erasure_is_unfinished"), {"what": ONE})
        alone = theirs_alone(cursor, file.instrument, set(texts))
    finish(file)
    return n_rows, alone


def _proven(
    file: OpenFile, erasure: Erasure, texts: list[str], elsewhere: tuple[str, ...]
) -> Erasure:
    """The same, with what a search of all files for the texts has found."""
    n_bytes, n_hits = _searched(file, texts)
    note(Event.ERASED, **erasure.n_rows, n_bytes=n_bytes, n_hits=n_hits)
    return replace(erasure, n_bytes_searched=n_bytes, n_hits=n_hits, elsewhere=elsewhere)


def _elsewhere(file: OpenFile) -> tuple[str, ...]:
    """Asked while the files are there: of a deleted one nobody can tell."""
    return named_elsewhere(file.places) if file.places else ()


def _searched(file: OpenFile, texts: list[str]) -> tuple[int, int]:
    found = [(0, 0)]

    def look(places: Places) -> None:
        found[0] = search(places, texts)

    places = file.places
    if places:
        file.exchange(lambda: look(places))
    return found[0]
