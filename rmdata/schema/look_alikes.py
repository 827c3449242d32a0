"""Codes that may be one person's: the same but for how people mistype a code."""

import re
from collections import defaultdict
from collections.abc import Iterable

from rmdata.schema.vocabulary import squash

LOOK_ALIKE = str.maketrans({"o": "0", "i": "1", "l": "1"})
LEADING_ZEROS = re.compile(r"(?<!\d)0+(?=\d)")


def near_misses(first: Iterable[str], second: Iterable[str]) -> list[tuple[str, str, str]]:
    """Every code of ``first`` with a code of ``second`` that may be the same, and why.

    Codes that are equal are no near misses; nor is a code with several candidates for one reason
    told apart: all of them are named.
    """
    ours, theirs = sorted(set(first)), sorted(set(second))
    found: dict[tuple[str, str], str] = {}
    for reason, alike in REASONS:
        by_form = defaultdict(list)
        for code in theirs:
            by_form[alike(code)].append(code)
        for code in ours:
            for other in by_form.get(alike(code), ()):
                if other != code:
                    found.setdefault((code, other), reason)
    for code, other in _swapped(ours, theirs):
        found.setdefault((code, other), "two neighbouring characters are swapped")
    return [(code, other, reason) for (code, other), reason in sorted(found.items())]


def _zeros(code: str) -> str:
    return LEADING_ZEROS.sub("", squash(code))


def _look_alikes(code: str) -> str:
    """Letters that look like digits count as digits where a digit stands beside them."""
    squashed = squash(code)
    return re.sub(r"(?<=\d)[oil]|[oil](?=\d)", lambda m: m[0].translate(LOOK_ALIKE), squashed)


REASONS = (
    ("only case, spaces or punctuation differ", squash),
    ("leading zeros are missing", _zeros),
    ("a letter looks like a digit", _look_alikes),
    ("a letter looks like a digit, and zeros are missing", lambda c: _zeros(_look_alikes(c))),
)


def _swapped(ours: list[str], theirs: list[str]) -> Iterable[tuple[str, str]]:
    by_letters = defaultdict(list)
    for code in theirs:
        by_letters["".join(sorted(squash(code)))].append(code)
    for code in ours:
        for other in by_letters.get("".join(sorted(squash(code))), ()):
            if _is_swap(squash(code), squash(other)):
                yield code, other


def _is_swap(one: str, other: str) -> bool:
    places = [i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b]
    return (
        len(places) == 2
        and places[1] == places[0] + 1
        and one[places[0]] == other[places[1]]
        and one[places[1]] == other[places[0]]
    )
