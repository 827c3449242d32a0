"""The store: one DuckDB file. Opens it, imports, undoes, runs queries. Only DuckDB's home."""

import re
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb

from rmdata.reading import Reading
from rmdata.schema import Instrument
from rmdata.store import ddl
from rmdata.store.comparing import compare
from rmdata.store.errors import StoreError
from rmdata.store.folding import (
    APART,
    JOIN,
    LOAD,
    REMOVAL,
    Place,
    count_stored,
    fold,
    insert,
    refold,
)
from rmdata.store.opening import open_file, private_files
from rmdata.store.records import Comparison, Decision, Import, LoadedFile, Rows

NOTHING = Comparison(0, 0, 0, ())


class Store:
    """One open store.

    Reading is safe from any thread (a cursor per use); writing takes a lock. ``version`` changes
    with every import and undo, and belongs in every cache key.
    """

    def __init__(self, path: Path | None, instrument: Instrument) -> None:
        """Open or make the store at ``path`` (in memory where it is None).

        Raises :class:`StoreBusy` where another process holds the file, :class:`StoreError` where
        the file is no store or was made with another instrument.
        """
        self.instrument = instrument
        self._lock = threading.Lock()
        self._connection = open_file(path, instrument)

    def close(self) -> None:
        """Close the file, so that another process may open it."""
        self._connection.close()

    @property
    def version(self) -> int:
        """How often the stored data have changed."""
        return int(self.run("select version from about").rows[0][0])

    @property
    def salt(self) -> str:
        """The secret of this store that codes are made with where a file has none."""
        return str(self.run("select salt from about").rows[0][0])

    def mappings(self) -> dict[str, str]:
        """What was said of surveys that had to be explained: header's fingerprint to TOML."""
        return dict(self.run("select fingerprint, toml from mappings").rows)

    def keep_mapping(self, fingerprint: str, toml: str) -> None:
        """Keep what was said of one survey; what was said before of it is replaced."""
        with self._lock, self._connection.cursor() as cursor:
            statement = "insert or replace into mappings values ($fingerprint, $toml)"
            cursor.execute(statement, {"fingerprint": fingerprint, "toml": toml})

    def run(self, sql: str, parameters: Mapping[str, Any] | None = None) -> Rows:
        """Run one query and return its rows; parameters that it does not name are left out."""
        named = set(re.findall(r"\$([a-z_][a-z0-9_]*)", sql))
        given = {name: value for name, value in (parameters or {}).items() if name in named}
        with self._connection.cursor() as cursor:
            result = cursor.execute(sql, given)
            columns = tuple(column[0] for column in result.description or ())
            return Rows(columns, tuple(result.fetchall()))

    def known_people(self) -> dict[tuple[str, str, str], str | None]:
        """Everyone in the store: (programme, cohort, code) to role."""
        rows = self.run("select programme, cohort, code, role from people").rows
        return {(programme, cohort, code): role for programme, cohort, code, role in rows}

    def compare(self, reading: Reading) -> Comparison:
        """What an import would change: rows new, changed (with what) and unchanged."""
        with self._connection.cursor() as cursor:
            return compare(cursor, self.instrument, reading)

    def loaded_before(self, sha256: str) -> Import | None:
        """The import that holds these very bytes and still shows all of them, if any."""
        holding = self.run(ddl.statement("loaded_before"), {"sha256": sha256}).rows
        found = [made for made in self.imports() if (made.import_id,) in holding]
        return found[0] if found else None

    def load(self, reading: Reading, kind: str = LOAD) -> Import:
        """Store all files of one reading as one import, or nothing.

        Raises :class:`StoreError` where the reading has errors or unanswered questions, and where
        the rows counted after the commit are not the rows that were read.
        """
        if reading.stopped:
            raise StoreError("The files have errors or open questions; nothing was stored.")
        hashes = {file.name: file.sha256 for file in reading.files}
        with self._writing() as (cursor, import_id):
            _append(cursor, import_id, kind, changed=compare(cursor, self.instrument, reading))
            for number, source in enumerate(reading.sources):
                place = Place(import_id, number, source.table, source.carried)
                insert(cursor, self.instrument, place, source, hashes[source.file])
                fold(cursor, self.instrument, place)
        self._verify(import_id, sum(source.n_rows for source in reading.sources))
        return self._import(import_id)

    def undo(self, import_id: int) -> Import:
        """Take one import back: what is shown is rebuilt from the others.

        Raises :class:`StoreError` where there is no such import or it is undone already.
        """
        with self._writing() as (cursor, _):
            known = {found.import_id: found for found in self.imports()}
            if import_id not in known:
                raise StoreError(f"There is no import {import_id}.")
            if known[import_id].undone_at:
                raise StoreError(f"Import {import_id} is undone already.")
            cursor.execute(
                "update imports set undone_at = $at where import_id = $id",
                {"at": datetime.now(), "id": import_id},
            )
            refold(cursor, self.instrument)
        return self._import(import_id)

    def remove(self, programme: str) -> Import:
        """Take a whole programme off the screen; the removal is an import and can be undone."""
        with self._writing() as (cursor, import_id):
            _append(cursor, import_id, REMOVAL, programme)
            refold(cursor, self.instrument)
        return self._import(import_id)

    def decide(self, decision: Decision, joined: bool) -> Import:
        """Store that two codes are one person's (joined) or two people's; it can be undone."""
        with self._writing() as (cursor, import_id):
            _append(cursor, import_id, JOIN if joined else APART)
            cursor.execute(
                ddl.statement("add_decision"), {"import_id": import_id, **vars(decision)}
            )
        return self._import(import_id)

    def imports(self) -> list[Import]:
        """All imports, the newest first."""
        decided = {
            import_id: Decision(*rest)
            for import_id, *rest in self.run("select * from decisions").rows
        }
        files: dict[int, list[LoadedFile]] = {}
        for import_id, name, n_rows in self.run(ddl.statement("files_of_imports")).rows:
            files.setdefault(import_id, []).append(LoadedFile(name, n_rows))
        found = self.run("select * from imports order by import_id desc").records()
        return [
            Import(
                **record,
                files=tuple(files.get(record["import_id"], ())),
                decision=decided.get(record["import_id"]),
            )
            for record in found
        ]

    def _verify(self, import_id: int, expected: int) -> None:
        """Count what the commit really stored: a commit can report success and store nothing."""
        with self._connection.cursor() as cursor:
            stored = count_stored(cursor, self.instrument, import_id)
        if stored != expected:
            raise StoreError(
                f"Import {import_id} was to store {expected} rows and stored {stored}. Undo it "
                "and load the files again."
            )

    def _import(self, import_id: int) -> Import:
        return next(found for found in self.imports() if found.import_id == import_id)

    @contextmanager
    def _writing(self) -> Iterator[tuple[duckdb.DuckDBPyConnection, int]]:
        """One transaction: the next import's number, the rebuilt figures, a checkpoint."""
        with self._lock, private_files(), self._connection.cursor() as cursor:
            cursor.execute("begin")
            try:
                found = cursor.execute("select coalesce(max(import_id), 0) + 1 from imports")
                [(number,)] = found.fetchall()
                yield cursor, number
                for statement in ddl.derived_statements():
                    cursor.execute(statement)
                cursor.execute("update about set version = version + 1")
                cursor.execute("commit")
            except BaseException:
                cursor.execute("rollback")
                raise
            # Forced, as somebody is always reading. Where it fails the rows are safe in the log.
            with suppress(duckdb.TransactionException):
                cursor.execute("force checkpoint")


def _append(
    cursor: duckdb.DuckDBPyConnection,
    import_id: int,
    kind: str,
    programme: str | None = None,
    changed: Comparison = NOTHING,
) -> None:
    """Write one entry of the list."""
    entry = {"import_id": import_id, "kind": kind, "programme": programme}
    counts = {"n_new": changed.n_new, "n_changed": changed.n_changed}
    counts["n_unchanged"] = changed.n_unchanged
    cursor.execute(ddl.statement("add_import"), entry | counts | {"made_at": datetime.now()})
