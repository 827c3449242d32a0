"""A file to checked rows and problems. Imports nothing of ours but the schema."""

from rmdata.reading.files import MAX_ROWS
from rmdata.reading.layout import Match
from rmdata.reading.mapping import (
    Mapping,
    MappingError,
    completed,
    from_toml,
    to_toml,
    worth_keeping,
)
from rmdata.reading.peeking import Peek, PeekedColumn, peek
from rmdata.reading.problems import (
    DAY_FIRST,
    FIRST,
    HIGHEST_FIRST,
    IGNORE,
    LAST,
    LOWEST_FIRST,
    MONTH_FIRST,
    NO_CODE,
    Asks,
    Choices,
    Level,
    Problem,
)
from rmdata.reading.read import read
from rmdata.reading.sheets import SourceFile
from rmdata.reading.understood import FileReading, Reading, Source

__all__ = [
    "DAY_FIRST",
    "FIRST",
    "HIGHEST_FIRST",
    "IGNORE",
    "LAST",
    "LOWEST_FIRST",
    "MAX_ROWS",
    "MONTH_FIRST",
    "NO_CODE",
    "Asks",
    "Choices",
    "FileReading",
    "Level",
    "Mapping",
    "MappingError",
    "Match",
    "Peek",
    "PeekedColumn",
    "Problem",
    "Reading",
    "Source",
    "SourceFile",
    "completed",
    "from_toml",
    "peek",
    "read",
    "to_toml",
    "worth_keeping",
]
