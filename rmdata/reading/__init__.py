"""A file to checked rows and problems. Imports nothing of ours but the schema.

What stands here is imported when it is first asked for: the process that reads a file is started
for every upload, and needs a tenth of it.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rmdata.reading.child import open_files
    from rmdata.reading.encodings import ENCODINGS, decoded, offered
    from rmdata.reading.files import parse
    from rmdata.reading.layout import Match
    from rmdata.reading.lean import Without
    from rmdata.reading.limits import COMMAND_LINE, DASHBOARD, VISIT, Limits, VisitLimits
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
        FILL,
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
    from rmdata.reading.sheets import UNCALCULATED, OpenedFile, Sheet, SourceFile
    from rmdata.reading.understood import FileReading, Reading, Source

HOMES = {
    "child": ("open_files",),
    "encodings": ("ENCODINGS", "decoded", "offered"),
    "files": ("parse",),
    "layout": ("Match",),
    "lean": ("Without",),
    "limits": ("COMMAND_LINE", "DASHBOARD", "VISIT", "Limits", "VisitLimits"),
    "mapping": ("Mapping", "MappingError", "completed", "from_toml", "to_toml", "worth_keeping"),
    "peeking": ("Peek", "PeekedColumn", "peek"),
    "problems": (
        "DAY_FIRST",
        "FILL",
        "FIRST",
        "HIGHEST_FIRST",
        "IGNORE",
        "LAST",
        "LOWEST_FIRST",
        "MONTH_FIRST",
        "NO_CODE",
        "Asks",
        "Choices",
        "Level",
        "Problem",
    ),
    "read": ("read",),
    "sheets": ("UNCALCULATED", "OpenedFile", "Sheet", "SourceFile"),
    "understood": ("FileReading", "Reading", "Source"),
}

__all__ = [
    "COMMAND_LINE",
    "DASHBOARD",
    "DAY_FIRST",
    "ENCODINGS",
    "FILL",
    "FIRST",
    "HIGHEST_FIRST",
    "IGNORE",
    "LAST",
    "LOWEST_FIRST",
    "MONTH_FIRST",
    "NO_CODE",
    "UNCALCULATED",
    "VISIT",
    "Asks",
    "Choices",
    "FileReading",
    "Level",
    "Limits",
    "Mapping",
    "MappingError",
    "Match",
    "OpenedFile",
    "Peek",
    "PeekedColumn",
    "Problem",
    "Reading",
    "Sheet",
    "Source",
    "SourceFile",
    "VisitLimits",
    "Without",
    "completed",
    "decoded",
    "from_toml",
    "offered",
    "open_files",
    "parse",
    "peek",
    "read",
    "to_toml",
    "worth_keeping",
]


def __getattr__(name: str) -> Any:
    """A public name, imported at its first use."""
    home = next((module for module, names in HOMES.items() if name in names), None)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = globals()[name] = getattr(import_module(f"{__name__}.{home}"), name)
    return value
