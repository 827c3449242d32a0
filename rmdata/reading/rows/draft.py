"""The rows of one sheet as values, each still knowing the cell it came from."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import compress
from typing import Any

from rmdata.reading.answers.cells import DECIMAL, read_distinct
from rmdata.reading.answers.codes import Doubt, Parsed
from rmdata.reading.answers.dates import EPOCH_1904, EXCEL_EPOCH, read_dates
from rmdata.reading.answers.whole_columns import settle_all
from rmdata.reading.choices import Choices
from rmdata.reading.opening.sheets import UNCALCULATED, Sheet, address
from rmdata.reading.problems import MOST_A_COLUMN, Asks, Level, Problem, more_cells
from rmdata.reading.recognising.layout import Layout
from rmdata.schema.vocabulary import STATED_TOTAL, Column, Instrument, Kind, clean

A_FORMULA = "a formula"
Texts = list[str | None]


@dataclass(frozen=True)
class Rules:
    """How the cells of one sheet are read.

    ``strict`` is for the project's own layout: an answer it does not know is a slip of the hand.
    ``whole`` is the sheet with all its rows, where only some of them are read; ``epoch`` the day
    that serial numbers of dates count from.
    """

    instrument: Instrument
    choices: Choices
    strict: bool = True
    whole: Sheet | None = None
    epoch: date = EXCEL_EPOCH


@dataclass
class Draft:
    """The rows of one sheet while they are being checked.

    ``values`` maps a column's name to its values, ``rows`` holds the row numbers (from 1) they
    came from; all lists have the same length.
    """

    file: str
    sheet: str
    layout: Layout
    rows: list[int]
    values: dict[str, list[Any]]
    carried: tuple[str, ...]
    texts: dict[str, Texts] = field(default_factory=dict)
    row_keys: list[str] = field(default_factory=list)

    @property
    def table(self) -> str:
        """The name of the table that the rows belong to."""
        return self.layout.table.name

    def problem(
        self,
        level: Level,
        message: str,
        column: str = "",
        row: int | None = None,
        asks: Asks | None = None,
    ) -> Problem:
        """A problem at a column and a position in ``rows``; the header where ``row`` is None."""
        number = self.layout.header_row if row is None else self.rows[row]
        value = self.typed(column, row) if row is not None else ""
        value = A_FORMULA if value == UNCALCULATED else value
        cell = address(self.layout.index(column), number) if column or row is not None else ""
        return Problem(level, message, cell, value, asks, self.file, self.sheet)

    def cell_problems(self, column: str, found: list[tuple[int, Level, str]]) -> list[Problem]:
        """One problem a cell, so that each can be found; a very long run is cut and counted."""
        problems = []
        for level in Level:
            mine = [(row, message) for row, found_level, message in found if found_level is level]
            most = MOST_A_COLUMN[level]
            shown = mine if len(mine) <= most + 1 else mine[:most]
            problems += [self.problem(level, message, column, row) for row, message in shown]
            if len(shown) < len(mine):
                row, more = mine[most][0], more_cells(len(mine) - most)
                problems.append(self.problem(level, more, column, row))
        return problems

    def typed(self, column: str, row: int) -> str:
        """What was typed in a column at a position in ``rows``; blank where there is nothing."""
        texts = self.texts.get(column)
        return (texts[row] or "").strip() if texts else ""

    def place(self, row: int, seen_from: "Draft") -> str:
        """A row as another row's message names it: its sheet, and its file where that differs."""
        parts = [self.sheet] if self.sheet else []
        parts += [self.file] if self.file != seen_from.file else []
        return " of ".join([f"row {self.rows[row]}", *parts])

    def keep(self, wanted: list[bool]) -> None:
        """Drop every row whose place in ``wanted`` is False."""
        self.rows = list(compress(self.rows, wanted))
        self.row_keys = list(compress(self.row_keys, wanted))
        self.values = {name: list(compress(v, wanted)) for name, v in self.values.items()}
        self.texts = {name: list(compress(v, wanted)) for name, v in self.texts.items()}


def read_rows(file: str, sheet: Sheet, layout: Layout, rules: Rules) -> tuple[Draft, list[Problem]]:
    """All rows below the header as values, and every cell that could not be read."""
    numbers = _filled_rows(sheet, layout)
    texts = {
        match.column.name: sheet.cells(match.index, numbers) for match in layout.read_columns()
    }
    carried = tuple(match.column.name for match in layout.matches)
    draft = Draft(file, sheet.name, layout, numbers, {}, carried, texts)
    epoch = EPOCH_1904 if sheet.from_1904 else EXCEL_EPOCH
    parsed, problems = _parsed(draft, replace(rules, epoch=epoch))
    for match in layout.matches:
        values, found = _values(draft, match.column.name, parsed[match.column.name])
        draft.values[match.column.name] = values
        problems += found
    return draft, problems + _ragged_rows(draft, sheet)


