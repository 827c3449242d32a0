"""What the store hands out: frozen records that know no connection; or an error, in words."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from rmdata.schema.vocabulary import PARTICIPANTS, QUESTIONNAIRES, SESSIONS

LOAD, SAMPLE, REMOVAL = "load", "sample", "removal"
JOIN, APART = "join", "apart"


class StoreError(RuntimeError):
    """The store cannot do what was asked; the message is for the person who asked."""


class StoreBusy(StoreError):
    """Another process holds the store's file."""


class StoreUnusable(StoreError):
    """The store's file is not known to be damaged, but rights, disk or version keep it shut."""


class Unreadable(StoreError):
    """A file that is damaged, or no DuckDB file."""


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


@dataclass(frozen=True)
class Rows:
    """The rows of one query and the names of their columns."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]

    def records(self) -> list[dict[str, Any]]:
        """Every row as a mapping from column to value."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]


Run = Callable[..., Rows]  # asks one query of the store, with its parameters where it has any


@dataclass(frozen=True)
class LoadedFile:
    """One file of an import and how many rows it brought."""

    name: str
    n_rows: int


@dataclass(frozen=True)
class Decision:
    """Two codes of one cohort on which somebody decided; ``same_as`` is the one that is kept."""

    programme: str
    cohort: str
    code: str
    same_as: str


@dataclass(frozen=True)
class Import:
    """One entry of the list of imports; times are local.

    ``n_erased`` rows of its files were left out, as they are about people who were erased.
    """

    import_id: int
    kind: str
    programme: str | None
    made_at: datetime
    n_new: int
    n_changed: int
    n_unchanged: int
    undone_at: datetime | None
    n_erased: int = 0
    files: tuple[LoadedFile, ...] = ()
    decision: Decision | None = None


@dataclass(frozen=True)
class Change:
    """One stored value that an import would replace."""

    file: str
    sheet: str
    row_no: int
    label: str
    was: str | None
    now: str | None


@dataclass(frozen=True)
class Comparison:
    """Rows of an import against what is stored.

    ``n_erased`` rows are about people who were erased; they are in none of the other counts and
    are left out.
    """

    n_new: int
    n_changed: int
    n_unchanged: int
    changes: tuple[Change, ...]
    n_erased: int = 0


@dataclass(frozen=True)
class State:
    """What a file holds: layout, instrument, how often it changed, and how many imports.

    A file without tables has layout 0 and version -1: it is new, or lost everything.
    """

    layout: int
    instrument: str
    version: int
    n_imports: int


NEW = State(0, "", -1, 0)


@dataclass(frozen=True)
class Backup:
    """One backup; ``version`` is the store's at that time, times are local."""

    name: str
    made_at: datetime
    version: int
    n_imports: int
    n_bytes: int


@dataclass(frozen=True)
class Verified:
    """A file that was read from end to end; ``trouble`` is blank where it is good."""

    name: str
    trouble: str = ""

    @property
    def is_good(self) -> bool:
        """Whether every block could be read."""
        return not self.trouble


@dataclass(frozen=True)
class Person:
    """One code in one programme and cohort; ``role`` is None where nothing says it."""

    programme: str
    cohort: str
    code: str
    role: str | None


@dataclass(frozen=True)
class StoredOfPerson:
    """Everything that was ever loaded about one person, undone imports included.

    Of sessions only what is the person's own: what others said or were called is left out.
    """

    people: tuple[Person, ...]
    questionnaires: Rows
    participants: Rows
    sessions: Rows

    def tables(self) -> dict[str, Rows]:
        """The rows by the name of their table."""
        return {name: getattr(self, name) for name in (QUESTIONNAIRES, PARTICIPANTS, SESSIONS)}


class Said(NamedTuple):
    """One setting as it was said; ``cohort`` is None where it is the whole programme's.

    A value of None took the setting back. ``set_at`` is local time.
    """

    cohort: str | None
    name: str
    value: str | None
    set_at: datetime
    set_by: str
