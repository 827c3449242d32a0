"""Jisc Online Surveys: coded answers in one file, what the codes mean in another."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from rmdata.reading.opening.sheets import Sheet, address
from rmdata.reading.problems import Level, Problem
from rmdata.reading.recognising.tools.arranged import (
    DAY,
    Arranged,
    Cells,
    Setting,
    fold_groups,
    is_ticked,
    rebuilt,
    row_of,
    ticked_questions,
)
from rmdata.schema.vocabulary import clean, squash

QUESTION = re.compile(r"Q\d+(?:_\w+)*", re.IGNORECASE)
ANSWER = re.compile(r"-?\d+")
FEWEST_QUESTIONS = 2
NUMBERS = frozenset({"urn", "uniqueresponsenumber", "responseid"})
MOMENTS = frozenset({"completiondate", "submissiondate", "completed", "completiontime"})
NOT_ANSWERS = NUMBERS | {"started", "startdate", "status"}
SPSS_NAME = re.compile(r"\w+---(.+)")
NUMBERING = re.compile(r"\d+\.(?:[a-z0-9]{1,4}\.)*\s+", re.IGNORECASE)
GRID_CELL = re.compile(r"(Q\d+(?:_\d+)*)_([a-z])(?:_1)?", re.IGNORECASE)
PART_OF = re.compile(r"(Q\d+(?:_[a-z0-9]+)*)_[a-z0-9]+", re.IGNORECASE)
TICKS = frozenset({"selected", "ticked", "checked", "yes", "true", "1"})
NO_KEY = (
    "The answers of this file are codes. Add the key file of the same survey (its name ends in "
    "-key.csv) and read both together, or export without “Code responses”."
)
TWO_KEYS = (
    "Two key files fit the codes of this file and say different things. Load each survey by "
    "itself, with its own key."
)


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
    named = [row for row in sheet.top if squash(sheet.cell(first, row)) == "urn"]
    if any(squash(sheet.cell(second, row)) == "uniqueresponsenumber" for row in named):
        return True
    coded = sum(bool(QUESTION.fullmatch(sheet.cell(first, row).strip())) for row in sheet.top)
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


@dataclass
class Parts:
    """The columns of a coded file while they are put together."""

    names: dict[int, str] = field(default_factory=dict)
    changed: dict[int, Cells] = field(default_factory=dict)
    groups: dict[str, dict[int, str]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def sureness(sheet: Sheet) -> float:
    """How sure it is that the sheet came from this tool, from 0 to 1."""
    if is_key(sheet):
        return 0
    row = _header_row(sheet)
    if not row:
        return 0
    found = {squash(text) for text in _texts(sheet, row).values()}
    if found & {"urn", "uniqueresponsenumber"}:
        return 0.9
    return 0.7 if {"responseid", "started", "completed"} <= found else 0


def arrange(sheet: Sheet, setting: Setting) -> Arranged:
    """The sheet under its questions, with the words of the key for its codes."""
    row = _header_row(sheet)
    texts = _texts(sheet, row)
    codes = {index: text for index, text in texts.items() if QUESTION.fullmatch(text)}
    if not codes:
        return _with_questions(sheet, row, texts, setting)
    answers = {code: sheet.distinct(index, row) for index, code in codes.items()}
    keys = fitting([read_key(key) for key in setting.keys if is_key(key)], answers)
    if len(keys) != 1:
        remark = Problem(Level.ERROR, TWO_KEYS if keys else NO_KEY)
        return Arranged(rebuilt(sheet, row, {}), row, problems=(remark,))
    parts = _decoded(sheet, row, codes, keys[0])
    parts.changed |= fold_groups(sheet, row, parts.names, parts.groups, setting)
    parts.names |= {index: DAY for index, text in texts.items() if squash(text) in MOMENTS}
    arranged = rebuilt(sheet, row, parts.names, parts.changed)
    return Arranged(arranged, row, problems=tuple(parts.problems))


def _header_row(sheet: Sheet) -> int:
    plain = row_of(sheet, NUMBERS | MOMENTS, 1)
    return plain or row_of(sheet, {"urnuniqueresponsenumber"}, 1)


def _texts(sheet: Sheet, row: int) -> dict[int, str]:
    texts = sheet.texts(row)
    return {i: found[1] if (found := SPSS_NAME.fullmatch(t)) else t for i, t in texts.items()}


def _with_questions(sheet: Sheet, row: int, texts: dict[int, str], setting: Setting) -> Arranged:
    """A file whose headers are the questions, with their numbers before them."""
    names = {
        index: DAY if squash(text) in MOMENTS else NUMBERING.sub("", text, count=1)
        for index, text in texts.items()
        if squash(text) not in NOT_ANSWERS
    }
    changed = ticked_questions(sheet, row, names, setting)
    return Arranged(rebuilt(sheet, row, names, changed), row)


def _decoded(sheet: Sheet, row: int, codes: dict[int, str], key: Key) -> Parts:
    parts = Parts()
    grids: dict[str, dict[int, Entry]] = {}
    for index, code in codes.items():
        if found := GRID_CELL.fullmatch(code):
            grids.setdefault(found[1], {})[index] = key[code]
            continue
        entry, question = key[code], _parent(code, key)
        is_option = bool(question) and set(entry.codes) <= {"0", "1"}
        label = _option(entry) if is_option else entry.label
        parts.names[index] = f"{question} - {label}" if question else label
        if is_option:
            parts.groups.setdefault(question, {})[index] = label
        elif entry.codes:
            parts.changed[index] = [
                entry.codes.get((cell or "").strip(), cell) for cell in sheet.below(index, row)
            ]
    for code, entries in grids.items():
        _add_grid_row(parts, sheet, row, (_parent(code, key), entries))
    return parts


def _parent(code: str, key: Key) -> str:
    """The wording of the question that a part belongs to, or nothing for a whole question."""
    found = PART_OF.fullmatch(code)
    while found:
        if found[1] in key:
            return key[found[1]].label
        found = PART_OF.fullmatch(found[1])
    return ""


def _option(entry: Entry) -> str:
    """The wording of one option; some keys say it beside its code 1."""
    said = entry.codes.get("1", "")
    return entry.label if squash(said) in TICKS or not said else said


def _add_grid_row(parts: Parts, sheet: Sheet, row: int, grid: tuple[str, dict[int, Entry]]) -> None:
    """One column for one row of a grid; two ticks in it are told and left out."""
    question, entries = grid
    first = min(entries)
    label = next(iter(entries.values())).label
    parts.names[first] = f"{question} - {label}" if question else label
    answers: Cells = []
    for number in range(row + 1, sheet.n_rows + 1):
        ticked = [index for index in entries if is_ticked(sheet.cell(index, number))]
        said = [_point(entries[index]) for index in ticked]
        answers.append(said[0] if len(said) == 1 else None)
        if len(said) > 1:
            message = (
                f"Two answers are ticked for {label}; neither is counted. Ask the person, or leave "
                "it blank."
            )
            cell = address(ticked[0], number)
            parts.problems.append(Problem(Level.WARNING, message, cell, "; ".join(said)))
    parts.changed[first] = answers


def _point(entry: Entry) -> str:
    """The word of one point of a scale."""
    return clean(next(iter(entry.codes.values()), entry.label))
