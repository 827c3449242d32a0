"""What the store hands out: frozen records that know no connection."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True)
class Rows:
    """The rows of one query and the names of their columns."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]

    def records(self) -> list[dict[str, Any]]:
        """Every row as a mapping from column to value."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]


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
