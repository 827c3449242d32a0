"""What makes a row the same row as another, what looks like it, and what comes twice."""

import hashlib
import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

from rmdata.reading.choices import FIRST, LAST, Choices
from rmdata.reading.problems import Asks, Level, Problem
from rmdata.reading.rows.draft import Draft
from rmdata.reading.rows.people import KnownRoles, Person
from rmdata.schema.vocabulary import PARTICIPANTS, QUESTIONNAIRES, SESSIONS, WHOSE_AND_WHEN

SEPARATOR = "\x1f"
DELETE_OR_CHOOSE = "Delete one of the two rows, or choose which one counts."
SAME = {
    QUESTIONNAIRES: ("about the same person and stage", DELETE_OR_CHOOSE),
    PARTICIPANTS: ("the same person", DELETE_OR_CHOOSE),
    SESSIONS: (
        "the same session",
        "Delete one of the two rows, give each its own session id, or choose which one counts.",
    ),
}
# Cyrillic capitals, Cyrillic small letters, Greek.
LATIN = str.maketrans(
    "\u0410\u0412\u0415\u0405\u0406\u0408\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0423\u0425"
    "\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0455\u0456\u0458"
    "\u0391\u0392\u0395\u0396\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7\u03bf",
    "ABESIJKMHOPCTYXaeopcyxsijABEZHIKMNOPTYXo",
)
DIGITS = str.maketrans("OoIl|", "00111")
# A letter is taken for a digit only beside one: nobody reads the O of NORA as a zero.
LIKE_A_DIGIT = re.compile(r"[OoIl|]+(?=\d)|(?<=\d)[OoIl|]+")
CODES = ("participant_code", "mentor_code", "mentee_code")
REMEDY = "Type the code alike in both if they are one person."


def fill_keys(draft: Draft) -> None:
    """Give every row its key, as text: equal keys are the same row of the same table.

    A row that lacks a part of its key has none (""); that lack is a problem of its own.
    """
    seen: dict[str, int] = {}
    for i in range(len(draft.rows)):
        parts = _parts(draft, i)
        key = SEPARATOR.join(str(part) for part in parts) if all(parts) else ""
        if draft.table == QUESTIONNAIRES and not draft.values["participant_code"][i]:
            key = _anonymous_key(draft, i, seen)
        draft.row_keys.append(key)


def _parts(draft: Draft, i: int) -> tuple[Any, ...]:
    value = {name: values[i] for name, values in draft.values.items()}
    if draft.table != SESSIONS or value["session_id"]:
        return tuple(value[name] for name in draft.layout.table.key)
    codes = [";".join(sorted(value[name] or ())) for name in ("mentor_code", "mentee_code")]
    return (value["programme"], value["cohort"], *codes, value["held_on"])


def _anonymous_key(draft: Draft, i: int, seen: dict[str, int]) -> str:
    """An answer without a code is known by its content and by how often that content came.

    So the same export loaded again changes nothing, and two people who ticked alike stay two.
    """
    content = repr([draft.values[name][i] for name in sorted(draft.values)])
    digest = hashlib.sha256(content.encode()).hexdigest()[:24]
    seen[digest] = seen.get(digest, 0) + 1
    return SEPARATOR.join(("anonymous", digest, str(seen[digest])))


def resolve_repeats(drafts: list[Draft], choices: Mapping[str, Choices]) -> list[Problem]:
    """Keep one row of each key: identical repeats with a warning, different ones by choice."""
    first: dict[tuple[str, str], tuple[Draft, int]] = {}
    dropped: dict[int, set[int]] = {id(draft): set() for draft in drafts}
    problems = []
    for draft in drafts:
        for i, key in enumerate(draft.row_keys):
            if not key:
                continue
            other, j = first.setdefault((draft.table, key), (draft, i))
            if (other, j) == (draft, i) or _supplements(other, draft):
                continue
            choice = choices[draft.file].duplicates
            problems.append(_repeat(draft, i, other, j, choice))
            if choice == LAST and _differ(draft, i, other, j):
                dropped[id(other)].add(j)
                first[(draft.table, key)] = (draft, i)
            else:
                dropped[id(draft)].add(i)
    for draft in drafts:
        if dropped[id(draft)]:
            draft.keep([i not in dropped[id(draft)] for i in range(len(draft.rows))])
    return problems


