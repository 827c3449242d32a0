"""Qualtrics: a row of names, a row of questions, a row of {"ImportId": ...}; older files have two.

Previews, tests, spam and unfinished answers are left out and counted.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass

from rmdata.reading.opening.sheets import Sheet
from rmdata.reading.problems import Problem
from rmdata.reading.recognising.tools.arranged import (
    DAY,
    OWN_WORDS,
    Arranged,
    Cells,
    Setting,
    fold_groups,
    holding_codes,
    rebuilt,
    row_of,
    split,
    theme_question,
)
from rmdata.schema.vocabulary import clean, squash

FIXED = frozenset(
    {"startdate", "enddate", "status", "ipaddress", "progress", "durationinseconds", "finished"}
    | {"recordeddate", "responseid", "recipientlastname", "recipientfirstname", "recipientemail"}
    | {"externalreference", "locationlatitude", "locationlongitude", "distributionchannel"}
    | {"userlanguage", "responseset", "name", "externaldatareference", "emailaddress"}
    | {"responsetype", "externaldatareference", "locationaccuracy", "qrecaptchascore"}
)
KEPT = frozenset(
    {"ipaddress", "name", "emailaddress", "recipientlastname", "recipientfirstname"}
) | {
    "recipientemail",
    "locationlatitude",
    "locationlongitude",
}
REFERENCES = ("externalreference", "externaldatareference")
MOMENTS = ("enddate", "recordeddate", "startdate")
LEGACY = re.compile(r"V\d+")
IMPORT_ID = "{importid"
TOPICS = re.compile(r"(.+?) - Topics$")
FROM_TEXTS = re.compile(r".+ - (Parent Topics|Sentiment.*|Topic Sentiment.*)$")
PART_NAME = re.compile(r"(.+?)_\d+(?:_TEXT)?")
SELECTED = re.compile(r"\s+-\s+Selected Choice\b", re.IGNORECASE)
PREVIEWS = {"surveypreview", "surveytest", "preview", "1", "2", "9", "17", "surveypreviewspam"}
PREVIEWS |= {"offlinesurveypreview"}
SPAM = {"spam", "possiblespam", "8", "12", "importedspam"}


@dataclass(frozen=True)
class Heading:
    """The header rows: the first and the last of them, and each column's name and question."""

    last: int
    names: dict[int, str]
    questions: dict[int, str]

    def index(self, *names: str) -> int | None:
        """The column of the first of these names that there is."""
        for name in names:
            for index, text in self.names.items():
                if squash(text) == name:
                    return index
        return None


def sureness(sheet: Sheet) -> float:
    """How sure it is that the sheet came from this tool, from 0 to 1."""
    row = row_of(sheet, FIXED, 4)
    if not row:
        return 0
    texts = {squash(text) for text in sheet.texts(row).values()}
    if {"responseid", "finished"} <= texts or {"responseid", "recordeddate"} <= texts:
        return 0.9
    return 0.6 if "durationinseconds" in texts or "distributionchannel" in texts else 0


def arrange(sheet: Sheet, setting: Setting) -> Arranged:
    """The sheet under its questions, without what is no answer of a participant."""
    heading = _heading(sheet)
    row = heading.last
    names = _headers(heading)
    day = heading.index(*MOMENTS)
    if day is not None:
        names[day] = DAY
    gone, dropped = _not_answers(sheet, heading)
    changed = _topics(sheet, heading, names, setting)
    changed |= fold_groups(sheet, row, names, _groups(heading, names), setting)
    for index, name in list(names.items()):
        column = theme_question(name, sheet.distinct(index, row), setting)
        if column and index not in changed and OWN_WORDS not in name:
            changed[index] = split(sheet.below(index, row), column)
    problems = _code(sheet, heading, names, setting)
    return Arranged(rebuilt(sheet, row, names, changed, gone), row, dropped, problems)


def _heading(sheet: Sheet) -> Heading:
    """Tell one, two and three header rows apart, in the present and in the older layout."""
    row = row_of(sheet, FIXED, 4)
    names = sheet.texts(row)
    above = sheet.texts(row - 1) if row > 1 else {}
    if sum(bool(LEGACY.fullmatch(text)) for text in above.values()) >= 3:
        fixed = {index for index, text in above.items() if LEGACY.fullmatch(text)}
        tags = {i: names.get(i, "") if i in fixed else text for i, text in above.items()}
        return Heading(row, tags, names)
    depth = next((n for n in (1, 2) if _is_import_row(sheet, row + n)), 0)
    second = sheet.texts(row + 1)
    if depth == 2 or (not depth and _is_question_row(names, second)):
        return Heading(row + max(depth, 1), names, second)
    return Heading(row + depth, names, {})


