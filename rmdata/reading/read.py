"""Files in, checked rows and problems out. Nothing is raised for a bad file; it is told."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import pyarrow as pa

from rmdata.reading.answers.cells import is_missing
from rmdata.reading.choices import Choices
from rmdata.reading.opening.encodings import decoded, waits
from rmdata.reading.opening.limits import DASHBOARD, Limits
from rmdata.reading.opening.reading_process import read_apart
from rmdata.reading.opening.sheets import OpenedFile, Sheet, SourceFile
from rmdata.reading.problems import Asks, Level, Problem, cut
from rmdata.reading.recognising.layout import layout_problems
from rmdata.reading.recognising.one_sheet import (
    OTHER,
    TEMPLATE,
    Prepared,
    is_export,
    key_of,
    prepare,
)
from rmdata.reading.recognising.tools.arranged import Setting
from rmdata.reading.rows import people, repeats
from rmdata.reading.rows.draft import Draft, Rules, read_rows, total_problems
from rmdata.reading.rows.repeats import look_alike_problems
from rmdata.reading.understood import FileReading, Reading, Source
from rmdata.schema.tables import declared_tables
from rmdata.schema.vocabulary import Column, Instrument

ARROW_TYPES = {
    "varchar": pa.string(),
    "varchar[]": pa.list_(pa.string()),
    "boolean": pa.bool_(),
    "utinyint": pa.uint8(),
    "double": pa.float64(),
    "date": pa.date32(),
}


def open_files(files: Sequence[SourceFile], limits: Limits = DASHBOARD) -> list[OpenedFile]:
    """Open files where a bad one does no harm; ``refused`` of each says why it cannot be read."""
    return read_apart(files, limits, is_export)


def read(
    files: Sequence[OpenedFile],
    instrument: Instrument,
    choices: Mapping[str, Choices] | Choices | None = None,
    known: people.KnownRoles | None = None,
    *,
    salt: str = "",
) -> Reading:
    """Read all files of one import, as :func:`open_files` opened them.

    ``choices`` holds what the uploader said, for each file name or for all files; ``known`` maps
    the people already stored (programme, cohort, code) to their role. ``salt`` is the store's
    secret that codes are made with where a file has none (``Choices.code_from``).
    """
    chosen = {file.name: _choice(choices, file.name) for file in files}
    problems = _same_names(files)
    files = tuple({file.name: file for file in reversed(files)}.values())[::-1]
    opened = [_open(file, chosen[file.name].encoding) for file in files]
    keys = tuple(sheet for file in opened if file.key for sheet in file.sheets)
    drafts: list[Draft] = []
    for file in opened:
        setting = Setting(instrument, chosen[file.name], keys)
        found, troubles = _drafts(file, setting, salt)
        drafts += found
        problems += troubles
    problems += _lone_keys(opened, drafts) + _check(drafts, chosen, known or {})
    readings = tuple(_file_reading(file, drafts) for file in opened)
    return Reading(readings, tuple(dict.fromkeys(problems)))


@dataclass
class Opened:
    """One file while it is read: its sheets, the tool whose key it is, what was recognised.

    ``asked`` is what must be answered before its letters are known.
    """

    name: str
    sha256: str
    sheets: Sequence[Sheet] = ()
    key: str = ""
    refused: str = ""
    asked: str = ""
    recognised: str = OTHER
    passed_over: list[str] = field(default_factory=list)


def _open(file: OpenedFile, encoding: str | None) -> Opened:
    sheets = decoded(file, encoding).sheets
    tool = key_of(sheets)
    name = tool.name if tool else ""
    asked = waits(file, encoding)
    return Opened(file.name, file.sha256, sheets, name, file.refused, asked, name or OTHER)


def _lone_keys(files: Sequence[Opened], drafts: Sequence[Draft]) -> list[Problem]:
    """Files of labels that came without the answers they explain."""
    message = (
        "This file says what the codes of a survey mean and holds no answers. Add the file of the "
        "answers and read both together."
    )
    told = drafts or any(file.sheets and not file.key for file in files)
    return [] if told else [Problem(Level.ERROR, message, file=f.name) for f in files if f.key]


def _same_names(files: Sequence[OpenedFile]) -> list[Problem]:
    """Files whose name came before: nobody could tell which of them a problem is in."""
    names = [file.name for file in files]
    message = "Two files have this name, and only the first is read. Rename one of them."
    return [
        Problem(Level.ERROR, message, file=name)
        for position, name in enumerate(names)
        if name in names[:position]
    ]


def _choice(choices: Mapping[str, Choices] | Choices | None, name: str) -> Choices:
    if isinstance(choices, Mapping):
        return choices.get(name, Choices())
    return choices or Choices()


def _drafts(file: Opened, setting: Setting, salt: str) -> tuple[list[Draft], list[Problem]]:
    if file.refused:
        return [], [Problem(Level.ERROR, file.refused, file=file.name)]
    drafts: list[Draft] = []
    problems: list[Problem] = []
    if file.asked:
        problems.append(Problem(Level.QUESTION, file.asked, asks=Asks.ENCODING, file=file.name))
    for sheet in () if file.key else file.sheets:
        prepared = prepare(sheet, setting, salt)
        found, troubles = _sheet_drafts(file.name, sheet, prepared, setting)
        problems += troubles
        drafts += found
        if found or prepared.name not in (TEMPLATE, OTHER):
            file.recognised = prepared.name
        if not found and sheet.name:
            file.passed_over.append(sheet.name)
    if not drafts and not file.key and all(p.level is Level.WARNING for p in problems):
        problems.append(Problem(Level.ERROR, _no_table(setting.instrument), file=file.name))
    return drafts, problems


def _no_table(instrument: Instrument) -> str:
    titles = ", ".join(table.title for table in declared_tables(instrument))
    return (
        f"No sheet of this file holds rows of {titles}. Use the headers of the template in one "
        "row, with the rows below it."
    )


def _sheet_drafts(
    file: str, sheet: Sheet, prepared: Prepared, setting: Setting
) -> tuple[list[Draft], list[Problem]]:
    """The rows of every part of a sheet, and every problem in them."""
    said = [replace(p, file=file, sheet=sheet.name) for p in prepared.problems]
    drafts: list[Draft] = []
    problems: list[Problem] = []
    strict = prepared.name == TEMPLATE
    for part in prepared.parts:
        choices = replace(setting.choices, stage=part.stage or setting.choices.stage)
        rules = Rules(setting.instrument, choices, strict, part.whole)
        draft, found = read_rows(file, part.sheet, part.layout, rules)
        if not draft.rows:
            continue
        drafts.append(draft)
        header = layout_problems(part.sheet, part.layout, setting.instrument)
        problems += [replace(p, file=file, sheet=sheet.name) for p in header] + found
        problems += total_problems(draft, setting.instrument)
        problems += people.fill_defaults(draft, choices)
    if not drafts:
        stopping = [p for p in said if p.level is not Level.WARNING]
        hidden = _hidden(file, sheet, "it is passed over, as it holds no rows of a table")
        return [], stopping + hidden
    return drafts, said + problems + _hidden(file, sheet, "it is read all the same")


def _hidden(file: str, sheet: Sheet, what_happens: str) -> list[Problem]:
    if not sheet.hidden:
        return []
    message = f"This sheet is hidden in the workbook; {what_happens}. Unhide it to look at it."
    return [Problem(Level.WARNING, message, file=file, sheet=sheet.name)]


def _check(
    drafts: list[Draft], choices: Mapping[str, Choices], known: people.KnownRoles
) -> list[Problem]:
    people.fill_roles(drafts, choices, known)
    for draft in drafts:
        repeats.fill_keys(draft)
    problems = [problem for draft in drafts for problem in _blank_codes(draft)]
    problems += cut(repeats.resolve_repeats(drafts, choices))
    problems += cut(people.role_problems(drafts))
    problems += cut(look_alike_problems(drafts, known))
    problems += [problem for draft in drafts for problem in people.code_problems(draft)]
    problems += cut(people.disagreements(drafts))
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


def _file_reading(file: Opened, drafts: list[Draft]) -> FileReading:
    mine = [draft for draft in drafts if draft.file == file.name]
    return FileReading(
        file.name,
        file.sha256,
        file.recognised,
        tuple(_source(draft) for draft in mine),
        tuple(file.passed_over),
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
