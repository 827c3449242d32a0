"""Marking a person's workbook in a process of its own, where nobody's data are.

``python -m rmdata.export`` gets one line of JSON (limits and problems) and the workbook on
standard input, and writes the marked workbook to standard output. A workbook that it cannot mark
is told by its exit code and nothing on standard output.
"""

import json
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import BinaryIO, Protocol

from rmdata import sandbox
from rmdata.export.marking.errors_sheet import Told
from rmdata.export.marking.marked_workbook import (
    NotAnnotated,
    annotated_text,
    annotated_workbook,
    problem_list,
)

DONE, NOT_MARKED = 0, 3
# Some 800 000 cells; beyond that the list of problems goes back without the workbook.
MEMORY_BYTES, CPU_SECONDS, WALL_SECONDS = 512 * 1024 * 1024, 20, 40
# A text file's cells are written in the server's own process: so many take it a second.
TEXT_CELLS = 100_000
PARTS = ("level", "sheet", "cell", "value", "message")


@dataclass(frozen=True)
class Sent:
    """One problem as it came over the line."""

    level: str
    sheet: str
    cell: str
    value: str
    message: str


class Opened(Protocol):
    """A file as the reading has opened it."""

    @property
    def refused(self) -> str:
        """Why it was not read, or blank."""

    @property
    def sheets(self) -> Sequence["OpenedSheet"]:
        """Its sheets; that of a text file is the only one and has no name."""


class OpenedSheet(Protocol):
    """One sheet of such a file."""

    @property
    def name(self) -> str:
        """Its name, blank for a text file."""

    @property
    def columns(self) -> Mapping[int, Sequence[str | None]]:
        """Column index (A = 0) to its cells from row 1 on."""


def file_back(opened: Opened, content: bytes, problems: Sequence[Told]) -> bytes:
    """One file with its problems marked, as an .xlsx workbook; ``problems`` are those of this file.

    A workbook comes back as it was, a text file as a workbook of texts; of a file that was
    refused, and of a large text file, only the list comes back.
    """
    if opened.refused or not opened.sheets:
        return problem_list(problems)
    if not opened.sheets[0].name:
        if _n_filled(opened.sheets[0]) > TEXT_CELLS:
            return problem_list(problems)
        return annotated_text(opened.sheets[0].columns, problems)
    return workbook_back(content, problems)


def _n_filled(sheet: OpenedSheet) -> int:
    """How many cells of a sheet hold something."""
    return sum(1 for cells in sheet.columns.values() for cell in cells if cell)


def workbook_back(content: bytes, problems: Sequence[Told]) -> bytes:
    """The person's .xlsx with its problems marked, or their list alone where that cannot be.

    Only for a file that the reading has let through. Never raises for what is in the file: one
    that needs more memory or time than the limits, or that ends the process, gets the list.
    """
    with tempfile.TemporaryDirectory() as folder:
        # The writer's own temporary files go with the folder, also where the process is killed.
        places = dict.fromkeys(("TMPDIR", "TEMP", "TMP"), folder)
        marked = sandbox.answered(
            "rmdata.export.marking", request(content, problems), WALL_SECONDS, places
        )
    return marked or problem_list(problems)


def request(content: bytes, problems: Sequence[Told]) -> bytes:
    """What such a process is given on standard input."""
    told = [{part: str(getattr(problem, part)) for part in PARTS} for problem in problems]
    asked = {"memory": MEMORY_BYTES, "seconds": CPU_SECONDS, "problems": told}
    return json.dumps(asked).encode() + b"\n" + content


def answer(asked: BinaryIO, told: BinaryIO) -> int:
    """Answer one request under its limits (on Linux); the exit code of the process."""
    said = json.loads(asked.readline())
    problems = [Sent(**problem) for problem in said["problems"]]
    content = asked.read()
    sandbox.hold_memory(said["memory"])
    sandbox.hold_time(said["seconds"])
    try:
        marked = annotated_workbook(content, problems)
    except (NotAnnotated, MemoryError):
        return NOT_MARKED
    told.write(marked)
    return DONE
