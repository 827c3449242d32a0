"""Which table a sheet is, where its header stands, and which column is which."""

from collections.abc import Callable
from dataclasses import dataclass

from rmdata.reading.problems import Level, Problem, address, column_letter
from rmdata.reading.sheets import Sheet
from rmdata.reading.values import did_you_mean
from rmdata.schema import (
    QUESTIONNAIRES,
    STATED_TOTAL,
    Column,
    Instrument,
    Table,
    answer_columns,
    clean,
    declared_tables,
    squash,
)

HEADER_SEARCH_ROWS = 20
SHEET_NAME_BONUS = 3


@dataclass(frozen=True)
class Match:
    """One column of the file and the declared column it was matched to."""

    index: int
    header: str
    column: Column

    @property
    def letter(self) -> str:
        """The column as the spreadsheet names it."""
        return column_letter(self.index)


@dataclass(frozen=True)
class Layout:
    """How one sheet is read: its table, its header row (from 1), its columns.

    ``total`` is a column that is compared with the domains and not stored.
    """

    table: Table
    header_row: int
    matches: tuple[Match, ...]
    ignored: tuple[str, ...]
    total: Match | None = None

    def carries(self, name: str) -> bool:
        """Whether the sheet has this column."""
        return any(match.column.name == name for match in self.matches)

    def read_columns(self) -> tuple[Match, ...]:
        """Every column whose cells are looked at."""
        return (*self.matches, self.total) if self.total else self.matches

    def index(self, name: str) -> int:
        """Where a column stands (A = 0); the first of all where the sheet has none."""
        return next((m.index for m in self.read_columns() if m.column.name == name), 0)


def recognise(sheet: Sheet, instrument: Instrument) -> Layout | None:
    """The table whose headers fit this sheet best, or ``None`` where none fits."""
    best, fit = None, (0, False)
    for row in range(1, min(sheet.n_rows, HEADER_SEARCH_ROWS) + 1):
        for table in declared_tables(instrument):
            layout = _layout(sheet, row, table)
            named = squash(sheet.name).startswith(squash(table.title)[:-1])
            found = len(layout.matches) + SHEET_NAME_BONUS * named
            if len(layout.matches) >= 2 and (found, _serves(layout, instrument)) > fit:
                best, fit = layout, (found, _serves(layout, instrument))
    return best


def _serves(layout: Layout, instrument: Instrument) -> bool:
    """Whether a sheet has what its table cannot do without; it settles which of two fits best."""
    if layout.table.name == QUESTIONNAIRES:
        return any(layout.carries(name) for name in answer_columns(instrument))
    return all(layout.carries(column.name) for column in layout.table.required())


def layout_problems(
    file: str, sheet: Sheet, layout: Layout, instrument: Instrument
) -> list[Problem]:
    """What is wrong with the header: columns missing, twice, or not known."""

    def problem(level: Level, message: str, column: int = 0, value: str = "") -> Problem:
        cell = address(column, layout.header_row)
        return Problem(level, file, message, sheet.name, cell, value)

    problems = [
        problem(
            Level.ERROR,
            f"{layout.table.title} need a column “{column.label}”, and this sheet has none. "
            "Add the column, or name it so in the header row.",
        )
        for column in layout.table.required()
        if not layout.carries(column.name)
    ]
    problems += [
        problem(
            Level.ERROR,
            f"“{match.header}” stands for {match.column.label}, as an earlier column does. "
            "Keep one of them.",
            match.index,
            match.header,
        )
        for position, match in enumerate(layout.matches)
        if any(match.column is earlier.column for earlier in layout.matches[:position])
    ]
    problems += _unknown_columns(sheet, layout, problem)
    if layout.table.name == QUESTIONNAIRES:
        problems += _questionnaire_problems(layout, instrument, problem)
    return problems


def _layout(sheet: Sheet, row: int, table: Table) -> Layout:
    known = {header: column for column in table.columns for header in column.headers()}
    if table.name == QUESTIONNAIRES:
        known |= dict.fromkeys(STATED_TOTAL.headers(), STATED_TOTAL)
    matches, ignored, total = [], [], None
    for index, text in _header(sheet, row):
        column = known.get(squash(text))
        if column is STATED_TOTAL:
            total = Match(index, clean(text), column)
        elif column:
            matches.append(Match(index, clean(text), column))
        else:
            ignored.append(clean(text))
    return Layout(table, row, tuple(matches), tuple(ignored), total)


def _header(sheet: Sheet, row: int) -> list[tuple[int, str]]:
    texts = ((index, cells[row - 1]) for index, cells in sheet.columns.items() if row <= len(cells))
    return [(index, text) for index, text in texts if text and clean(text)]


def _unknown_columns(
    sheet: Sheet, layout: Layout, problem: Callable[..., Problem]
) -> list[Problem]:
    """Columns that are not read: each near miss by itself, the others in one sentence."""
    missing = [c.label for c in layout.table.columns if not layout.carries(c.name)]
    unknown = [
        (index, clean(text), did_you_mean(text, missing))
        for index, text in _header(sheet, layout.header_row)
        if clean(text) in layout.ignored
    ]
    problems = [
        problem(Level.WARNING, f"The column “{text}” is not known and is ignored.{hint}", i, text)
        for i, text, hint in unknown
        if hint
    ]
    others = [(index, text) for index, text, hint in unknown if not hint]
    if others:
        names = ", ".join(f"“{text}”" for _, text in others)
        is_are = "column is" if len(others) == 1 else "columns are"
        message = f"No column of {layout.table.title} is called {names}; the {is_are} ignored."
        problems.append(problem(Level.WARNING, message, *others[0]))
    return problems


def _questionnaire_problems(
    layout: Layout, instrument: Instrument, problem: Callable[..., Problem]
) -> list[Problem]:
    found = {match.column.name for match in layout.matches}
    if not found & set(answer_columns(instrument)):
        message = "No column of this sheet holds an answer. Add the questions of the instrument."
        return [problem(Level.ERROR, message)]
    problems = []
    if "participant_code" not in found:
        message = (
            "There is no column of participant codes, so nobody's answers before and after can be "
            "joined; they are shown side by side. Add a “Participant code” column to pair them."
        )
        problems.append(problem(Level.WARNING, message))
    domains = {domain.id: domain.label for domain in instrument.domains}
    absent = [label for name, label in domains.items() if name not in found]
    if absent and len(absent) < len(domains):
        message = (
            f"No column for {', '.join(absent)}, so the total stays empty. Add it if it was asked."
        )
        problems.append(problem(Level.WARNING, message))
    return problems
