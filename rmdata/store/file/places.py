"""What lies beside a store's file on the disk, for its owner alone, and how it gets there whole."""

import errno
import hashlib
import os
import secrets
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from rmdata.store.results import DiskFull, NotWritten

TEMPORARY = ".tmp"
MEGABYTE = 1_000_000
MARGIN = 8 * MEGABYTE


@dataclass(frozen=True)
class Places:
    """The names of a store's file and of everything that belongs to it.

    ``path`` is where the file itself lies: of a link, what it leads to. A link is told from a file
    here and nowhere else.
    """

    path: Path

    def __post_init__(self) -> None:
        """Follow the links."""
        object.__setattr__(self, "path", Path(os.path.realpath(self.path)))

    @property
    def log(self) -> Path:
        """DuckDB's log of what is not in the file yet."""
        return self.named(".wal")

    @property
    def marker(self) -> Path:
        """The store's version as somebody was last told of it."""
        return self.named(".marker")

    @property
    def backups(self) -> Path:
        """The folder of the backups and of files that are being made."""
        return self.named(".backups")

    @property
    def spill(self) -> Path:
        """Where DuckDB puts what does not fit into memory."""
        return self.named(TEMPORARY)

    @property
    def unfinished(self) -> Path:
        """The folder of the temporary files of whatever is being made for a download."""
        return self.named(".unfinished")

    def temporary(self, purpose: str) -> Path:
        """A name for a file that is being made; whatever bears one is worthless at the next start.

        Makes the folder where there is none.
        """
        with private_files():
            self.backups.mkdir(parents=True, exist_ok=True, mode=0o700)
        return self.backups / f"{purpose}{TEMPORARY}"

    def set_aside(self) -> list[Path]:
        """Stores that made room for a backup, and their logs."""
        return sorted(self.path.parent.glob(f"{glob_escaped(self.path.name)}.set-aside-*"))

    def clear_left_overs(self) -> None:
        """Delete what a killed process left: half-made files and downloads, spilled memory."""
        name = glob_escaped(self.path.name)
        new = self.path.parent.glob(f"{name}.new-*{TEMPORARY}*")
        marker = self.named(f".marker{TEMPORARY}")
        for left in (*self.backups.glob(f"*{TEMPORARY}*"), *new, marker):
            left.unlink(missing_ok=True)
        for folder in (self.spill, self.unfinished):
            if folder.is_dir():
                shutil.rmtree(folder, ignore_errors=True)

    def everything(self) -> list[Path]:
        """Every file of the store: itself, its log, marker, backups and what was set aside."""
        own = [self.path, self.log, self.marker, *self.set_aside(), *self.backups.glob("*")]
        return [path for path in own if path.is_file()]

    def named(self, end: str) -> Path:
        """The file's name and an end; whatever belongs to the file bears such a name."""
        return self.path.with_name(self.path.name + end)


@contextmanager
def private_files() -> Iterator[None]:
    """Whatever file is made meanwhile, DuckDB's log included, is readable by its owner alone."""
    before = os.umask(0o077)
    try:
        yield
    finally:
        os.umask(before)


def sync_file(path: Path) -> None:
    """Wait until the disk holds what was written. Never for a store that is open here:

    closing any handle of a file drops the lock by which DuckDB keeps other processes out.
    """
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Wait until the disk holds the names in a folder, where the system can tell (POSIX)."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def glob_escaped(name: str) -> str:
    """A file's name as a pattern that finds that very name."""
    return "".join(f"[{letter}]" if letter in "*?[" else letter for letter in name)


def mark(places: Places, version: int) -> None:
    """Write the version, so that a loss of power leaves the old marker or the new one.

    Raises ``OSError`` where the disk does not take it.
    """
    made = places.marker.with_name(places.marker.name + TEMPORARY)
    with private_files(), made.open("w", encoding="ascii") as file:
        file.write(_content(version))
        file.flush()
        os.fsync(file.fileno())
    made.replace(places.marker)
    sync_folder(places.marker.parent)


def marked(path: Path) -> int | None:
    """The version in a marker; ``None`` where there is none or its checksum is wrong."""
    try:
        text = path.read_text(encoding="ascii")
        version = int(text.split()[1])
    except (OSError, ValueError, IndexError):
        return None
    return version if text == _content(version) else None


def _content(version: int) -> str:
    digest = hashlib.sha256(str(version).encode()).hexdigest()
    return f"version {version}\nsha256 {digest}\n"


def keep_temporary_files(path: Path) -> None:
    """Let every temporary file of this process lie beside the store at ``path``, from now on.

    A writer of workbooks puts rows into files before it puts these into the workbook, and the
    system's own folder keeps what a killed process left there. This one is for its owner alone
    and is cleared when the store is next opened. Call it once the store is open.
    """
    folder = Places(path).unfinished
    # A disk that takes no folder takes no download either, which says so; reading goes on.
    with suppress(OSError), private_files():
        folder.mkdir(mode=0o700, exist_ok=True)
    tempfile.tempdir = str(folder.absolute())


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


def replace_store(places: Places, made: Path) -> None:
    """Move a finished file into the place of a store that was just closed.

    Closing moves the log into the file. Where the disk did not take that the log still holds what
    was acknowledged: then nothing is replaced, and :class:`NotWritten` is raised.
    """
    near = made
    try:
        require_whole(places.path)
        made.chmod(0o600)
        sync_file(made)
        near = brought_beside(made, places.path)
        places.log.unlink(missing_ok=True)
    except BaseException:
        for left in (made, near):
            left.unlink(missing_ok=True)
        raise
    put_in_place(near, places.path)


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