def _supplements(one: Draft, other: Draft) -> bool:
    """Whether two sheets answer different questions about the same people and stages."""
    return one is not other and not (set(one.carried) & set(other.carried)) - WHOSE_AND_WHEN


def _differ(draft: Draft, i: int, other: Draft, j: int) -> list[str]:
    both = [name for name in draft.carried if name in other.carried]
    return [name for name in both if draft.values[name][i] != other.values[name][j]]


def _repeat(draft: Draft, i: int, other: Draft, j: int, choice: str | None) -> Problem:
    where, differing = other.place(j, draft), _differ(draft, i, other, j)
    if not differing:
        message = f"The same row stands in {where}; it is counted once."
        return draft.problem(Level.WARNING, message, _key_column(draft, i), i)
    column = differing[0] if draft.table == QUESTIONNAIRES else _key_column(draft, i)
    labels = ", ".join(draft.layout.table.column(name).label for name in differing[:4])
    if choice in (FIRST, LAST):
        message = f"Differs from {where} in {labels}; the {choice} of the two is used, as chosen."
        return draft.problem(Level.WARNING, message, column, i)
    same, remedy = SAME[draft.table]
    message = f"R{where[1:]} is {same} but differs in {labels}. {remedy}"
    return draft.problem(Level.QUESTION, message, column, i, Asks.DUPLICATES)


def _key_column(draft: Draft, i: int) -> str:
    """The cell that makes a row the same as another one."""
    if draft.table != SESSIONS:
        return "participant_code"
    return "session_id" if draft.values["session_id"][i] else "held_on"


def look_alike_problems(drafts: list[Draft], known: KnownRoles) -> list[Problem]:
    """A warning at each code that looks like another one of its cohort, here or stored before."""
    first: dict[Person, tuple[str, Draft | None, int]]
    first = {(*person[:2], seen_as(person[2])): (person[2], None, 0) for person in known}
    told: set[Person] = set(known)
    problems = []
    for draft in drafts:
        for column, i, person in _codes(draft):
            if person in told:
                continue
            told.add(person)
            group, code = person[:2], person[2]
            other, theirs, j = first.setdefault((*group, seen_as(code)), (code, draft, i))
            if other != code:
                where = theirs.place(j, draft) if theirs else "what is stored"
                message = (
                    f"“{code}” looks like “{other}” in {where}, but "
                    f"{_difference(code, other)}. {REMEDY}"
                )
                problems.append(draft.problem(Level.WARNING, message, column, i))
    return problems


def seen_as(code: str) -> str:
    """A code as the eye takes it: equal for two codes that look alike."""
    if not code.isascii():
        shown = (mark for mark in code if unicodedata.category(mark) != "Cf")
        code = "".join(shown).translate(LATIN)
    return LIKE_A_DIGIT.sub(lambda found: found[0].translate(DIGITS), code)


def _codes(draft: Draft) -> Iterator[tuple[str, int, Person]]:
    """Column, position and person of every code; a session names several."""
    groups = list(zip(draft.values["programme"], draft.values["cohort"], strict=True))
    for column in CODES:
        for i, held in enumerate(draft.values.get(column, ())):
            for code in [held] if isinstance(held, str) else held or ():
                yield column, i, (*groups[i], code)


def _difference(code: str, other: str) -> str:
    """What the eye does not see, in words."""
    marks = code + other
    if any(unicodedata.category(mark) == "Cf" for mark in marks):
        return "one of them holds an invisible character"
    foreign = next((mark for mark in marks if mark != mark.translate(LATIN)), "")
    if not foreign:
        return "a letter stands for a digit in one of them"
    return f"one “{foreign}” is a {unicodedata.name(foreign).split()[0].title()} letter"
