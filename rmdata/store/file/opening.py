"""Opens the store's file: what is there is read from end to end before anything is changed."""

import hashlib
import os
import re
import secrets
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path

import duckdb

from rmdata.events import Event, note
from rmdata.schema.vocabulary import Instrument
from rmdata.store import sql
from rmdata.store.engine import relations
from rmdata.store.file.backups import back_up, backups_of, good_backups, require_file_behind
from rmdata.store.file.connecting import UNREADABLE, connect, why_unusable
from rmdata.store.file.places import Beside, mark, marked, new_beside, private_files, require_whole
from rmdata.store.file.trouble import FAILS, Standing, cause_of, said_as_it_is, told
from rmdata.store.file.verifying import State, Unreadable, inspect, state
from rmdata.store.results import NotWritten, StoreDamaged, StoreError, StoreUnusable

LAYOUT_VERSION = 3


def migrate(
    connection: duckdb.DuckDBPyConnection, beside: Beside, instrument: Instrument, layout: int
) -> None:
    """Run every migration beyond ``layout``; where one fails the store stays as it was."""
    back_up(connection, beside)
    with private_files():
        connection.execute("begin")
        try:
            for number, script in migrations():
                if number > layout:
                    connection.execute(script)
            for statement in (*relations.definitions(instrument), *relations.derived_statements()):
                connection.execute(statement)
            connection.execute(
                "update about set layout_version = ?, version = version + 1", [LAYOUT_VERSION]
            )
            connection.execute("commit")
        except BaseException:
            connection.execute("rollback")
            raise
        connection.execute("checkpoint")
    note(Event.MIGRATED, layout_before=layout, layout=LAYOUT_VERSION)


def migrations() -> list[tuple[int, str]]:
    """Number and SQL of every migration, in order: ``0002_what_for.sql`` leads to layout 2."""
    files = sorted((sql.FOLDER / "migrations").glob("*.sql"))
    return [(int(re.findall(r"^\d+", f.name)[0]), f.read_text(encoding="utf-8")) for f in files]


def open_store(path: Path | None, instrument: Instrument) -> duckdb.DuckDBPyConnection:
    """Open or make the store at ``path`` (in memory where it is None).

    Raises :class:`StoreBusy` where the file is in use, :class:`StoreUnusable` where it may not be
    used here, :class:`StoreDamaged` where it is damaged, lacks what was stored or is gone,
    :class:`StoreError` where it is no store or was made
    with another instrument or a newer layout. Such a file is left as it is.
    """
    if path is None:
        connection = connect(None)
        make_tables(connection, instrument)
        return connection
    try:
        beside = require_file_behind(path)
        if not _made_new(beside, instrument):
            _require_sound(beside)
        connection = _connect(beside)
    except PermissionError as error:
        raise why_unusable(Beside(path).path, error) or error from error
    try:
        # A migration says what came of it; nothing else is changed here.
        with said_as_it_is(lambda: Standing(state(connection).version)), told(OSError):
            beside.clear_left_overs()
            _prepare(connection, beside, instrument)
        now = state(connection)
        if now.n_imports and marked(beside.marker) != now.version:
            with suppress(OSError):
                mark(beside, now.version)
    except BaseException:
        connection.close()
        raise
    note(Event.OPENED, layout=now.layout, version=now.version, n_imports=now.n_imports)
    return connection


def make_store(beside: Beside, instrument: Instrument, version: int = 0) -> Path:
    """An empty store under a temporary name, finished, with a secret of its own."""
    made = new_beside(beside.path)
    with connect(made) as connection:
        make_tables(connection, instrument, version)
    require_whole(made)
    made.chmod(0o600)
    return made


def make_tables(
    connection: duckdb.DuckDBPyConnection, instrument: Instrument, version: int = 0
) -> None:
    """Make the tables of an empty store, in one transaction."""
    with private_files():
        connection.execute("begin")
        fill(connection, instrument, version)
        connection.execute("commit")


def fill(connection: duckdb.DuckDBPyConnection, instrument: Instrument, version: int) -> None:
    """Make the tables anew and empty, with another secret; whatever was in them is gone."""
    about = (LAYOUT_VERSION, fingerprint_of(instrument), version, secrets.token_hex(16))
    for statement in relations.create_statements(instrument):
        connection.execute(statement)
    connection.execute("insert into about values (?, ?, ?, ?)", about)


