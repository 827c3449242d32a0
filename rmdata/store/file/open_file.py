"""Holds the open file: its readers, its one writer, and the moments when the file is exchanged."""

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path
from typing import Any

import duckdb

from rmdata.events import note_failure
from rmdata.schema.vocabulary import Instrument
from rmdata.store import sql
from rmdata.store.file import backups, trouble
from rmdata.store.file.gate import Gate, rows_of
from rmdata.store.file.places import Places, mark, private_files, require_room, size
from rmdata.store.results import Backup, NotWritten, Rows, StoreError

Opener = Callable[[Path | None, Instrument], duckdb.DuckDBPyConnection]


class OpenFile:
    """One open store file. Reading is safe from any thread; one thread writes at a time."""

    def __init__(self, path: Path | None, instrument: Instrument, open_store: Opener) -> None:
        """Open the file; ``open_store`` does, now and whenever the file has to be opened again."""
        self.places = Places(path) if path else None
        self.instrument = instrument
        self._gate = Gate()
        self._writer = threading.RLock()
        self._inside = threading.local()
        self._is_changing = False
        self._trouble: StoreError | None = None
        self._open_store = open_store
        self._connection = open_store(path, instrument)
        self._identity = self._now_there()

    def close(self) -> None:
        """Close the file, so that another process may open it."""
        self._connection.close()

    def run(self, sql: str, parameters: Mapping[str, Any] | None = None) -> Rows:
        """Run one query; a store that a full disk made unusable is opened again first."""
        try:
            return self._run(sql, parameters)
        except duckdb.FatalException as error:
            if self._gate.is_reading():
                raise NotWritten("The disk failed meanwhile", "Ask again") from error
            self.revive()
            return self._run(sql, parameters)

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Whatever this thread runs inside sees one state of the store; snapshots nest."""
        if getattr(self._inside, "cursor", None):
            yield
            return
        with self.cursor() as cursor:
            cursor.execute(sql.statement("begin_reading"))
            self._inside.cursor = cursor
            try:
                yield
            finally:
                self._inside.cursor = None
                with suppress(duckdb.Error):
                    cursor.rollback()

    @contextmanager
    def cursor(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A cursor of one's own, as a reader: the file is not exchanged meanwhile.

        A file that did not open again is tried once more: it may have been restored. One that is
        no longer at its path is saved as a backup, closed, and said to be gone.
        """
        if not self._gate.is_reading():
            if self._trouble:
                self._try_again(self._trouble)
            elif self._now_there() != self._identity:
                self._part()
        with self._gate.reading():
            if self._trouble:
                raise self._trouble
            with self._connection.cursor() as cursor:
                yield cursor

    @contextmanager
    def only_writer(self) -> Iterator[None]:
        """Nobody else writes meanwhile; nests. Raises ``RuntimeError`` inside a snapshot.

        What was read there would no longer hold, and the writer would wait for its own thread.
        """
        if getattr(self._inside, "cursor", None):
            raise RuntimeError("a snapshot only reads: write outside of it")
        with self._writer:
            yield

    @contextmanager
    def change(self) -> Iterator[None]:
        """All that belongs to one change, by the only writer; nests.

        Raises :class:`NotWritten` where the disk does not take it: it says what is true then, the
        change is stored or not, as the store itself was asked afterwards.
        """
        with self.only_writer():
            outermost, self._is_changing = not self._is_changing, True
            try:
                with trouble.said_as_it_is(self.standing) if outermost else nullcontext():
                    yield
            finally:
                self._is_changing = not outermost

    @contextmanager
    def writing(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """One transaction: the changes, the next version, a checkpoint, the marker.

        Raises as :meth:`change` does.
        """
        with self.change(), private_files():
            with self._as_not_written(), self.cursor() as cursor, sql.transaction(cursor):
                yield cursor
                cursor.execute(sql.statement("next_version"))
            self._settle()

    def back_up(self) -> Backup | None:
        """Make a verified backup of the present state, where there is anything to back up."""
        if not self.places:
            return None
        with self.change(), self._as_not_written(OSError), self.cursor() as cursor:
            return backups.back_up(cursor, self.places)

    def copy_to(self, made: Path) -> None:
        """Copy everything into a new file, verified; what was deleted does not come along."""
        with self.change(), self._as_not_written(OSError), self.cursor() as cursor:
            backups.copy_verified(cursor, made)

    def exchange(self, move: Callable[[], Any]) -> None:
        """While the file is closed and everybody waits: let something else take its place.

        Raises as :meth:`change` does.
        """
        with self.change(), trouble.as_not_written(OSError), self._gate.alone():
            self._connection.close()
            try:
                move()
            except BaseException:
                with suppress(StoreError):
                    self._open_again()
                raise
            self._open_again()

    def empty_log(self) -> None:
        """Move the log into the file; what it holds of a change that failed goes.

        DuckDB drops that with the next change only. Raises as :meth:`change` does.
        """
        if self.places and size(self.places.log):
            with self.writing():
                pass

    def revive(self) -> None:
        """Close and open the file again where DuckDB gave it up after the disk failed."""
        if not self.places:
            return
        with self.only_writer(), self._gate.alone():
            try:
                self._connection.execute(sql.statement("version")).fetchall()
            except duckdb.Error:
                self._connection.close()
                self._open_again()

    def require_room(self, n_bytes: int = 0, *, n_files: int = 0) -> None:
        """Raise :class:`DiskFull` where the store's disk, or its backups', has too little room.

        Needed are ``n_bytes`` and ``n_files`` times the bytes of the file.
        """
        if self.places:
            n_bytes += n_files * size(self.places.path)
            for folder in (self.places.path.parent, self.places.backups):
                require_room(folder, n_bytes)

    def standing(self) -> trouble.Standing:
        """How the store stands; one that a full disk keeps shut can still be read."""
        try:
            [found] = self.run(sql.statement("standing")).rows
        except StoreError:
            if self.places and self._trouble:
                return backups.standing_of(self.places.path)
            raise
        return trouble.Standing(*found)

    def _run(self, sql: str, parameters: Mapping[str, Any] | None) -> Rows:
        cursor = getattr(self._inside, "cursor", None)
        if cursor:
            return rows_of(cursor, sql, parameters)
        with self.cursor() as own:
            return rows_of(own, sql, parameters)

    def _try_again(self, trouble: StoreError) -> None:
        """Open the file anew, unless another thread has tried since this trouble was met."""
        with self.only_writer(), self._gate.alone():
            if self._trouble is trouble:
                self._open_again()

    def _now_there(self) -> backups.Identity:
        return backups.identity(self.places.path) if self.places else None

    def _part(self) -> None:
        """Save what is open, close it, and open what lies at the path, if anything does."""
        with self.only_writer(), self._gate.alone():
            if self._trouble or not self.places or self._now_there() == self._identity:
                return  # somebody else was here first, or the file was just exchanged
            saved = backups.save(self._connection, self.places)
            [before] = self._connection.execute(sql.statement("whose")).fetchall()
            self._connection.close()
            self._open_again()
            if self._connection.execute(sql.statement("whose")).fetchall() != [before]:
                raise backups.replaced(self.places.path, saved)

    def _open_again(self) -> None:
        assert self.places, "a store in memory has no file"
        self._trouble = None
        try:
            self._connection = self._open_store(self.places.path, self.instrument)
            self._identity = self._now_there()
        except StoreError as error:
            self._trouble = error
            raise

    @contextmanager
    def _as_not_written(self, *troubles: type[BaseException]) -> Iterator[None]:
        """Say what the disk did not take; where DuckDB gave the file up, open it again."""
        try:
            with trouble.as_not_written(*troubles):
                yield
        except NotWritten:
            with suppress(StoreError):
                self.revive()
            raise

    def _settle(self) -> None:
        """Move the log into the file and write the marker; what fails here is only noted.

        The changes are in the log by then. Told where the store does not open any more.
        """
        if not self.places:
            return
        try:
            with self._gate.alone(), self._connection.cursor() as cursor:
                cursor.checkpoint()
        except trouble.BY_DUCKDB as error:
            note_failure(error)
            try:
                self.revive()
            except StoreError as shut:
                raise NotWritten(*trouble.cause_of(error)) from shut
        try:
            [(version,)] = self.run(sql.statement("version")).rows
            mark(self.places, version)
        except OSError as error:
            note_failure(error)
