"""What lies beside a store's file on the disk, under which names, for its owner alone."""

import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

TEMPORARY = ".tmp"


@dataclass(frozen=True)
class Beside:
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
        return self._named(".wal")

    @property
    def marker(self) -> Path:
        """The store's version as somebody was last told of it."""
        return self._named(".marker")

    @property
    def backups(self) -> Path:
        """The folder of the backups and of files that are being made."""
        return self._named(".backups")

    @property
    def spill(self) -> Path:
        """Where DuckDB puts what does not fit into memory."""
        return self._named(TEMPORARY)

    @property
    def unfinished(self) -> Path:
        """The folder of the temporary files of whatever is being made for a download."""
        return self._named(".unfinished")

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

    @contextmanager
    def put_aside(self) -> Iterator[Path]:
        """Give the present file and its log names that say so, while another takes their place.

        Gives the file's name, and takes both back where the place was not taken. The file stays
        in its place meanwhile, where the disk knows links: no moment is without a store.
        """
        kept = self._named(f".set-aside-{datetime.now():%Y%m%d-%H%M%S-%f}")
        moved = [(self.path, kept), (self.log, kept.with_name(f"{kept.name}.wal"))]
        moved = [(place, aside) for place, aside in moved if place.exists()]
        present = self.path.stat().st_ino if self.path.exists() else None
        try:
            for place, aside in moved:
                _named_too(place, aside)
            self.log.unlink(missing_ok=True)
            sync_folder(self.path.parent)
            yield kept
        except BaseException:
            if not self.path.exists() or self.path.stat().st_ino == present:
                for place, aside in moved:
                    _taken_back(aside, place)
            raise

    def clear_left_overs(self) -> None:
        """Delete what a killed process left: half-made files and downloads, spilled memory."""
        name = glob_escaped(self.path.name)
        new = self.path.parent.glob(f"{name}.new-*{TEMPORARY}*")
        marker = self._named(f".marker{TEMPORARY}")
        for left in (*self.backups.glob(f"*{TEMPORARY}*"), *new, marker):
            left.unlink(missing_ok=True)
        for folder in (self.spill, self.unfinished):
            if folder.is_dir():
                shutil.rmtree(folder, ignore_errors=True)

    def everything(self) -> list[Path]:
        """Every file of the store: itself, its log, marker, backups and what was set aside."""
        own = [self.path, self.log, self.marker, *self.set_aside(), *self.backups.glob("*")]
        return [path for path in own if path.is_file()]

    def _named(self, end: str) -> Path:
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


def mark(beside: Beside, version: int) -> None:
    """Write the version, so that a loss of power leaves the old marker or the new one.

    Raises ``OSError`` where the disk does not take it.
    """
    made = beside.marker.with_name(beside.marker.name + TEMPORARY)
    with private_files(), made.open("w", encoding="ascii") as file:
        file.write(_content(version))
        file.flush()
        os.fsync(file.fileno())
    made.replace(beside.marker)
    sync_folder(beside.marker.parent)


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
    folder = Beside(path).unfinished
    # A disk that takes no folder takes no download either, which says so; reading goes on.
    with suppress(OSError), private_files():
        folder.mkdir(mode=0o700, exist_ok=True)
    tempfile.tempdir = str(folder.absolute())
