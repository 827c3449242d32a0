"""The data dictionary of a REDCap project: what field names and codes of a raw export mean."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from rmdata.reading.sheets import Sheet
from rmdata.reading.tools.arranged import header_row, texts_of
from rmdata.schema import clean, squash

FIELD, LABEL = "variablefieldname", "fieldlabel"
CHOICES = "choicescalculationsorsliderlabels"
NAMES = frozenset({FIELD, LABEL, CHOICES, "formname", "fieldtype", "sectionheader"})
TAGS = re.compile(r"<[^<>]*>")


@dataclass(frozen=True)
class Field:
    """One field: its label, and the label of each of its codes."""

    label: str
    codes: Mapping[str, str] = field(default_factory=dict)


def is_key(sheet: Sheet) -> bool:
    """Whether a sheet is such a dictionary."""
    row = header_row(sheet, NAMES, 3)
    found = {squash(text) for text in texts_of(sheet, row).values()} if row else set()
    return {FIELD, LABEL} <= found


def read_dictionary(sheets: Iterable[Sheet]) -> dict[str, Field]:
    """Every field of the dictionaries by its name."""
    fields = {}
    for sheet in sheets:
        row = header_row(sheet, NAMES, 3)
        places = {squash(text): index for index, text in texts_of(sheet, row).items()}
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
