"""Which table a sheet is, where its header stands, and which column is which."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from rmdata.reading.answers.cells import did_you_mean
from rmdata.reading.opening.sheets import Sheet, address, column_letter
from rmdata.reading.problems import Level, Problem
from rmdata.reading.recognising.headers import inside
from rmdata.schema.tables import answer_columns, declared_table, declared_tables
from rmdata.schema.vocabulary import (
    QUESTIONNAIRES,
    STATED_TOTAL,
    Column,
    Instrument,
    Table,
    squash,
)

SHEET_NAME_BONUS = 3
# How many rows are looked at to see whether cells are answers to what their header may mean.
SAMPLE_ROWS = 200
MOST_NAMED = 12


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

    ``total`` is a column that is compared with the domains and not stored. ``by_questions`` is
    True where some column was found inside a longer header rather than by its own name.
    """

    table: Table
    header_row: int
    matches: tuple[Match, ...]
    ignored: tuple[str, ...]
    total: Match | None = None
    by_questions: bool = False

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
    for row in sheet.top:
        for table in declared_tables(instrument):
            layout = _layout(sheet, row, table)
            named = squash(sheet.name).startswith(squash(table.title)[:-1])
            found = len(layout.matches) + SHEET_NAME_BONUS * named
            if len(layout.matches) >= 2 and (found, _serves(layout, instrument)) > fit:
                best, fit = layout, (found, _serves(layout, instrument))
    return _by_questions(sheet, instrument, best) or best


def _by_questions(sheet: Sheet, instrument: Instrument, best: Layout | None) -> Layout | None:
    """A layout that also finds columns inside longer headers, if it finds more than the names do.

    Only questionnaires are asked in whole sentences. Names that fit exactly keep their columns.
    """
    if best and not best.ignored:
        return None
    table = declared_table(instrument, QUESTIONNAIRES)
    rows = [best.header_row] if best else sheet.top
    found = [_widened(sheet, _layout(sheet, row, table), instrument) for row in rows]
    widest = max(found, key=lambda layout: len(layout.matches), default=None)
    least = len(best.matches) + 1 if best else 2
    if not widest or len(widest.matches) < least or not _serves(widest, instrument):
        return None
    return widest if widest.by_questions else None


def _widened(sheet: Sheet, layout: Layout, instrument: Instrument) -> Layout:
    """A layout with the columns whose longer headers can only mean one thing."""
    exact = {match.index for match in layout.read_columns()}
    taken = {match.column.name for match in layout.read_columns()}
    rated = {item.id for item in instrument.rated}
    further = []
    # A question of its own goes before the "please specify" of another one.
    for index, text in sorted(sheet.texts(layout.header_row).items(), key=_is_aside):
        if index in exact:
            continue
        cells = sheet.columns[index][layout.header_row : layout.header_row + SAMPLE_ROWS]
        texts = list(dict.fromkeys(cell for cell in cells if cell))
        column = inside(text, layout.table, instrument, texts)
        if column and column.name not in taken:
            further.append(Match(index, text, column))
            taken |= {column.name} - rated
    return _joined(sheet, layout, further)


def on_fewer_columns(sheet: Sheet, layout: Layout) -> Layout:
    """The layout of the same sheet that has lost columns, or whose codes were made of one."""
    exact = _layout(sheet, layout.header_row, layout.table)
    named = {match.index for match in exact.read_columns()}
    longer = [m for m in layout.matches if m.index in sheet.columns and m.index not in named]
    return _joined(sheet, exact, longer)


def _joined(sheet: Sheet, layout: Layout, further: list[Match]) -> Layout:
    """A layout with matches of longer headers beside those of its names."""
    matches = sorted((*layout.matches, *further), key=lambda match: match.index)
    names = {match.index for match in (*matches, *layout.read_columns())}
    texts = sheet.texts(layout.header_row)
    ignored = tuple(text for index, text in texts.items() if index not in names)
    return replace(layout, matches=tuple(matches), ignored=ignored, by_questions=bool(further))


def _serves(layout: Layout, instrument: Instrument) -> bool:
    """Whether a sheet has what its table cannot do without; it settles which of two fits best."""
    if layout.table.name == QUESTIONNAIRES:
        return any(layout.carries(name) for name in answer_columns(instrument))
    return all(layout.carries(column.name) for column in layout.table.required())


def layout_problems(sheet: Sheet, layout: Layout, instrument: Instrument) -> list[Problem]:
    """What is wrong with the header: columns missing, twice, or not known."""

    def problem(level: Level, message: str, column: int = 0, value: str = "") -> Problem:
        return Problem(level, message, address(column, layout.header_row), value)

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


def _is_aside(header: tuple[int, str]) -> bool:
    return "specify" in squash(header[1])


def _layout(sheet: Sheet, row: int, table: Table) -> Layout:
    known = {header: column for column in table.columns for header in column.headers()}
    if table.name == QUESTIONNAIRES:
        known |= dict.fromkeys(STATED_TOTAL.headers(), STATED_TOTAL)
    matches, ignored, total = [], [], None
    for index, text in sheet.texts(row).items():
        column = known.get(squash(text))
        if column is STATED_TOTAL:
            total = Match(index, text, column)
        elif column:
            matches.append(Match(index, text, column))
        else:
            ignored.append(text)
    return Layout(table, row, tuple(matches), tuple(ignored), total)


def _unknown_columns(
    sheet: Sheet, layout: Layout, problem: Callable[..., Problem]
) -> list[Problem]:
    """Columns that are not read: each near miss by itself, the others in one sentence."""
    missing = [c.label for c in layout.table.columns if not layout.carries(c.name)]
    unknown = [
        (index, text, did_you_mean(text, missing))
        for index, text in sheet.texts(layout.header_row).items()
        if text in layout.ignored
    ]
    problems = [
        problem(Level.WARNING, f"The column “{text}” is not known and is ignored.{hint}", i, text)
        for i, text, hint in unknown
        if hint
    ]
    others = [(index, text) for index, text, hint in unknown if not hint]
    if others:
        names = ", ".join(f"“{text}”" for _, text in others[:MOST_NAMED])
        if len(others) > MOST_NAMED:
            names += f" and {len(others) - MOST_NAMED} others"
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
