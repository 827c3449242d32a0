"""A file to checked rows and problems. Imports nothing of ours but the schema."""

from rmdata.reading.files import MAX_ROWS
from rmdata.reading.problems import (
    DAY_FIRST,
    FIRST,
    LAST,
    MONTH_FIRST,
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
    "LAST",
    "MAX_ROWS",
    "MONTH_FIRST",
    "Asks",
    "Choices",
    "FileReading",
    "Level",
    "Problem",
    "Reading",
    "Source",
    "SourceFile",
    "read",
]
