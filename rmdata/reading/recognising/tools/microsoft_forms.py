"""Microsoft Forms: one header row, label text, repeated headers with a digit at the end.

The columns come in any order, so all of them are found by name.
"""

import re

from rmdata.reading.opening.sheets import Sheet
from rmdata.reading.recognising import headers
from rmdata.reading.recognising.tools.arranged import (
    Arranged,
    Setting,
    rebuilt,
    row_of,
    ticked_questions,
)
from rmdata.schema.vocabulary import squash

FRONT = frozenset({"id", "starttime", "completiontime", "email", "name", "lastmodifiedtime"})
NOT_ANSWERS = frozenset(
    {"id", "starttime", "lastmodifiedtime", "totalpoints", "quizfeedback", "gradepostedtime"}
)
OF_A_QUIZ = re.compile(r"(points|feedback) - ", re.IGNORECASE)
REPEATED = re.compile(r"(.*\D)([1-9])")


def sureness(sheet: Sheet) -> float:
    """How sure it is that the sheet came from this tool, from 0 to 1."""
    row = row_of(sheet, FRONT, 3)
    found = {squash(text) for text in sheet.texts(row).values()} if row else set()
    return 0.95 if {"starttime", "completiontime"} <= found else 0


def arrange(sheet: Sheet, setting: Setting) -> Arranged:
    """The sheet without the tool's own columns and without the marks of a quiz."""
    row = row_of(sheet, FRONT, 3)
    names = {
        index: text
        for index, text in sheet.texts(row).items()
        if squash(text) not in NOT_ANSWERS and not OF_A_QUIZ.match(text)
    }
    names, runs = _without_digits(names, setting)
    changed = ticked_questions(sheet, row, names, setting)
    return Arranged(rebuilt(sheet, row, names, changed), row, runs=runs)


def _without_digits(
    names: dict[int, str], setting: Setting
) -> tuple[dict[int, str], dict[int, int]]:
    """The headers without the digit that the tool adds to a repeated one, and that digit."""
    every = {squash(text) for text in names.values()}
    plain, runs = {}, {}
    for index, text in names.items():
        found = REPEATED.fullmatch(text)
        base = found[1].strip() if found else ""
        if found and base and (squash(base) in every or headers.exact(base, setting.table)):
            plain[index], runs[index] = base, int(found[2])
        else:
            plain[index], runs[index] = text, 1
    return plain, runs
