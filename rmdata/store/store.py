"""The store: one DuckDB file. Opens it, imports, undoes, restores, erases, runs queries."""

import re
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, suppress
from datetime import date, datetime
from pathlib import Path
from typing import Any

from rmdata.events import Event, note
from rmdata.reading.understood import Reading
from rmdata.schema.vocabulary import Instrument
from rmdata.store import erasure, results, sql
from rmdata.store.engine.arriving import compare, load_rows, require_stored, without_erased
from rmdata.store.engine.tables import derive, refold
from rmdata.store.file.backups import backups_of
from rmdata.store.file.open_file import OpenFile
from rmdata.store.file.opening import open_store
from rmdata.store.file.restoring import restore
from rmdata.store.proving import Erasure
from rmdata.store.record import imports, people
from rmdata.store.results import Backup, Comparison, Decision, Import, NotWritten, Rows, StoreError
from rmdata.store.sql import Cursor


class Store:
    """One open store.

    Reading is safe from any thread; one thread writes at a time. ``version`` changes with every
    change and belongs in every cache key; no version ever comes twice.
    Where the disk does not take a change, :class:`NotWritten` says what is true of the data then.
    """

    def __init__(self, path: Path | None, instrument: Instrument) -> None:
        """Open or make the store at ``path`` (in memory where it is None).

        Raises :class:`StoreBusy` where another process holds the file, :class:`StoreUnusable` where
        rights, disk or version keep it shut, :class:`StoreDamaged` where it is damaged, lacks what
        was stored or is gone, :class:`StoreError` where it is no store or was made with another
        instrument.
        """
        self.instrument = instrument
        self._file = OpenFile(path, instrument, open_store)
        # What a full disk stops again waits for the next change.
        try:
            with suppress(NotWritten), erasure.none_unfinished(self._file):
                pass
        except BaseException:
            self._file.close()
            raise

    def close(self) -> None:
        """Close the file, so that another process may open it."""
        self._file.close()

    @property
    def version(self) -> int:
        """How often the stored data have changed."""
        return int(self.run(sql.statement("version")).rows[0][0])

    @property
    def salt(self) -> str:
        """The secret of this store that codes are made with where a file has none."""
        return str(self.run(sql.statement("salt")).rows[0][0])

    def run(self, sql: str, parameters: Mapping[str, Any] | None = None) -> Rows:
        """Run one query and return its rows; parameters that it does not name are left out."""
        named = set(re.findall(r"\$([a-z_][a-z0-9_]*)", sql))
        given = {name: value for name, value in (parameters or {}).items() if name in named}
        return self._file.run(sql, given)

    def snapshot(self) -> AbstractContextManager[None]:
        """Whatever this thread runs inside sees one state of the store; it nests.

        Writing inside raises ``RuntimeError``: what was read would no longer hold.
        """
        return self._file.snapshot()

    def mappings(self) -> dict[str, str]:
        """What was said of surveys that had to be explained: header's fingerprint to TOML."""
        return imports.mappings(self.run)

    def keep_mapping(self, fingerprint: str, toml: str) -> None:
        """Keep what was said of one survey; what was said before of it is replaced."""
        with self._file.writing() as cursor:
            imports.keep_mapping(cursor, fingerprint, toml)

    def keep_until(self) -> dict[str, date]:
        """Until when a programme's data are to be kept, where somebody said so."""
        return imports.keep_until(self.run)

    def set_keep_until(self, programme: str, until: date | None) -> None:
        """Say until when a programme's data are to be kept; ``None`` says nothing any more."""
        with self._file.writing() as cursor:
            imports.set_keep_until(cursor, programme, until)

    def settings(self, programme: str) -> tuple[results.Said, ...]:
        """Everything that was ever set of a programme, in order; the newest of a name counts."""
        return imports.settings(self.run, programme)

    def append_setting(self, programme: str, setting: results.Said) -> None:
        """Set something of a programme or a cohort; raises :class:`StoreError` for no setting."""
        with self._file.writing() as cursor:
            imports.append_setting(cursor, programme, setting)

    def known_people(self) -> dict[tuple[str, str, str], str | None]:
        """Everyone in the store: (programme, cohort, code) to role."""
        rows = self.run(sql.statement("known_people")).rows
        return {(programme, cohort, code): role for programme, cohort, code, role in rows}

    def programmes(self) -> list[str]:
        """Every programme of which rows are stored, be they shown or not."""
        return [name for (name,) in self.run(sql.statement("programmes")).rows]

    def compare(self, reading: Reading) -> Comparison:
        """What an import would change: rows new, changed (with what) and unchanged."""
        with self._file.cursor() as cursor:
            return compare(cursor, self.instrument, *without_erased(cursor, reading, self.salt))

    def loaded_before(self, sha256: str) -> Import | None:
        """The import that holds these very bytes and still shows all of them, if any."""
        holding = self.run(sql.statement("loaded_before"), {"sha256": sha256}).rows
        found = [made for made in self.imports() if (made.import_id,) in holding]
        return found[0] if found else None

    def load(self, reading: Reading, kind: str = results.LOAD) -> Import:
        """Store all files of one reading as one import, or nothing; a backup is made before.

        Rows of people who were erased are left out. Raises :class:`StoreError` where the reading
        has errors or unanswered questions, where the disk does not take it, and where the rows
        counted after the commit are not the rows that were read.
        """
        if reading.stopped:
            raise StoreError("The files have errors or open questions; nothing was stored.")
        n_bytes = sum(source.data.nbytes for source in reading.sources)
        with self._changing(backed_up=True, n_bytes=2 * n_bytes) as (cursor, import_id):
            left, n_erased = without_erased(cursor, reading, self.salt)
            changed = compare(cursor, self.instrument, left, n_erased)
            imports.append(cursor, imports.entry(import_id, kind, changed=changed))
            load_rows(cursor, self.instrument, import_id, left)
        n_rows = sum(source.n_rows for source in left.sources)
        with self._file.cursor() as cursor:
            require_stored(cursor, import_id, n_rows)
        note(Event.IMPORTED, import_id=import_id, n_rows=n_rows, n_erased=n_erased)
        return self._import(import_id)

    def undo(self, import_id: int) -> Import:
        """Take one import back: what is shown is rebuilt from the others.

        Raises :class:`StoreError` where there is no such import or it is undone already.
        """
        with self._changing() as (cursor, _):
            known = {found.import_id: found for found in self.imports()}
            if import_id not in known:
                raise StoreError(f"There is no import {import_id}.")
            if known[import_id].undone_at:
                raise StoreError(f"Import {import_id} is undone already.")
            at = {"at": datetime.now(), "import_id": import_id}
            cursor.execute(sql.statement("undo_import"), at)
            refold(cursor, self.instrument)
        note(Event.UNDONE, import_id=import_id)
        return self._import(import_id)

    def remove(self, programme: str) -> Import:
        """Take a whole programme off the screen; the removal is an import and can be undone.

        A backup is made before.
        """
        with self._changing(backed_up=True) as (cursor, import_id):
            imports.append(cursor, imports.entry(import_id, results.REMOVAL, programme))
            refold(cursor, self.instrument)
        note(Event.REMOVED, import_id=import_id)
        return self._import(import_id)

    def decide(self, decision: Decision, joined: bool) -> Import:
        """Store that two codes are one person's (joined) or two people's; it can be undone."""
        with self._changing() as (cursor, import_id):
            kind = results.JOIN if joined else results.APART
            imports.append(cursor, imports.entry(import_id, kind))
            about = {"import_id": import_id, **vars(decision)}
            cursor.execute(sql.statement("add_decision"), about)
        note(Event.DECIDED, import_id=import_id)
        return self._import(import_id)

    def imports(self) -> list[Import]:
        """All imports, the newest first."""
        return imports.imports(self.run)

    def backups(self) -> list[Backup]:
        """The backups of this store, the newest first; none of them is opened."""
        return backups_of(self._file.places.path) if self._file.places else []

    def restore(self, name: str) -> Backup:
        """Put a backup in the store's place; the present state becomes a backup first.

        Readers wait meanwhile. Raises :class:`StoreError` where there is no such backup, it is
        damaged, or the disk does not take it.
        """
        with erasure.none_unfinished(self._file):
            return restore(self._file, name)

    def people_of(
        self, code: str, programme: str | None = None, cohort: str | None = None
    ) -> list[results.Person]:
        """Everybody whom a code stands for, the codes that were joined to it included."""
        return people.people_of(self.run, code, programme, cohort)

    def person(
        self, code: str, programme: str | None = None, cohort: str | None = None
    ) -> results.StoredOfPerson:
        """Everything that is stored about one person; nothing of what others said.

        Raises :class:`StoreError` where no row holds the code or it stands for several people.
        """
        codes = people.one_person_of(self.run, code, programme, cohort)
        with self.snapshot():
            return people.stored_of(self.run, codes)

    def erase(self, code: str, programme: str | None = None, cohort: str | None = None) -> Erasure:
        """Erase the person whom a code stands for from rows, file and backups; see there.

        Raises :class:`StoreError` where no row holds the code or it stands for several people.
        Older backups are deleted and a new one is made. Answers without a code, and what other
        people wrote about the person, cannot be found and stay.
        """
        return erasure.erase(self._file, code, programme, cohort, self.salt)

    def erase_programme(self, programme: str) -> Erasure:
        """Erase every row of a programme from rows, file and backups; as :meth:`erase`.

        Nothing keeps the programme from being loaded anew.
        """
        return erasure.erase_programme(self._file, programme)

    def erase_everything(self) -> Erasure:
        """Delete all rows, backups and secrets and start an empty store."""
        return erasure.erase_everything(self._file)

    def _import(self, import_id: int) -> Import:
        return next(found for found in self.imports() if found.import_id == import_id)

    @contextmanager
    def _changing(
        self, *, backed_up: bool = False, n_bytes: int = 0
    ) -> Iterator[tuple[Cursor, int]]:
        """One entry of the list: a backup where wanted, a transaction, the rebuilt figures."""
        file = self._file
        with erasure.none_unfinished(file):
            file.require_room(n_bytes, n_files=1)
            if backed_up:
                file.back_up()
            with file.writing() as cursor:
                [(number,)] = cursor.execute(sql.statement("next_import")).fetchall()
                yield cursor, number
                derive(cursor)
