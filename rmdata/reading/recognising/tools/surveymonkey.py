"""SurveyMonkey: the question in the first cell of its span, the rows and options below it."""

from rmdata.reading.opening.sheets import Sheet
from rmdata.reading.problems import Problem
from rmdata.reading.recognising.tools.arranged import (
    DAY,
    OTHER,
    Arranged,
    Setting,
    fold_groups,
    holding_codes,
    rebuilt,
    row_of,
    ticked_questions,
)
from rmdata.schema.vocabulary import clean, squash

FRONT = frozenset(
    {"respondentid", "collectorid", "startdate", "enddate", "ipaddress", "emailaddress"}
    | {"firstname", "lastname", "customdata1", "customdata", "datecreated", "datemodified"}
)
NOT_ANSWERS = frozenset({"respondentid", "collectorid", "startdate", "datecreated"})
MOMENTS = ("enddate", "datemodified", "startdate", "datecreated")
CODES = ("customdata1", "customdata")
ONE_ANSWER = frozenset({"response", "openendedresponse"})


def sureness(sheet: Sheet) -> float:
    """How sure it is that the sheet came from this tool, from 0 to 1."""
    row = row_of(sheet, FRONT, 2)
    found = {squash(text) for text in sheet.texts(row).values()} if row else set()
    return 0.95 if "respondentid" in found else 0


def arrange(sheet: Sheet, setting: Setting) -> Arranged:
    """The sheet under joined headers, options folded, the collector's code as the code."""
    row = row_of(sheet, FRONT, 2)
    front = {i: squash(t) for i, t in sheet.texts(row).items() if squash(t) in FRONT}
    last = row if _starts_with_answers(sheet, row, front) else row + 1
    parts = _parts(sheet, row, last, front)
    names = {index: _joined(*part) for index, part in parts.items()}
    names = {
        index: name
        for index, name in names.items()
        if front.get(index) not in NOT_ANSWERS
        and (not OTHER.search(parts[index][1]) or sheet.distinct(index, last))
    }
    groups: dict[str, dict[int, str]] = {}
    for index, (question, option) in parts.items():
        if option and index not in front:
            groups.setdefault(question, {})[index] = option
    changed = fold_groups(sheet, last, names, groups, setting)
    single = {index: name for index, name in names.items() if index not in changed}
    changed |= ticked_questions(sheet, last, single, setting)
    names |= single
    problems = _fixed(sheet, last, names, front, setting)
    return Arranged(rebuilt(sheet, last, names, changed), last, problems=problems)


def _starts_with_answers(sheet: Sheet, row: int, front: dict[int, str]) -> bool:
    """Whether the row below the header, if there is one, is an answer: it has a respondent."""
    return row == sheet.n_rows or any(
        sheet.cell(index, row + 1).strip()
        for index, name in front.items()
        if name == "respondentid"
    )


def _parts(sheet: Sheet, row: int, last: int, front: dict[int, str]) -> dict[int, tuple[str, str]]:
    """The question and the row or option of every column; a blank question is the one before."""
    parts, question = {}, ""
    for index in sorted(sheet.columns):
        below = clean(sheet.cell(index, last)) if last > row else ""
        named = clean(sheet.cell(index, row))
        question = named or question
        if named or (below and index not in front):
            parts[index] = (question, "" if squash(below) in ONE_ANSWER else below)
    return parts


def _joined(question: str, option: str) -> str:
    return f"{question} - {option}" if option else question


def _fixed(
    sheet: Sheet, last: int, names: dict[int, str], front: dict[int, str], setting: Setting
) -> tuple[Problem, ...]:
    """Name the time of answering and the code; the collector's data are codes where filled."""
    places = {name: index for index, name in front.items()}
    day = next((places[name] for name in MOMENTS if name in places), None)
    if day is not None:
        names[day] = DAY
    code = next((places[name] for name in CODES if name in places), None)
    if code is None:
        return ()
    if sheet.distinct(code, last):
        return holding_codes(names, code, "Custom Data 1", setting.table)
    names.pop(code, None)
    return ()
