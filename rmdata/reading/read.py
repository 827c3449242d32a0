"""Files in, checked rows and problems out. Nothing is raised for a bad file; it is told."""

from collections.abc import Mapping, Sequence

import pyarrow as pa

from rmdata.reading import keys, people
from rmdata.reading.files import MAX_ROWS, open_sheets
from rmdata.reading.layout import layout_problems, recognise
from rmdata.reading.problems import Choices, Level, Problem
from rmdata.reading.rows import Draft, read_rows
from rmdata.reading.sheets import Sheet, SourceFile, UnreadableFile
from rmdata.reading.totals import total_problems
from rmdata.reading.understood import FileReading, Reading, Source
from rmdata.reading.values import is_missing
from rmdata.schema import Column, Instrument, declared_tables

ARROW_TYPES = {
    "varchar": pa.string(),
    "varchar[]": pa.list_(pa.string()),
    "boolean": pa.bool_(),
    "utinyint": pa.uint8(),
    "double": pa.float64(),
    "date": pa.date32(),
}


def read(
    files: Sequence[SourceFile],
    instrument: Instrument,
    choices: Mapping[str, Choices] | Choices | None = None,
    known: people.KnownRoles | None = None,
    max_rows: int = MAX_ROWS,
) -> Reading:
    """Read all files of one import.

    ``choices`` holds what the uploader said, for each file name or for all files; ``known`` maps
    the people already stored (programme, cohort, code) to their role.
    """
    chosen = {file.name: _choice(choices, file.name) for file in files}
    drafts: list[Draft] = []
    problems = _same_names(files)
    passed_over: dict[str, tuple[str, ...]] = {}
    files = tuple({file.name: file for file in reversed(files)}.values())[::-1]
    for file in files:
        found, troubles, passed_over[file.name] = _drafts(
            file, instrument, chosen[file.name], max_rows
        )
        drafts += found
        problems += troubles
    problems += _check(drafts, chosen, known or {})
    readings = tuple(_file_reading(file, drafts, passed_over[file.name]) for file in files)
    return Reading(readings, tuple(dict.fromkeys(problems)))


def _same_names(files: Sequence[SourceFile]) -> list[Problem]:
    """Files whose name came before: nobody could tell which of them a problem is in."""
    names = [file.name for file in files]
    message = "Two files have this name, and only the first is read. Rename one of them."
    return [
        Problem(Level.ERROR, name, message)
        for position, name in enumerate(names)
        if name in names[:position]
    ]


def _choice(choices: Mapping[str, Choices] | Choices | None, name: str) -> Choices:
    if isinstance(choices, Mapping):
        return choices.get(name, Choices())
    return choices or Choices()


def _drafts(
    file: SourceFile, instrument: Instrument, choices: Choices, max_rows: int
) -> tuple[list[Draft], list[Problem], tuple[str, ...]]:
    try:
        sheets = open_sheets(file, max_rows)
    except UnreadableFile as error:
        return [], [Problem(Level.ERROR, file.name, str(error))], ()
    drafts, problems, passed_over = [], [], []
    for sheet in sheets:
        draft, found = _draft(file.name, sheet, instrument, choices)
        problems += found
        if draft:
            drafts.append(draft)
        elif sheet.name:
            passed_over.append(sheet.name)
    if not drafts:
        problems.append(Problem(Level.ERROR, file.name, _no_table(instrument)))
    return drafts, problems, tuple(passed_over)


def _no_table(instrument: Instrument) -> str:
    titles = ", ".join(table.title for table in declared_tables(instrument))
    return (
        f"No sheet of this file holds rows of {titles}. Use the headers of the template in one "
        "row, with the rows below it."
    )


def _draft(
    file: str, sheet: Sheet, instrument: Instrument, choices: Choices
) -> tuple[Draft | None, list[Problem]]:
    layout = recognise(sheet, instrument)
    draft, found = read_rows(file, sheet, layout, choices) if layout else (None, [])
    if not layout or not draft or not draft.rows:
        return None, _hidden(file, sheet, "it is passed over, as it holds no rows of a table")
    problems = layout_problems(file, sheet, layout, instrument) + found
    problems += total_problems(draft, instrument) + people.fill_defaults(draft, choices)
    return draft, problems + _hidden(file, sheet, "it is read all the same")


def _hidden(file: str, sheet: Sheet, what_happens: str) -> list[Problem]:
    if not sheet.hidden:
        return []
    message = f"This sheet is hidden in the workbook; {what_happens}. Unhide it to look at it."
    return [Problem(Level.WARNING, file, message, sheet.name)]


def _check(
    drafts: list[Draft], choices: Mapping[str, Choices], known: people.KnownRoles
) -> list[Problem]:
    people.fill_roles(drafts, choices, known)
    for draft in drafts:
        keys.fill_keys(draft)
    problems = [problem for draft in drafts for problem in _blank_codes(draft)]
    problems += keys.resolve_repeats(drafts, choices)
    problems += people.role_problems(drafts)
    problems += [problem for draft in drafts for problem in people.code_problems(draft)]
    problems += people.disagreements(drafts)
    return problems + people.unanswered(drafts, known)


def _blank_codes(draft: Draft) -> list[Problem]:
    """Required cells that are blank: a session without its mentor, a participant without code."""
    problems = []
    for column in draft.layout.table.required():
        if not draft.layout.carries(column.name):
            continue
        message = f"{column.label} is blank. Every row needs one: type it, or delete the row."
        blank = [
            (i, Level.ERROR, message)
            for i, value in enumerate(draft.values[column.name])
            if value is None and is_missing(draft.typed(column.name, i))
        ]
        problems += draft.cell_problems(column.name, blank)
    return problems


def _file_reading(
    file: SourceFile, drafts: list[Draft], passed_over: tuple[str, ...]
) -> FileReading:
    mine = [draft for draft in drafts if draft.file == file.name]
    return FileReading(
        file.name,
        file.sha256,
        "template" if mine else "other",
        tuple(_source(draft) for draft in mine),
        passed_over,
    )


def _source(draft: Draft) -> Source:
    columns = {"row_no": pa.array(draft.rows, pa.int32()), "row_key": pa.array(draft.row_keys)}
    for column in draft.layout.table.columns:
        columns[column.name] = _array(column, draft.values[column.name])
    layout = draft.layout
    return Source(
        draft.file,
        draft.sheet,
        draft.table,
        layout.header_row,
        layout.matches,
        layout.ignored,
        draft.carried,
        pa.table(columns),
    )


def _array(column: Column, values: list[object]) -> pa.Array:
    return pa.array(values, ARROW_TYPES[column.sql_type])
