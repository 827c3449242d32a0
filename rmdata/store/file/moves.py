"""How a finished file gets to its place, so that a loss of power leaves the old or the new one."""

import errno
import secrets
import shutil
from contextlib import suppress
from pathlib import Path

from rmdata.store.file.places import TEMPORARY, Beside, private_files, sync_file, sync_folder
from rmdata.store.results import DiskFull, NotWritten

MEGABYTE = 1_000_000
MARGIN = 8 * MEGABYTE


def put_in_place(made: Path, place: Path) -> None:
    """Move a finished file to its name, so that a loss of power leaves the old or the new one.

    Where it cannot be moved it is deleted: it holds rows, and takes room.
    """
    try:
        made.chmod(0o600)
        sync_file(made)
        made.replace(place)
    except BaseException:
        with suppress(OSError):
            made.unlink(missing_ok=True)
        raise
    sync_folder(place.parent)


def brought_beside(made: Path, place: Path) -> Path:
    """Bring a finished file into the folder of the place that it is to take; returns its name.

    The folder of the backups may be a link to another disk, and no file is renamed across disks.
    What was copied stays there under its temporary name, which the next start deletes.
    """
    near = new_beside(place)
    try:
        return made.replace(near)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
    try:
        with private_files():
            shutil.copyfile(made, near)
        sync_file(near)
    except BaseException:
        near.unlink(missing_ok=True)
        raise
    return near


def new_beside(path: Path) -> Path:
    """A name beside a store's file, for one that is to take its place; no other process has it."""
    return path.with_name(f"{path.name}.new-{secrets.token_hex(4)}{TEMPORARY}")


def replace_store(beside: Beside, made: Path) -> None:
    """Move a finished file into the place of a store that was just closed.

    Closing moves the log into the file. Where the disk did not take that the log still holds what
    was acknowledged: then nothing is replaced, and :class:`NotWritten` is raised.
    """
    near = made
    try:
        require_whole(beside.path)
        made.chmod(0o600)
        sync_file(made)
        near = brought_beside(made, beside.path)
        beside.log.unlink(missing_ok=True)
    except BaseException:
        for left in (made, near):
            left.unlink(missing_ok=True)
        raise
    put_in_place(near, beside.path)


def require_whole(made: Path) -> None:
    """Raise :class:`NotWritten` where a log still holds a part of a file that was just closed.

    Closing moves the log into the file and is silent where the disk did not take that. Whoever
    reads the file with its log beside it misses nothing; under another name it lacks that part.
    """
    if size(made.with_name(f"{made.name}.wal")):
        raise NotWritten("the disk did not take all of a file", "Make room")


def size(path: Path) -> int:
    """The bytes of a file; 0 where there is none."""
    return path.stat().st_size if path.exists() else 0


def require_room(folder: Path, needed: int) -> None:
    """Raise :class:`DiskFull` where a disk has less room than ``needed`` bytes and a margin."""
    while not folder.exists():
        folder = folder.parent
    free = shutil.disk_usage(folder).free
    if free < needed + MARGIN:
        # Rounded apart: what is too little is seen to be.
        raise DiskFull(
            f"the disk is nearly full: {-(-(needed + MARGIN) // MEGABYTE):,} MB are needed in "
            f"{folder} and {free // MEGABYTE:,} MB are free",
            "Make room",
        )