def _is_import_row(sheet: Sheet, row: int) -> bool:
    texts = sheet.texts(row).values()
    return any(
        text.replace(" ", "").replace('"', "").lower().startswith(IMPORT_ID) for text in texts
    )


def _is_question_row(names: dict[int, str], texts: dict[int, str]) -> bool:
    """Whether the row below the names says them again in words ("Start Date"), not in values."""
    fixed = [index for index, name in names.items() if squash(name) in FIXED and index in texts]
    repeated = [index for index in fixed if squash(texts[index]) in FIXED]
    return bool(fixed) and len(repeated) * 2 >= len(fixed)


def _headers(heading: Heading) -> dict[int, str]:
    """What each column is called: its question, else its name; the tool's own are left out."""
    names = {}
    for index, name in heading.names.items():
        fixed = squash(name) in FIXED
        if FROM_TEXTS.fullmatch(name) or (fixed and squash(name) not in KEPT):
            continue
        question = clean(heading.questions.get(index, ""))
        names[index] = name if fixed or not question else SELECTED.sub("", question)
    return names


def _groups(heading: Heading, names: dict[int, str]) -> dict[str, dict[int, str]]:
    """Questions of several columns, by the name they share: "What concerns ... - Hierarchy"."""
    columns: dict[str, dict[int, str]] = {}
    for index, name in names.items():
        if found := PART_NAME.fullmatch(heading.names[index]):
            columns.setdefault(found[1], {})[index] = name
    groups = {}
    for texts in columns.values():
        shared = _beginning(texts.values())
        end = shared.rfind(" - ") if " - " in shared else shared.rfind("-")
        if len(texts) > 1 and end > 0:
            options = {index: text[end:].lstrip(" -") for index, text in texts.items()}
            groups[shared[:end].strip()] = options
    return groups


def _beginning(texts: Collection[str]) -> str:
    """What all texts begin with; the first and the last in order differ soonest."""
    first, last = min(texts), max(texts)
    pairs = enumerate(zip(first, last, strict=False))
    return first[: next((at for at, (one, other) in pairs if one != other), len(first))]


def _topics(
    sheet: Sheet, heading: Heading, names: dict[int, str], setting: Setting
) -> dict[int, Cells]:
    """Topics that were given to the answers in words are themes; the words stay words."""
    changed = {}
    by_name = {name: index for index, name in heading.names.items()}
    for index, name in heading.names.items():
        found = TOPICS.fullmatch(name)
        answered = by_name.get(found[1]) if found else None
        if answered is None or answered not in names:
            continue
        texts = sheet.distinct(index, heading.last)
        column = theme_question(names[answered], texts, setting)
        if column:
            names[index] = column.label
            names[answered] += OWN_WORDS
            changed[index] = split(sheet.below(index, heading.last), column)
    return changed


def _not_answers(sheet: Sheet, heading: Heading) -> tuple[set[int], tuple[tuple[int, str], ...]]:
    """The rows that are left out, and how many of each kind."""
    status, finished = heading.index("status", "responsetype"), heading.index("finished")
    channel = heading.index("distributionchannel")
    kinds: dict[str, set[int]] = {"previews or tests": set(), "spam": set(), "unfinished": set()}
    for number in range(heading.last + 1, sheet.n_rows + 1):
        said = squash(sheet.cell(status, number)) if status is not None else ""
        shown = squash(sheet.cell(channel, number)) if channel is not None else ""
        if said in PREVIEWS or shown == "preview":
            kinds["previews or tests"].add(number)
        elif said in SPAM:
            kinds["spam"].add(number)
        elif finished is not None and squash(sheet.cell(finished, number)) in ("0", "false"):
            kinds["unfinished"].add(number)
    dropped = tuple((len(rows), what) for what, rows in kinds.items() if rows)
    return set().union(*kinds.values()), dropped


def _code(
    sheet: Sheet, heading: Heading, names: dict[int, str], setting: Setting
) -> tuple[Problem, ...]:
    index = heading.index(*REFERENCES)
    if index is None or not sheet.distinct(index, heading.last):
        return ()
    return holding_codes(names, index, heading.names[index], setting.table)
