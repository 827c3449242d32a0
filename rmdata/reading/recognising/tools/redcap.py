"""REDCap: one row a record and event, raw (names and codes) or with labels.

The record is the person and the event is the stage. What a raw export means is in the project's
data dictionary, where that comes along; else in the field names, as far as they say it.
"""

import re
from dataclasses import dataclass

from rmdata.reading.opening.sheets import Sheet
from rmdata.reading.problems import Level, Problem
from rmdata.reading.recognising.headers import exact, inside
from rmdata.reading.recognising.tools.arranged import (
    CODE,
    DAY,
    STAGE,
    Arranged,
    Cells,
    Setting,
    rebuilt,
    row_of,
)
from rmdata.reading.recognising.tools.redcap_fields import (
    Field,
    domains_by_name,
    fold_boxes,
    is_key,
    read_dictionary,
)
from rmdata.schema.vocabulary import squash

EVENTS = frozenset({"redcapeventname", "eventname"})
OWN = EVENTS | {"redcaprepeatinstrument", "redcaprepeatinstance", "redcapsurveyidentifier"}
OWN |= {"repeatinstrument", "repeatinstance", "surveyidentifier", "surveytimestamp", "complete"}
OWN |= {"redcapdataaccessgroup", "dataaccessgroup", "recordid"}
PERSONAL = frozenset({"redcapsurveyidentifier", "surveyidentifier"})
GROUPS = frozenset({"redcapdataaccessgroup", "dataaccessgroup"})
COMPLETE = re.compile(r"\w+_complete|Complete\?")
TIMESTAMP = re.compile(r"\w+_timestamp|Survey Timestamp")
BOX = re.compile(r"\w+?___\w+|.+\(choice=.+\)", re.DOTALL)
NOT_COMPLETED = "[not completed]"
STATES = frozenset({"0", "1", "2"})
OF_THE_PERSON = frozenset({"role", "cohort", "site", "specialty", "programme"})
NO_PERSON = (
    "“{}” numbers the records, and without events a record may be one questionnaire rather than "
    "one person, so it is not taken as the code. Add a “Participant code” field to pair answers."
)


@dataclass
class Record:
    """The columns of one export while they are put together."""

    sheet: Sheet
    row: int
    texts: dict[int, str]
    fields: dict[str, Field]
    names: dict[int, str]
    changed: dict[int, Cells]

    def cells(self, index: int) -> Cells:
        """The cells of a column as they are by now."""
        return self.changed.get(index) or self.sheet.below(index, self.row)

    def place(self, *squashed: str) -> int | None:
        """Where one of REDCap's own columns stands."""
        return next((i for i, text in self.texts.items() if squash(text) in squashed), None)


def sureness(sheet: Sheet) -> float:
    """How sure it is that the sheet came from this tool, from 0 to 1."""
    row = _header_row(sheet)
    texts = sheet.texts(row) if row else {}
    found = {squash(text) for text in texts.values()}
    if any(text.startswith("redcap_") for text in texts.values()):
        return 0.95
    complete = [index for index, text in texts.items() if COMPLETE.fullmatch(text)]
    boxes = any(BOX.fullmatch(text) for text in texts.values())
    if "complete" in found and complete and (found & OWN - {"complete"} or boxes):
        return 0.85
    states = {sheet.cell(index, row + 1).strip() for index in complete}
    named = bool(texts) and squash(texts[min(texts)]) == "recordid"
    return 0.8 if complete and states <= STATES | {""} and (named or boxes) else 0


def arrange(sheet: Sheet, setting: Setting) -> Arranged:
    """The sheet with labels where they are known, check boxes folded, stage and code named."""
    row = _header_row(sheet)
    texts = sheet.texts(row)
    fields = read_dictionary(key for key in setting.keys if is_key(key))
    record = Record(sheet, row, texts, fields, {}, {})
    _name_fields(record)
    fold_boxes(record.sheet, row, record.names, record.changed, (texts, fields, setting))
    problems = _name_own(record, setting) + _named_by_parts(record, setting)
    _fill_down(record, setting)
    return Arranged(rebuilt(sheet, row, record.names, record.changed), row, problems=problems)