def _filled_rows(sheet: Sheet, layout: Layout) -> list[int]:
    """The numbers of the rows below the header that hold anything in a matched column."""
    return [
        number
        for number in range(layout.header_row + 1, sheet.n_rows + 1)
        if any(sheet.cell(match.index, number).strip() for match in layout.matches)
    ]


def _parsed(draft: Draft, rules: Rules) -> tuple[Parsed, list[Problem]]:
    """What each distinct text of each column stands for, and what must be asked about them."""
    parsed: Parsed = {}
    problems: list[Problem] = []
    columns = tuple(dict.fromkeys(match.column for match in draft.layout.matches))
    for column in columns:
        # In the order of the rows: the same file must always give the same messages.
        distinct = dict.fromkeys(text for text in draft.texts[column.name] if text is not None)
        if column.kind is Kind.DATE:
            parsed[column.name], notes = _dates(draft, column, distinct, rules)
            problems += notes
        else:
            parsed[column.name] = read_distinct(column, distinct)
    doubts = settle_all(columns, parsed, rules.choices, rules.instrument, strict=rules.strict)
    return parsed, problems + [_asked(draft, doubt) for doubt in doubts]


def _asked(draft: Draft, doubt: Doubt) -> Problem:
    """A question at the first cell that raises it; its value is every text that is meant."""
    row = draft.texts[doubt.column].index(doubt.texts[0])
    problem = draft.problem(Level.QUESTION, doubt.message, doubt.column, row, doubt.asks)
    texts = "; ".join(clean(text) for text in doubt.texts)
    return replace(problem, value=doubt.value or texts)


def _values(draft: Draft, column: str, parsed: dict[str, Any]) -> tuple[list[Any], list[Problem]]:
    """The value of every cell of a column, and a problem for each that has none."""
    texts = draft.texts[column]
    troubles = {text: value for text, value in parsed.items() if isinstance(value, Problem)}
    found = [
        (i, troubles[text].level, troubles[text].message)
        for i, text in enumerate(texts)
        if text in troubles
    ]
    values = {t: v.kept if isinstance(v, Problem) else v for t, v in parsed.items()}
    told = [values.get(text) if text is not None else None for text in texts]
    return told, draft.cell_problems(column, found)


def _dates(
    draft: Draft, column: Column, distinct: Iterable[str], rules: Rules
) -> tuple[dict[str, Any], list[Problem]]:
    cells = rules.whole.columns[draft.layout.index(column.name)] if rules.whole else []
    beside = {cell for cell in cells[draft.layout.header_row :] if cell}
    reading = read_dates(distinct, rules.choices.dates, beside, rules.epoch)
    problems = []
    if reading.ambiguous:
        texts = [clean(text or "") for text in draft.texts[column.name]]
        row = texts.index(reading.ambiguous) if reading.ambiguous in texts else None
        message = (
            f"“{reading.ambiguous}” can be read day first or month first, and no date in "
            f"{column.label} tells which. Say which order the file uses."
        )
        problems.append(draft.problem(Level.QUESTION, message, column.name, row, Asks.DATES))
    if reading.note:
        problems.append(draft.problem(Level.WARNING, reading.note, column.name))
    return reading.values, problems


def _ragged_rows(draft: Draft, sheet: Sheet) -> list[Problem]:
    """Rows of a text file whose fields do not line up with the header's.

    Blank fields at the end move nothing, so they may be there or not.
    """
    if not sheet.n_fields:
        return []
    width = sheet.n_fields[draft.layout.header_row - 1]
    needed = max(match.index for match in draft.layout.matches) + 1
    ragged = [
        number
        for number in draft.rows
        if sheet.n_fields[number - 1] < needed
        or any(sheet.cell(index, number) for index in range(width, sheet.n_fields[number - 1]))
    ]
    if not ragged:
        return []
    some = ", ".join(str(number) for number in ragged[:10]) + (" ..." if len(ragged) > 10 else "")
    message = (
        f"The header has {width} fields, but "
        f"{f'row {some} has' if len(ragged) == 1 else f'rows {some} have'} another number, so the "
        "cells do not line up. Put text that holds the separator in double quotes, or save the "
        "file as .xlsx."
    )
    cell = address(0, ragged[0])
    return [Problem(Level.ERROR, message, cell, file=draft.file, sheet=draft.sheet)]


def total_problems(draft: Draft, instrument: Instrument) -> list[Problem]:
    """Rows whose own total is not what their domains add up to."""
    names = [domain.id for domain in instrument.domains]
    stated = draft.texts.get(STATED_TOTAL.name)
    if stated is None or not set(names) <= set(draft.carried):
        return []
    found = []
    for i, typed in enumerate(stated):
        scores = [draft.values[name][i] for name in names]
        text = clean(typed or "")
        if None in scores or not DECIMAL.fullmatch(text):
            continue
        if float(text.replace(",", ".")) != sum(scores):
            message = (
                f"The total says {text}, but the domains of this row add up to {sum(scores)}; "
                "that sum is what counts. Correct a domain if the total is right."
            )
            found.append((i, Level.WARNING, message))
    return draft.cell_problems(STATED_TOTAL.name, found)