def require_fitting(found: State, instrument: Instrument) -> None:
    """Raise :class:`StoreError` for a newer layout, or for rows of another instrument."""
    if found.layout > LAYOUT_VERSION:
        raise StoreError(
            f"This store was made with a newer version of this project (layout {found.layout}; "
            f"this one knows {LAYOUT_VERSION}). Use that version, or name another store "
            "(RM_STORE)."
        )
    if found.n_imports and found.instrument != fingerprint_of(instrument):
        raise StoreError(
            f"This store was made with another instrument than “{instrument.title}”. "
            "Start with the instrument it was made with (RM_INSTRUMENT), or name another "
            "store (RM_STORE)."
        )


def fingerprint_of(instrument: Instrument) -> str:
    """What the stored columns and totals depend on: the rated questions and the scale."""
    rated = [(question.id, question.in_total) for question in instrument.rated]
    measured = (instrument.id, asdict(instrument.scale), rated)
    return hashlib.sha256(repr(measured).encode()).hexdigest()


def highest_version(path: Path) -> int:
    """The highest version that the marker or a backup bears; -1 where there is neither."""
    known = [marked(Beside(path).marker), *(backup.version for backup in backups_of(path))]
    return max((version for version in known if version is not None), default=-1)


def _made_new(beside: Beside, instrument: Instrument) -> bool:
    """Make an empty store where there never was one; where there was one, say that it is gone."""
    path = beside.path
    if path.exists():
        return False
    if beside.marker.exists() or beside.log.exists() or backups_of(path):
        raise _damaged(path, f"The store {path} is gone. No empty one was made in its place.")
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        made = make_store(beside, instrument)
        return _claimed(made, path)
    except (duckdb.Error, OSError, NotWritten, StoreUnusable) as error:
        if path.exists():  # another process was first, and took what was made here for left over
            return False
        cause, remedy = cause_of(error)
        raise StoreError(
            f"The store cannot be made in {path.parent}: {cause}. {remedy} and try again."
        ) from error


def _claimed(made: Path, path: Path) -> bool:
    """Give a finished store its name, unless another process made one meanwhile."""
    try:
        os.link(made, path)
    except FileExistsError:
        return False
    except OSError:  # a disk without links: a rename would replace the other's store, so look
        if path.exists():
            return False
        made.rename(path)
    finally:
        made.unlink(missing_ok=True)
    return True


def _require_sound(beside: Beside) -> None:
    """Read all of the file; it must be no older than what somebody was told is stored."""
    path = beside.path
    try:
        found = inspect(path)
    except Unreadable as error:
        raise _damaged(
            path,
            f"The store {path} cannot be opened: it is damaged, or no store. It was left as it is.",
        ) from error
    reached = highest_version(path)
    if found.version < reached:
        raise _damaged(
            path,
            f"The store {path} lacks changes that were stored: {reached} changes were made and it "
            f"holds {max(found.version, 0)}. It was left as it is.",
        )


def _damaged(path: Path, trouble: str) -> StoreDamaged:
    good = good_backups(path)
    note(Event.DAMAGED, n_backups=len(good))
    return StoreDamaged(path, trouble, good)


def _connect(beside: Beside) -> duckdb.DuckDBPyConnection:
    try:
        return connect(beside.path)
    except StoreError:
        raise
    except UNREADABLE as error:
        cause, remedy = cause_of(error)
        if (cause, remedy) != FAILS:  # it was read from end to end a moment ago
            raise StoreUnusable(
                f"The store {beside.path} is whole, but cannot be opened: {cause}. {remedy} and "
                "start again. It was left as it is."
            ) from error
        trouble = f"The store {beside.path} cannot be opened. It was left as it is."
        raise _damaged(beside.path, trouble) from error


def _prepare(connection: duckdb.DuckDBPyConnection, beside: Beside, instrument: Instrument) -> None:
    """Make the tables of an empty file; bring an older layout up to this one."""
    found = state(connection)
    require_fitting(found, instrument)
    if not found.n_imports and found.instrument != fingerprint_of(instrument):
        make_tables(connection, instrument, max(found.version, 0))
    elif found.layout < LAYOUT_VERSION:
        migrate(connection, beside, instrument, found.layout)
