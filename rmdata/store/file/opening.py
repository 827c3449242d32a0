"""Opens the store's file: what is there is read from end to end before anything is changed."""

import os
from contextlib import suppress
from pathlib import Path

import duckdb

from rmdata.events import Event, note
from rmdata.schema.vocabulary import Instrument
from rmdata.store import sql
from rmdata.store.engine.tables import (
    LAYOUT_VERSION,
    fill,
    fingerprint_of,
    migrate,
    require_fitting,
)
from rmdata.store.file.backups import (
    back_up,
    backups_of,
    good_backups,
    highest_version,
    inspect,
    state,
)
from rmdata.store.file.connecting import UNREADABLE, connect, why_unusable
from rmdata.store.file.places import (
    Places,
    glob_escaped,
    mark,
    marked,
    new_beside,
    private_files,
    require_whole,
)
from rmdata.store.file.trouble import FAILS, Standing, as_not_written, cause_of, said_as_it_is
from rmdata.store.results import NotWritten, StoreDamaged, StoreError, StoreUnusable, Unreadable

BELONGING = ("wal", "marker", "backups", "set-aside-*")


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
        places = _require_file_behind(path)
        if not _made_new(places, instrument):
            _require_sound(places)
        connection = _connect(places)
    except PermissionError as error:
        raise why_unusable(Places(path).path, error) or error from error
    try:
        # A migration says what came of it; nothing else is changed here.
        with (
            said_as_it_is(lambda: Standing(state(connection).version)),
            as_not_written(OSError),
        ):
            places.clear_left_overs()
            _prepare(connection, places, instrument)
        now = state(connection)
        if now.n_imports and marked(places.marker) != now.version:
            with suppress(OSError):
                mark(places, now.version)
    except BaseException:
        connection.close()
        raise
    note(Event.OPENED, layout=now.layout, version=now.version, n_imports=now.n_imports)
    return connection


def make_store(places: Places, instrument: Instrument, version: int = 0) -> Path:
    """An empty store under a temporary name, finished, with a secret of its own."""
    made = new_beside(places.path)
    with connect(made) as connection:
        make_tables(connection, instrument, version)
    require_whole(made)
    made.chmod(0o600)
    return made


def make_tables(
    connection: duckdb.DuckDBPyConnection, instrument: Instrument, version: int = 0
) -> None:
    """Make the tables of an empty store, in one transaction."""
    with private_files(), sql.transaction(connection):
        fill(connection, instrument, version)


def _made_new(places: Places, instrument: Instrument) -> bool:
    """Make an empty store where there never was one; where there was one, say that it is gone."""
    path = places.path
    if path.exists():
        return False
    if places.marker.exists() or places.log.exists() or backups_of(path):
        raise _damaged(path, f"The store {path} is gone. No empty one was made in its place.")
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        made = make_store(places, instrument)
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


def _require_sound(places: Places) -> None:
    """Read all of the file; it must be no older than what somebody was told is stored."""
    path = places.path
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


def _connect(places: Places) -> duckdb.DuckDBPyConnection:
    try:
        return connect(places.path)
    except StoreError:
        raise
    except UNREADABLE as error:
        cause, remedy = cause_of(error)
        if (cause, remedy) != FAILS:  # it was read from end to end a moment ago
            raise StoreUnusable(
                f"The store {places.path} is whole, but cannot be opened: {cause}. {remedy} and "
                "start again. It was left as it is."
            ) from error
        trouble = f"The store {places.path} cannot be opened. It was left as it is."
        raise _damaged(places.path, trouble) from error


def _prepare(connection: duckdb.DuckDBPyConnection, places: Places, instrument: Instrument) -> None:
    """Make the tables of an empty file; bring an older layout up to this one."""
    found = state(connection)
    require_fitting(found, instrument)
    if not found.n_imports and found.instrument != fingerprint_of(instrument):
        make_tables(connection, instrument, max(found.version, 0))
    elif found.layout < LAYOUT_VERSION:
        back_up(connection, places)
        with private_files():
            migrate(connection, instrument, found.layout)
        note(Event.MIGRATED, layout_before=found.layout, layout=LAYOUT_VERSION)


def _require_file_behind(path: Path) -> Places:
    """The names of the store to which a path leads.

    Raises :class:`StoreDamaged` for a link to nothing (its disk may not be there: an empty store
    would hide that), :class:`StoreError` where files of a store lie beside the link itself.
    """
    places = Places(path)
    for link in _links(path):
        if not places.path.exists():
            trouble = f"{link} is a link to {places.path}, and nothing is there."
            raise StoreDamaged(places.path, trouble, good_backups(places.path))
        name = glob_escaped(link.name)
        left = [file.name for end in BELONGING for file in link.parent.glob(f"{name}.{end}")]
        if left:
            raise StoreError(
                f"{link} is a link to {places.path}, and beside the link lie files of a store: "
                f"{', '.join(sorted(left))}. They belong beside the file itself: move each to "
                f"{places.path.parent}, with {places.path.name} in place of {link.name} in its "
                "name."
            )
    return places


def _links(path: Path) -> list[Path]:
    """The links from a path to its file, in order; one that leads back to another ends them."""
    found: list[Path] = []
    while path.is_symlink() and path not in found:
        found.append(path)
        path = path.parent / path.readlink()
    return found
