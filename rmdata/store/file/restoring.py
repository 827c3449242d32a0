"""Puts a backup in the store's place: while it is open, or where it does not open."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from rmdata.events import Event, note
from rmdata.store import sql
from rmdata.store.engine.tables import require_fitting
from rmdata.store.file.backups import backups_of, highest_version, inspect, named, verified
from rmdata.store.file.connecting import connect
from rmdata.store.file.open_file import OpenFile
from rmdata.store.file.places import (
    Places,
    brought_beside,
    mark,
    private_files,
    put_in_place,
    replace_store,
    require_room,
    require_whole,
    sync_folder,
)
from rmdata.store.file.trouble import Standing, as_not_written, said_as_it_is
from rmdata.store.results import NEW, Backup, NotWritten, State, StoreError, Unreadable, Verified

# The first layout that erases.
ERASES = 2
# Below the version of every file, one that cannot be read included.
NO_FILE = NEW.version - 1


def restore(file: OpenFile, name: str) -> Backup:
    """Put a backup in the place of an open store; the present state becomes a backup first.

    Readers wait meanwhile. The version goes on upwards, so that no cache takes the old state for
    a later one. An erasure that was cut short must be finished before: whoever is being erased
    stands in the backups until then. Raises :class:`StoreError` where there is no such backup or
    it is damaged.
    """
    places = file.places
    if not places:
        raise StoreError("A store in memory has no backups.")
    backup, found = named(places.path, name)
    require_fitting(found, file.instrument)
    require_room(places.backups, 2 * backup.n_bytes)
    [(version,)] = file.run(sql.statement("version")).rows
    made = _ready(places, name, max(int(version), highest_version(places.path)) + 1)
    # Only now: the eighth backup pushes out the oldest, which may be this one.
    file.back_up()
    file.exchange(lambda: replace_store(places, made))
    note(Event.RESTORED, version=backup.version)
    return backup


def restore_file(path: Path, name: str) -> Path | None:
    """Put a backup in the place of a store that is not open and may not open at all.

    What lies there is kept beside it, under the name that is returned (None where nothing lay
    there). Raises :class:`StoreBusy` where somebody has the store open, :class:`StoreError` where
    there is no such backup, it is damaged, or an erasure is not finished.
    """
    places = Places(path)
    path = places.path
    backup, _ = named(path, name)
    present = _present(path)
    _require_no_erasure(path, present)
    version = max(present.version, highest_version(path)) + 1
    lies_there = path.exists() or places.log.exists()
    with said_as_it_is(lambda: _standing(path)), as_not_written(OSError):
        require_room(places.backups, 2 * backup.n_bytes)
        made = brought_beside(_ready(places, name, version), path)
        try:
            with _put_aside(places) as kept:
                put_in_place(made, path)
        finally:
            made.unlink(missing_ok=True)
        # Opening writes the marker too: one that the disk does not take now is only noted.
        with suppress(NotWritten), as_not_written(OSError):
            mark(places, version)
    note(Event.RESTORED, version=backup.version)
    return kept if lies_there else None


def verify_file(path: Path) -> list[Verified]:
    """Read a store that is not open, and every backup of it, from end to end; the store first.

    Raises :class:`StoreBusy` where somebody has the store open.
    """
    places = Places(path)
    path = places.path
    store = Verified(path.name, "The file is not there.")
    if path.exists():
        store = verified(path)
        if store.is_good and _present(path).version < highest_version(path):
            store = Verified(path.name, "The file lacks changes that were stored.")
    folder = places.backups
    return [store, *(verified(folder / backup.name) for backup in backups_of(path))]


def _standing(path: Path) -> Standing:
    """How the file in a place stands; one that cannot be read, and none, are told apart."""
    return Standing(_present(path).version if path.exists() else NO_FILE)


def _present(path: Path) -> State:
    try:
        return inspect(path) if path.exists() else NEW
    except Unreadable:
        return NEW


def _require_no_erasure(path: Path, present: State) -> None:
    """Raise :class:`StoreError` where opening the store would finish an erasure.

    A store that would not open is not waited for: nothing could ever be restored then.
    """
    if present.layout < ERASES or present.version < highest_version(path):
        return
    with connect(path, read_only=True) as connection:
        unfinished = connection.execute(sql.statement("unfinished")).fetchall()
    if unfinished:
        raise StoreError(
            f"An erasure in {path} is not finished: the backups still hold what was erased. Open "
            "the store once first, so that the erasure is finished: start the dashboard, or run: "
            f'python -m rmdata --store "{path}" imports. Then look which backups there are.'
        )


def _ready(places: Places, name: str, version: int) -> Path:
    """A copy of a backup under a temporary name, at the version that comes next, read again."""
    with as_not_written(OSError):
        made = places.temporary("restored")
        try:
            with private_files():
                shutil.copyfile(places.backups / name, made)
            with connect(made) as connection:
                connection.execute(sql.statement("set_version"), {"version": version})
            require_whole(made)
            inspect(made)
        except BaseException:
            for left in (made, made.with_name(f"{made.name}.wal")):
                left.unlink(missing_ok=True)
            raise
    return made


@contextmanager
def _put_aside(places: Places) -> Iterator[Path]:
    """Give the present file and its log names that say so, while another takes their place.

    Gives the file's name, and takes both back where the place was not taken. The file stays
    in its place meanwhile, where the disk knows links: no moment is without a store.
    """
    kept = places.named(f".set-aside-{datetime.now():%Y%m%d-%H%M%S-%f}")
    moved = [(places.path, kept), (places.log, kept.with_name(f"{kept.name}.wal"))]
    moved = [(place, aside) for place, aside in moved if place.exists()]
    present = places.path.stat().st_ino if places.path.exists() else None
    try:
        for place, aside in moved:
            _named_too(place, aside)
        places.log.unlink(missing_ok=True)
        sync_folder(places.path.parent)
        yield kept
    except BaseException:
        if not places.path.exists() or places.path.stat().st_ino == present:
            for place, aside in moved:
                _taken_back(aside, place)
        raise


def _named_too(place: Path, aside: Path) -> None:
    try:
        os.link(place, aside)
    except OSError:  # a disk without links
        place.rename(aside)


def _taken_back(aside: Path, place: Path) -> None:
    if aside.exists():
        # A rename to another name of the same file does nothing.
        aside.replace(place)
        aside.unlink(missing_ok=True)
