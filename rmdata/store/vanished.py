"""An open file that lies at the store's path no longer: whoever deletes it loses nothing stored.

Where a file is deleted, renamed or replaced while it is open, the system keeps what is open until
it is closed: what is stored then goes on being acknowledged, and ends with the process.
"""

from pathlib import Path

import duckdb

from rmdata.events import note_failure
from rmdata.store.backups import Backup, back_up
from rmdata.store.beside import Beside
from rmdata.store.disk_trouble import BY_DUCKDB
from rmdata.store.errors import DiskFull, NotWritten, StoreError

Identity = tuple[int, int] | None


def identity(path: Path) -> Identity:
    """Which file lies at a path: its device and its number there; None where none does."""
    try:
        held = path.stat()
    except OSError:
        return None
    return held.st_dev, held.st_ino


def save(connection: duckdb.DuckDBPyConnection, beside: Beside) -> Backup | None:
    """Make a verified backup of what is open; a store without imports needs none.

    Raises :class:`StoreError` where that cannot be done: the open file must then stay open.
    """
    try:
        with connection.cursor() as cursor:
            return back_up(cursor, beside)
    except (*BY_DUCKDB, OSError, DiskFull, NotWritten) as error:
        note_failure(error)
        raise StoreError(
            f"The file {beside.path} was deleted, renamed or replaced while it was open, and what "
            f"is stored could not be copied to {beside.backups}. Do not stop the dashboard: it "
            "alone still holds what was stored. Nothing is stored any more until the copy is made. "
            "Make room there, see that it can be written to, and load this page again."
        ) from error


def replaced(path: Path, saved: Backup | None) -> StoreError:
    """What is said where another store lies in the place of the one that was open."""
    kept = f"What was stored is the backup {saved.name}" if saved else "No import was stored in it"
    return StoreError(
        f"The file {path} was replaced by another store while it was open. Nothing was changed. "
        f"{kept}; what is shown from now on is the other store. See that it is the one you want: "
        "every backup can be restored on Upload."
    )