def _header_row(sheet: Sheet) -> int:
    named = row_of(sheet, OWN, 1)
    return named or sheet.header_row(lambda texts: any(map(COMPLETE.fullmatch, texts.values())))


def _name_fields(record: Record) -> None:
    """Every field under its label, its codes as words, without REDCap's own columns."""
    for index, text in record.texts.items():
        own = squash(text) in OWN and squash(text) not in PERSONAL
        if COMPLETE.fullmatch(text) or TIMESTAMP.fullmatch(text) or (own and index):
            continue
        found = record.fields.get(text)
        record.names[index] = found.label if found else text
        if found and found.codes:
            record.changed[index] = [
                found.codes.get((cell or "").strip(), cell)
                for cell in record.sheet.below(index, record.row)
            ]


def _name_own(record: Record, setting: Setting) -> tuple[Problem, ...]:
    """REDCap's own columns by what they mean: event, time stamp, data access group, record."""
    event = record.place(*EVENTS)
    if event is not None:
        record.names[event] = STAGE
    stamps = [index for index, text in record.texts.items() if TIMESTAMP.fullmatch(text)]
    if stamps:
        record.names[stamps[0]] = DAY
        record.changed[stamps[0]] = _first_stamps(record, stamps)
    group = record.place(*GROUPS)
    if group is not None and "site" not in map(squash, record.names.values()):
        record.names[group] = "Site"
    return _name_code(record, setting, has_events=event is not None)


def _first_stamps(record: Record, stamps: list[int]) -> Cells:
    """The first time in each row: a survey that was not completed has words in its place."""
    columns = [record.cells(index) for index in stamps]
    return [
        next((cell for cell in cells if cell and cell.strip() != NOT_COMPLETED), None)
        for cells in zip(*columns, strict=True)
    ]


def _name_code(record: Record, setting: Setting, *, has_events: bool) -> tuple[Problem, ...]:
    """The record is the person where it has events; a field of codes goes before it."""
    first = min(record.texts)
    for index, name in record.names.items():
        texts = record.sheet.distinct(index, record.row)
        found = exact(name, setting.table) or inside(name, setting.table, setting.instrument, texts)
        if texts and index != first and found and found.name == "participant_code":
            record.names.pop(first, None)
            return ()
    original = record.texts[first]
    if has_events or squash(original) != "recordid":
        record.names[first] = CODE
        return ()
    record.names.pop(first, None)
    return (Problem(Level.WARNING, NO_PERSON.format(original)),)


def _named_by_parts(record: Record, setting: Setting) -> tuple[Problem, ...]:
    """Raw fields whose short names can only mean one domain are read as it, and that is said."""
    open_fields = {}
    for index, name in record.names.items():
        texts = record.sheet.distinct(index, record.row)
        known = exact(name, setting.table) or inside(name, setting.table, setting.instrument, texts)
        if name == record.texts.get(index) and not known:
            open_fields[index] = (name, texts)
    taken = {found.name for name in record.names.values() if (found := exact(name, setting.table))}
    labels = domains_by_name(open_fields, taken, setting.instrument)
    if not labels:
        return ()
    read = ", ".join(f"{record.names[index]} as {label}" for index, label in labels.items())
    record.names |= labels
    message = f"Columns are read by parts of their names: {read}. Check that this is right."
    return (Problem(Level.WARNING, message),)


def _fill_down(record: Record, setting: Setting) -> None:
    """What is asked once of a person (the role) holds for all rows of the record."""
    ids = record.sheet.below(min(record.texts), record.row)
    for index, name in record.names.items():
        texts = record.sheet.distinct(index, record.row)
        column = exact(name, setting.table) or inside(
            name, setting.table, setting.instrument, texts
        )
        if not column or column.name not in OF_THE_PERSON:
            continue
        cells = record.cells(index)
        said: dict[str | None, set[str]] = {}
        for code, cell in zip(ids, cells, strict=False):
            if cell and cell.strip():
                said.setdefault(code, set()).add(cell)
        only = {code: min(found) for code, found in said.items() if len(found) == 1}
        record.changed[index] = [
            cell or only.get(code) for code, cell in zip(ids, cells, strict=False)
        ]
