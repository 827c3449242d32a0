"""Google Forms: one header row, "Question [Row]" for a grid, ticked options joined by a comma."""

import re

from rmdata.reading.opening.sheets import Sheet
from rmdata.reading.recognising.tools.arranged import (
    DAY,
    Arranged,
    Setting,
    rebuilt,
    ticked_questions,
)
from rmdata.schema.vocabulary import squash

# "Timestamp" in the languages that forms are often made in.
TIMESTAMPS = frozenset(
    {"timestamp", "zeitstempel", "horodateur", "marcatemporal", "carimbodedatahora"}
    | {"informazionicronologiche", "tijdstempel", "tidsstempel", "tidstampel"}
)
A_MOMENT = re.compile(r"\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4},?\s+\d{1,2}:\d\d.*")
GRID = re.compile(r".+\[[^\[\]]+\]")
MARKS = frozenset({"score", "totalscore"})
FIRST_CELLS = 5


def sureness(sheet: Sheet) -> float:
    """How sure it is that the sheet came from this tool, from 0 to 1."""
    row = _header_row(sheet)
    if not row:
        return 0
    texts = sheet.texts(row)
    named = squash(texts[min(texts)]) in TIMESTAMPS
    grid = sum(bool(GRID.fullmatch(text)) for text in texts.values()) >= 2
    return 0.5 + 0.2 * named + 0.2 * grid if named or grid else 0


def arrange(sheet: Sheet, setting: Setting) -> Arranged:
    """The sheet with its time of answering named, and ticked options apart."""
    row = _header_row(sheet)
    texts = sheet.texts(row)
    names = {index: text for index, text in texts.items() if squash(text) not in MARKS}
    names[min(texts)] = DAY
    changed = ticked_questions(sheet, row, names, setting)
    return Arranged(rebuilt(sheet, row, names, changed), row)


def _header_row(sheet: Sheet) -> int:
    """The first row whose first cell is named like a time, with moments below it."""
    return next((row for row in sheet.top if _names_a_time(sheet, row)), 0)


def _names_a_time(sheet: Sheet, row: int) -> bool:
    texts = sheet.texts(row)
    if len(texts) < 2 or A_MOMENT.fullmatch(texts[min(texts)]):
        return False
    if squash(texts[min(texts)]) in TIMESTAMPS:
        return True
    cells = [cell for cell in sheet.below(min(texts), row)[:FIRST_CELLS] if cell]
    return bool(cells) and all(A_MOMENT.fullmatch(cell) for cell in cells)
