"""Codes that look alike and are not: a Cyrillic A for a Latin one, the letter O for a zero."""

import re
import unicodedata
from collections.abc import Iterator

from rmdata.reading.people import KnownRoles, Person
from rmdata.reading.problems import Level, Problem
from rmdata.reading.rows import Draft

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
