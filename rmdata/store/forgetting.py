"""Erases a person, a programme or everything, and looks whether anything is left of it."""

from collections.abc import Callable, Collection
from dataclasses import replace

import duckdb

from rmdata.events import Event, note
from rmdata.store import ddl, rewriting
from rmdata.store.beside import Beside, size
from rmdata.store.erasing import erase_programme_rows, erase_rows
from rmdata.store.holding import Held
from rmdata.store.opening import fill
from rmdata.store.persons import Person, one_person_of, people_in, people_of
from rmdata.store.proving import Erasure, named_elsewhere
from rmdata.store.searching import MOST_SEARCHED, every_text, search, texts_of, theirs_alone

Cursor = duckdb.DuckDBPyConnection


def erase(held: Held, code: str, programme: str | None, cohort: str | None, salt: str) -> Erasure:
    """Erase the person whom a code stands for, under all codes that were joined to it.

    Raises :class:`StoreError` where no row holds the code, where it stands for several people,
    and where the disk does not take what is to be written: the message says what is true then.
    """
    with rewriting.none_unfinished(held):
        people = one_person_of(held, code, programme, cohort)
        names = _elsewhere(held)
        n_rows, texts = _delete(
            held, people, lambda cursor: erase_rows(cursor, held.instrument, people, salt)
        )
        left = people_of(held, code, programme, cohort)
        return _proven(held, Erasure(tuple(people), n_rows, len(left), len(texts)), texts, names)


def erase_programme(held: Held, programme: str) -> Erasure:
    """Erase every row of a programme; nothing keeps it from being loaded anew.

    Raises as :func:`erase` does, and where there is no such programme.
    """
    with rewriting.none_unfinished(held):
        people = people_in(held, programme)
        names = _elsewhere(held)
        n_rows, texts = _delete(
            held, people, lambda cursor: erase_programme_rows(cursor, held.instrument, programme)
        )
        left = people_in(held, programme)
        return _proven(held, Erasure((), n_rows, len(left), len(texts)), texts, names)


def erase_everything(held: Held) -> Erasure:
    """Delete the store, its backups and all that belongs to it, and start an empty one.

    Raises as :func:`erase` does. The rows go first, in one transaction; then the file.
    """
    with rewriting.none_unfinished(held):
        [(*counts,)] = held.run(ddl.statement("n_rows"), {}).rows
        n_rows = dict(zip(("questionnaires", "participants", "sessions"), counts, strict=True))
        names = _elsewhere(held)
        with held.cursor() as cursor:
            texts = every_text(cursor, held.instrument)
        with held.writing() as cursor:
            [(version,)] = cursor.execute(ddl.statement("version")).fetchall()
            fill(cursor, held.instrument, version)
            cursor.execute("insert into unfinished values (?)", [rewriting.EVERYTHING])
        rewriting.finish(held)
        [(*left,)] = held.run(ddl.statement("n_rows"), {}).rows
        with held.cursor() as cursor:
            gone = theirs_alone(cursor, held.instrument, texts)
        return _proven(held, Erasure((), n_rows, sum(left), len(gone)), gone, names)


def _delete(
    held: Held, people: Collection[Person], delete: Callable[[Cursor], dict[str, int]]
) -> tuple[dict[str, int], list[str]]:
    """Delete in one transaction and finish; what was deleted, and the texts that must be gone."""
    held.require_room(3 * size(held.beside.path) if held.beside else 0)
    with held.writing() as cursor:
        texts = sorted(texts_of(cursor, held.instrument, people))[:MOST_SEARCHED]
        n_rows = delete(cursor)
        for statement in ddl.derived_statements():
            cursor.execute(statement)
        cursor.execute("insert into unfinished values (?)", [rewriting.ONE])
        alone = theirs_alone(cursor, held.instrument, set(texts))
    rewriting.finish(held)
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
