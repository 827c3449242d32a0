"""What the store cannot do, said to the person who asked for it."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rmdata.store.backups import Backup


class StoreError(RuntimeError):
    """The store cannot do what was asked; the message is for the person who asked."""


class StoreBusy(StoreError):
    """Another process holds the store's file."""


class StoreUnusable(StoreError):
    """The store's file is not known to be damaged, but rights, disk or version keep it shut."""


class NotWritten(StoreError):
    """The disk did not take what was to be written: why, and what to do.

    Raised with these alone; what is true of the data then is looked up and put before them by
    :mod:`rmdata.store.standing`.
    """

    def __init__(self, cause: str, remedy: str = "Look at the disk", claim: str = "") -> None:
        self.cause, self.remedy = cause, remedy
        super().__init__(claim or f"{cause}. {remedy}.")


class DiskFull(NotWritten):
    """The disk has no room for what is to be written; nothing was tried."""


class StoreDamaged(StoreError):
    """The store's file does not open, does not verify, is gone or lacks what was stored.

    The file was left as it is. ``path`` is its place, ``backups`` what can be restored, the
    newest first.
    """

    def __init__(self, path: Path, trouble: str, backups: Sequence["Backup"] = ()) -> None:
        self.path, self.backups = path, tuple(backups)
        remedy = "Name another one (RM_STORE), or put a backup in its place."
        if backups:
            newest = backups[0]
            remedy = (
                f"The newest good backup is of {newest.made_at:%d/%m/%Y at %H:%M}. Restore it on "
                "the page that shows this, or stop the dashboard and run: "
                f'python -m rmdata --store "{path}" restore {newest.name}'
            )
        super().__init__(f"{trouble} {remedy}")
