"""Connects to DuckDB files: locked down; or says why a file does not open."""

import os
import stat
import sys
from pathlib import Path

import duckdb

from rmdata.store import sql
from rmdata.store.file.places import Places, private_files
from rmdata.store.results import StoreBusy, StoreError, StoreUnusable

# What DuckDB says of a file that another process has open; the system's own words differ by
# language, what DuckDB adds on Windows does not.
BUSY = ("set lock on file", "used by another process", "File is already open in")
OTHER_VERSION = "storage version"
NOT_OPENED = "Cannot open file"
LEFT = "It was left as it is."
COPY = (
    "or copy it, with everything beside it whose name begins with its name, to where it can be "
    "written, and name the copy (RM_STORE)."
)
UNREADABLE = (duckdb.Error, OSError, UnicodeDecodeError, RuntimeError)


def why_unusable(path: Path, error: BaseException) -> StoreError | None:
    """What keeps a file from being opened here: a process, rights, its disk, or another DuckDB.

    None where none of these does, so that the file itself must be at fault.
    """
    message = str(error)
    if any(words in message for words in BUSY):
        return StoreBusy(
            f"The store {path} is in use by another process, perhaps the dashboard. "
            "Stop that one first: a store has one process at a time."
        )
    if OTHER_VERSION in message:
        newer = "a newer" if "a newer version of DuckDB" in message else "another"
        return StoreUnusable(
            f"The file {path} was written by {newer} version of DuckDB, which the one installed "
            f"here ({duckdb.__version__}) cannot read. {LEFT} Use the installation that wrote it, "
            "or name another store (RM_STORE)."
        )
    if isinstance(error, OSError) or NOT_OPENED in message:
        return _kept_out(path) or StoreUnusable(
            f"The system does not let the file {path} be opened: {_words(error)}. {LEFT} Mend "
            "that and start again."
        )
    return None


def _kept_out(path: Path) -> StoreError | None:
    """The first of the folders, the file and its log that may not be used, and by whom it may."""
    # From the outermost in: of what lies in a closed folder nothing can be asked.
    for folder in reversed(path.absolute().parents):
        if not os.access(folder, os.X_OK):
            return _forbidden("folder", folder)
    for file in (path, Places(path).log):
        if not file.exists():
            continue
        if sys.platform != "win32" and os.statvfs(file).f_flag & os.ST_RDONLY:
            return StoreUnusable(
                f"The file {file} lies on a disk that can only be read, and a store is written "
                f"to. {LEFT} Let the disk be written, {COPY}"
            )
        if not os.access(file, os.R_OK | os.W_OK) or _is_open_to_others(file):
            return _forbidden("file", file)
    return None


def _is_open_to_others(file: Path) -> bool:
    """Whether others may read a file, and only its owner can mend that."""
    held = file.stat()
    return sys.platform != "win32" and held.st_uid != os.geteuid() and bool(held.st_mode & 0o077)


def _forbidden(what: str, place: Path) -> StoreError:
    if sys.platform != "win32":
        owner, me = place.stat().st_uid, os.geteuid()
        if owner != me:
            return StoreUnusable(
                f"The {what} {place} belongs to another user ({_user(owner)}), and this one "
                f"({_user(me)}) may not use it as a store's, which is for its owner alone. {LEFT} "
                f"Start as {_user(owner)}, or have it handed over with everything beside it whose "
                "name begins with its name."
            )
    reads = os.access(place, os.R_OK)
    return StoreUnusable(
        f"The {what} {place} is protected against {'writing' if reads else 'reading'}. {LEFT} Take "
        f"the protection off, {COPY}"
    )


def keep_private(path: Path) -> None:
    """Take a file's rights from everybody but its owner; one protected by its owner stays so."""
    mode = stat.S_IMODE(path.stat().st_mode)
    if mode & 0o077:
        path.chmod(mode & 0o700)


def _user(uid: int) -> str:
    """A user's name, or the number of one that has none."""
    if sys.platform == "win32":
        return str(uid)
    import pwd

    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return f"number {uid}"


def _words(error: BaseException) -> str:
    """What the system said, without DuckDB's words around it."""
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    return str(error).splitlines()[0].rpartition('": ')[2].rstrip(".")


def connect(path: Path | None, *, read_only: bool = False) -> duckdb.DuckDBPyConnection:
    """Open a file (memory where it is None) so that SQL reaches nothing but it and its backups.

    Raises :class:`StoreBusy` where another process, or this one, has the file open already,
    :class:`StoreUnusable` where rights, the disk or another version of DuckDB keep it shut.
    """
    connection = _connect(path, read_only) if path else duckdb.connect(":memory:")
    try:
        if path:
            folders = [str(Places(path).backups.absolute())]
            connection.execute(sql.statement("allow_folders"), {"folders": folders})
        connection.execute(sql.statement("lockdown"))
    except duckdb.InvalidInputException as error:
        connection.close()
        raise StoreBusy(f"The store {path} is open already in this process.") from error
    except BaseException:
        connection.close()
        raise
    return connection


def _connect(path: Path, read_only: bool) -> duckdb.DuckDBPyConnection:
    try:
        with private_files():
            connection = duckdb.connect(str(path), read_only=read_only)
        keep_private(path)
    except duckdb.ConnectionException as error:
        raise StoreBusy(f"The store {path} is open already in this process.") from error
    except (duckdb.Error, OSError) as error:
        known = why_unusable(path, error)
        if known:
            raise known from error
        raise
    return connection
