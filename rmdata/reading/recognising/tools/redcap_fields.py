"""What fields of a REDCap export mean: its data dictionary, short names, check boxes."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from rmdata.reading.answers.words import words
from rmdata.reading.opening.sheets import Sheet
from rmdata.reading.recognising.headers import inside
from rmdata.reading.recognising.tools.arranged import (
    SEPARATOR,
    Cells,
    Setting,
    is_ticked,
    row_of,
)
from rmdata.schema.vocabulary import Column, Instrument, Kind, clean, squash

FIELD, LABEL = "variablefieldname", "fieldlabel"
CHOICES = "choicescalculationsorsliderlabels"
NAMES = frozenset({FIELD, LABEL, CHOICES, "formname", "fieldtype", "sectionheader"})
TAGS = re.compile(r"<[^<>]*>")
SHORTEST_PART = 3
JOINING = frozenset({"and", "for", "the"})
RAW = re.compile(r"(\w+?)___(\w+)")
LABELLED = re.compile(r"(.+?)\s*\(choice=['‘’]?(.*?)['‘’]?\)", re.DOTALL)
FORM_COMPLETE = re.compile(r"\w+_complete|Complete\?")
COMPLETE = frozenset({"2", "complete"})
NONE_OF_THESE = "None of these"


@dataclass(frozen=True)
class Field:
    """One field: its label, and the label of each of its codes."""

    label: str
    codes: Mapping[str, str] = field(default_factory=dict)


def is_key(sheet: Sheet) -> bool:
    """Whether a sheet is such a dictionary."""
    row = row_of(sheet, NAMES, 3)
    found = {squash(text) for text in sheet.texts(row).values()} if row else set()
    return {FIELD, LABEL} <= found


def read_dictionary(sheets: Iterable[Sheet]) -> dict[str, Field]:
    """Every field of the dictionaries by its name."""
    fields = {}
    for sheet in sheets:
        row = row_of(sheet, NAMES, 3)
        places = {squash(text): index for index, text in sheet.texts(row).items()}
        for number in range(row + 1, sheet.n_rows + 1):
            name = clean(sheet.cell(places[FIELD], number))
            label = clean(TAGS.sub(" ", sheet.cell(places[LABEL], number)))
            said = sheet.cell(places[CHOICES], number) if CHOICES in places else ""
            if name:
                fields[name] = Field(label or name, _codes(said))
    return fields


def _codes(said: str) -> dict[str, str]:
    """ "1, Hierarchy | 2, Selection bias" by code; a formula has no comma in this place."""
    parts = (part.partition(",") for part in said.split("|"))
    return {code.strip(): clean(label) for code, comma, label in parts if comma and label.strip()}


def domains_by_name(
    fields: Mapping[int, tuple[str, Collection[str]]],
    taken: Collection[str],
    instrument: Instrument,
) -> dict[int, str]:
    """The label of each field whose name fits one domain only, by elimination where need be.

    ``fields`` maps a column to its name and its texts; only columns of numbers on the scale are
    looked at. Two fields that fit the same domain alone are both left alone.
    """
    free = {rated.id: _words(rated.id, rated.label) for rated in instrument.rated}
    free = {name: found for name, found in free.items() if name not in taken}
    points = {str(point) for point in instrument.scale.points()}
    open_fields = {
        index: {name for name, found in free.items() if _fits(field, found)}
        for index, (field, texts) in fields.items()
        if texts and {text.strip() for text in texts} <= points
    }
    labels = {rated.id: rated.label for rated in instrument.rated}
    return {index: labels[name] for index, name in _eliminated(open_fields).items()}


def _words(*names: str) -> set[str]:
    return {word for name in names for word in words(name.replace("_", " "))}


def _fits(field: str, domain: Collection[str]) -> bool:
    """Whether a part of a field's name begins a word of the domain."""
    parts = [part for part in words(field.replace("_", " ")) if len(part) >= SHORTEST_PART]
    return any(word.startswith(part) for part in parts if part not in JOINING for word in domain)


def _eliminated(fields: Mapping[int, set[str]]) -> dict[int, str]:
    """Give each field the only domain left for it, as long as one field is certain."""
    left, found = dict(fields), dict[int, str]()
    while True:
        certain = [next(iter(names)) for names in left.values() if len(names) == 1]
        new = {
            index: name
            for index, names in left.items()
            if len(names) == 1 and certain.count(name := next(iter(names))) == 1
        }
        if not new:
            return found
        found |= new
        given = set(new.values())
        left = {index: names - given for index, names in left.items() if index not in new}


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
    columns = {index: sheet.below(index, row) for index in options}
    return [
        [
            options[index].replace(";", ",")
            for index, cells in columns.items()
            if i < len(cells) and is_ticked(cells[i])
        ]
        for i in range(sheet.n_rows - row)
    ]
