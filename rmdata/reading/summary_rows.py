"""Rows at the bottom of a sheet that sum up the others: no answers, so they are left out."""

import re

from rmdata.reading.layout import Layout
from rmdata.reading.occasions import only_rows
from rmdata.reading.problems import Level, address
from rmdata.reading.sheets import Sheet
from rmdata.reading.tools import Remark
from rmdata.reading.values import excel_error
from rmdata.schema import clean

SUMS_UP = re.compile(
    r"(?:(?:grand |sub-?|overall )?totals?|sums?|averages?|means?|medians?|modes?|counts?"
    r"|(?:valid |number of |no\. of )?(?:responses|answers|respondents|participants)"
    r"|std\.? ?dev\.?|standard deviation|variance|n ?= ?\d+)\s*[:=(].*"
    r"|(?:grand |sub-?|overall )?totals?|sums?|averages?|means?|medians?|n ?= ?\d*"
    r"|counts?|std\.? ?dev\.?|standard deviation|number of (?:responses|answers|participants)",
    re.IGNORECASE,
)
# Said beside a sum or a mean; alone each of them may be somebody's code.
BESIDE = re.compile(r"n|min(?:imum)?|max(?:imum)?|sd|se|s\.d\.|range|%|modes?", re.IGNORECASE)
FIGURE = re.compile(r"[+-]?[\d.,\s]+%?|n ?= ?\d+", re.IGNORECASE)
MOST_NAMED = 5


def without_summary(sheet: Sheet, layout: Layout) -> tuple[Sheet, list[Remark]]:
    """The sheet without its summing rows, and the warning that names them.

    A summing row stands below all answers, begins with a word such as Total or Mean, or with
    n = 12, and holds nothing but figures beside it.
    """
    found: dict[int, str] = {}
    for row in range(sheet.n_rows, layout.header_row, -1):
        cells = _filled(sheet, row)
        if not cells:
            continue
        label = next(iter(cells.values()))
        if not _sums_up(list(cells.values())):
            break
        found[row] = label
    if not any(SUMS_UP.fullmatch(label) for label in found.values()):
        return sheet, []
    kept = only_rows(sheet, set(range(1, sheet.n_rows + 1)) - found.keys())
    return kept, [_remark(sheet, dict(sorted(found.items())))]


def _filled(sheet: Sheet, row: int) -> dict[int, str]:
    """The texts of a row by column, from left to right, without the blank ones."""
    texts = {index: clean(sheet.cell(index, row)) for index in sorted(sheet.columns)}
    return {index: text for index, text in texts.items() if text}


def _sums_up(texts: list[str]) -> bool:
    label, *others = texts
    named = SUMS_UP.fullmatch(label) or BESIDE.fullmatch(label)
    return bool(named) and all(FIGURE.fullmatch(text) or excel_error(text) for text in others)


def _remark(sheet: Sheet, found: dict[int, str]) -> Remark:
    row, label = next(iter(found.items()))
    labels = ", ".join(
        f"“{text[:40]}”" for text in dict.fromkeys(list(found.values())[:MOST_NAMED])
    )
    if len(found) == 1:
        message = (
            f"The last row sums up the others ({labels}) and is left out. If it holds a person's "
            "answers, type the code in its first cell."
        )
    else:
        message = (
            f"The last {len(found)} rows sum up the others ({labels}) and are left out. If they "
            "hold a person's answers, type the code in their first cell."
        )
    column = next(iter(_filled(sheet, row)))
    return Remark(Level.WARNING, message, address(column, row), label)
