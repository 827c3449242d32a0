"""The key file of Jisc Online Surveys: what every question code and every answer code means."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from rmdata.reading.sheets import Sheet
from rmdata.reading.tools.arranged import HEADER_SEARCH_ROWS
from rmdata.schema import clean, squash

QUESTION = re.compile(r"Q\d+(?:_\w+)*", re.IGNORECASE)
ANSWER = re.compile(r"-?\d+")
FEWEST_QUESTIONS = 2


@dataclass(frozen=True)
class Entry:
    """One question, option or cell of a grid: its wording, and the wording of its codes."""

    label: str
    codes: Mapping[str, str] = field(default_factory=dict)

    def explains(self, answers: Collection[str]) -> bool:
        """Whether every answer is one of the codes; without codes any answer is in words."""
        ticks = {"0", "1"} if set(self.codes) <= {"0", "1"} else set[str]()
        return not self.codes or {text.strip() for text in answers} <= {*self.codes, *ticks}


Key = dict[str, Entry]


def is_key(sheet: Sheet) -> bool:
    """Whether a sheet is such a key: two columns, question codes beside their wording."""
    if len(sheet.columns) != 2:
        return False
    first, second = sorted(sheet.columns)
    rows = range(1, min(sheet.n_rows, HEADER_SEARCH_ROWS) + 1)
    named = [row for row in rows if squash(sheet.cell(first, row)) == "urn"]
    if any(squash(sheet.cell(second, row)) == "uniqueresponsenumber" for row in named):
        return True
    coded = sum(bool(QUESTION.fullmatch(sheet.cell(first, row).strip())) for row in rows)
    return not named and coded >= FEWEST_QUESTIONS


def read_key(sheet: Sheet) -> Key:
    """Every code of a key with its wording."""
    first, second = sorted(sheet.columns)
    key: Key = {}
    codes: dict[str, str] = {}
    for row in range(1, sheet.n_rows + 1):
        code, label = sheet.cell(first, row).strip(), clean(sheet.cell(second, row))
        if ANSWER.fullmatch(code):
            codes[code] = label
        elif code:
            codes = {}
            key[code] = Entry(label, codes)
    return key


def fitting(keys: Iterable[Key], columns: Mapping[str, Collection[str]]) -> list[Key]:
    """The keys that explain every column and every answer code, those with the fewest others only.

    ``columns`` maps the codes of questions to the different answers in their columns.
    """
    found = [
        key
        for key in keys
        if all(name in key and key[name].explains(texts) for name, texts in columns.items())
    ]
    fewest = min((len(key) for key in found), default=0)
    different: list[Key] = []
    for key in found:
        if len(key) == fewest and key not in different:
            different.append(key)
    return different
