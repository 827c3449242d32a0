"""The vocabulary of the declaration: what a column may hold.

A :class:`Column` is declared once. The store's SQL type, the check of a cell, the template's
drop-down and the data dictionary all derive from it.
"""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What sort of value a column holds; each kind has one reader and one SQL type."""

    TEXT = "text"
    CODE = "code"
    CODES = "codes"
    CHOICE = "choice"
    YES_NO = "yes or no"
    THEMES = "themes"
    TAGS = "tags"
    RATING = "rating"
    NUMBER = "number"
    MINUTES = "minutes"
    DATE = "date"
    FREE_TEXT = "free text"


SQL_TYPES = {
    Kind.TEXT: "varchar",
    Kind.CODE: "varchar",
    Kind.CODES: "varchar[]",
    Kind.CHOICE: "varchar",
    Kind.YES_NO: "boolean",
    Kind.THEMES: "varchar[]",
    Kind.TAGS: "varchar[]",
    Kind.RATING: "utinyint",
    Kind.NUMBER: "double",
    Kind.MINUTES: "double",
    Kind.DATE: "date",
    Kind.FREE_TEXT: "varchar",
}


@dataclass(frozen=True)
class Choice:
    """One allowed value: what is stored, what is shown, what else people write for it."""

    value: str
    label: str
    aliases: tuple[str, ...] = ()

    def names(self) -> tuple[str, ...]:
        """Every spelling that stands for this value."""
        return (self.value, self.label, *self.aliases)


@dataclass(frozen=True)
class Column:
    """One declared column of one table.

    ``low`` and ``high`` bound a rating or a number (inclusive, in the column's own unit).
    """

    name: str
    label: str
    kind: Kind
    meaning: str
    aliases: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()
    low: float | None = None
    high: float | None = None
    required: bool = False

    @property
    def sql_type(self) -> str:
        """The DuckDB type that holds this column's values."""
        return SQL_TYPES[self.kind]

    def headers(self) -> tuple[str, ...]:
        """Every header that names this column, squashed for comparison."""
        return tuple(squash(text) for text in (self.label, self.name, *self.aliases))


@dataclass(frozen=True)
class Table:
    """One declared table: its grain, its key and its columns in the template's order."""

    name: str
    title: str
    grain: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]

    def column(self, name: str) -> Column:
        """The column of that name; raises ``KeyError`` where there is none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)

    def required(self) -> tuple[Column, ...]:
        """The columns without which a sheet of this table cannot be read."""
        return tuple(column for column in self.columns if column.required)


def clean(text: str) -> str:
    """Fold look-alike characters and squash white space, keeping the words as typed."""
    return " ".join(unicodedata.normalize("NFKC", text).replace("\u200b", "").split())


def squash(text: str) -> str:
    """Reduce a header or a choice to what must match: its letters and digits, in lower case."""
    return re.sub(r"[\W_]+", "", clean(text).casefold())
