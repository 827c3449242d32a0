"""The check boxes of REDCap: a column an option, and a blank that may be an answer."""

import re
from collections.abc import Mapping

from rmdata.reading.headers import inside
from rmdata.reading.sheets import Sheet
from rmdata.reading.tools.arranged import Cells, Setting, below
from rmdata.reading.tools.options import SEPARATOR, is_ticked
from rmdata.reading.tools.redcap_dictionary import Field
from rmdata.schema import Column, Kind, clean, squash

RAW = re.compile(r"(\w+?)___(\w+)")
LABELLED = re.compile(r"(.+?)\s*\(choice=['‘’]?(.*?)['‘’]?\)", re.DOTALL)
FORM_COMPLETE = re.compile(r"\w+_complete|Complete\?")
COMPLETE = frozenset({"2", "complete"})
NONE_OF_THESE = "None of these"

Context = tuple[Mapping[int, str], Mapping[str, Field], Setting]


def fold_boxes(
    sheet: Sheet, row: int, names: dict[int, str], changed: dict[int, Cells], context: Context
) -> None:
    """Fold the boxes of each question of themes into its first column, in place."""
    texts, fields, setting = context
    for question, options in _questions(texts, fields, setting).items():
        column = _themes(question, setting)
        first = min(options)
        for index in options:
            names[index] = f"{question} - {options[index]}"
        if not column:
            continue
        names[first] = column.label
        for index in set(options) - {first}:
            names.pop(index)
        changed[first] = _folded(sheet, row, options, texts)


def _questions(
    texts: Mapping[int, str], fields: Mapping[str, Field], setting: Setting
) -> dict[str, dict[int, str]]:
    """Every question of boxes with its columns and the label of each option, where it is known."""
    known = {
        squash(name)
        for column in setting.table.columns
        for choice in (column.choices if column.kind is Kind.THEMES else ())
        for name in choice.names()
    }
    found: dict[str, dict[int, str]] = {}
    for index, text in texts.items():
        if labelled := LABELLED.fullmatch(text):
            found.setdefault(clean(labelled[1]), {})[index] = clean(labelled[2])
        elif raw := RAW.fullmatch(text):
            field = fields.get(raw[1], Field(raw[1]))
            bare = raw[2] if squash(raw[2]) in known else text
            found.setdefault(field.label, {})[index] = field.codes.get(raw[2], bare)
    return found


def _themes(question: str, setting: Setting) -> Column | None:
    """The column of themes a question asks for; its words alone must tell."""
    found = next((c for c in setting.table.columns if squash(question) in c.headers()), None)
    found = found or inside(question, setting.table, setting.instrument, ())
    if found and found.kind is Kind.THEMES:
        return found
    themes = [c for c in setting.table.columns if c.kind is Kind.THEMES]
    return next((c for c in themes if squash(question) == squash(c.label)[:-1]), None)


def _folded(sheet: Sheet, row: int, options: Mapping[int, str], texts: Mapping[int, str]) -> Cells:
    """One cell a row. Nothing ticked is an answer only in a complete form that others answered.

    An unticked box is 0 whether the question was asked or not, so the state of the form (the next
    column of states to the right) and the other rows of the same event decide.
    """
    ticked = _ticked(sheet, row, options)
    states = next(
        (i for i in sorted(texts) if i > max(options) and FORM_COMPLETE.fullmatch(texts[i])), None
    )
    event = next(
        (i for i, t in texts.items() if squash(t) in ("redcapeventname", "eventname")), None
    )
    rows = range(row + 1, sheet.n_rows + 1)
    events = [sheet.cell(event, number) if event is not None else "" for number in rows]
    asked = {name for name, found in zip(events, ticked, strict=True) if found}
    done = [
        states is not None and squash(sheet.cell(states, number)) in COMPLETE for number in rows
    ]
    return [
        SEPARATOR.join(found) or (NONE_OF_THESE if complete and name in asked else None)
        for found, complete, name in zip(ticked, done, events, strict=True)
    ]


def _ticked(sheet: Sheet, row: int, options: Mapping[int, str]) -> list[list[str]]:
    columns = {index: below(sheet, index, row) for index in options}
    return [
        [
            options[index].replace(";", ",")
            for index, cells in columns.items()
            if i < len(cells) and is_ticked(cells[i])
        ]
        for i in range(sheet.n_rows - row)
    ]
