"""Numbers that are not those of the scale: codes, and only a person can say how they rise."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from rmdata.reading.answers.words import Answer
from rmdata.reading.choices import HIGHEST_FIRST, LOWEST_FIRST
from rmdata.reading.problems import Asks, Problem
from rmdata.schema.vocabulary import Column, clean

Parsed = dict[str, dict[str, Any]]
MOST_NAMED = 8
ENDS = re.compile(r"\s*(-?\d+)\s*(?:-|–|to|\.\.)\s*(-?\d+)\s*")


@dataclass(frozen=True)
class Doubt:
    """What must be asked about a column: its texts, the first one first, and which choice answers.

    ``value`` is what a meaning is wanted for, where that is not the texts themselves.
    """

    column: str
    texts: tuple[str, ...]
    message: str
    asks: Asks
    value: str = ""


@dataclass
class Group:
    """The rated columns of one scale; ``answers`` holds every text that is an answer, parsed."""

    columns: tuple[Column, ...]
    parsed: Parsed
    answers: dict[str, dict[str, Answer]]
    low: int
    high: int

    @property
    def n_points(self) -> int:
        """How many points the scale has."""
        return self.high - self.low + 1

    def open(self, name: str) -> dict[str, Answer]:
        """The texts of a column that have no value yet."""
        values = self.parsed[name]
        return {t: a for t, a in self.answers[name].items() if isinstance(values[t], Problem)}


def doubt(group: Group, column: Column, texts: Mapping[str, Any], said: tuple[str, Asks]) -> Doubt:
    """A doubt instead of a problem in each of its cells."""
    group.parsed[column.name] |= dict.fromkeys(texts)
    if said[1] is Asks.SCALE:
        for member in group.columns:
            numbers = {t for t, a in group.open(member.name).items() if a.number is not None}
            group.parsed[member.name] |= dict.fromkeys(numbers)
    return Doubt(column.name, tuple(texts), *said)


def named(texts: Iterable[str]) -> str:
    """Some typed texts in a sentence, the long ones and the many ones cut."""
    every = [f"“{clean(text)[:40]}”" for text in texts]
    more = f" and {len(every) - MOST_NAMED} more" if len(every) > MOST_NAMED else ""
    return ", ".join(every[:MOST_NAMED]) + more


def falls_as_said(scale: str | None) -> bool:
    """Whether the uploader said that the highest answer comes first."""
    ends = ENDS.fullmatch(scale or "")
    return scale == HIGHEST_FIRST or bool(ends and int(ends[1]) > int(ends[2]))


def recoded(
    numbers: list[int], ends: tuple[int, int], scale: str | None
) -> dict[int | None, int] | None:
    """The point of every code, or ``None`` where nobody said it, or not enough of it.

    ``numbers`` are the codes that came, in order; ``ends`` the ends of the scale. Where some codes
    of a row of them did not come, the two ends that did must span the whole scale.
    """
    points = list(range(ends[0], ends[1] + 1))
    if said := ENDS.fullmatch(scale or ""):
        first, last = int(said[1]), int(said[2])
        step, rest = divmod(last - first, len(points) - 1)
        if rest or not step:
            return None
        return {first + i * step: point for i, point in enumerate(points)}
    every = numbers
    # Of codes that lie far apart, a list of all between them could be of any length.
    if len(numbers) != len(points) and numbers[-1] - numbers[0] == len(points) - 1:
        every = list(range(numbers[0], numbers[-1] + 1))
    if scale not in (LOWEST_FIRST, HIGHEST_FIRST) or len(every) != len(points):
        return None
    return dict(zip(every, points if scale == LOWEST_FIRST else points[::-1], strict=True))


def other_codes(
    group: Group, scale: str | None, together: Collection[str], *, strict: bool
) -> list[Doubt]:
    """Give numbers outside the scale their points, in place, or ask how they rise.

    ``together`` names the columns of one grid: where one of them is coded 0 to 4, another one that
    happens to hold no 0 is coded so too. With ``strict`` a number outside the scale is a slip of
    the hand, unless the numbers fill a scale of the same length that begins elsewhere.
    """
    concerned = [column for column in group.columns if _outside(group, column.name)]
    numbers = _numbers(group, concerned)
    if not numbers:
        return []
    if {column.name for column in concerned} & set(together):
        grid = [column for column in group.columns if column.name in together]
        if strict and not _elsewhere(group, _numbers(group, [*grid, *concerned])):
            return []
        joined = {column.name for column in grid if _joins(group, column, numbers)}
        concerned = [c for c in group.columns if c in concerned or c.name in joined]
        numbers = _numbers(group, concerned)
    elif strict and not _elsewhere(group, numbers):
        return []
    points = recoded(numbers, (group.low, group.high), scale)
    if points is None:
        return [_codes_doubt(group, concerned, numbers, scale)]
    for column in concerned:
        group.parsed[column.name] |= {
            text: points[answer.number]
            for text, answer in group.answers[column.name].items()
            if answer.number in points
        }
    return []


def _outside(group: Group, name: str) -> bool:
    return any(answer.number is not None for answer in group.open(name).values())


def _numbers(group: Group, columns: Collection[Column]) -> list[int]:
    """All numbers that came in some columns, in order."""
    answers = (answer for column in columns for answer in group.answers[column.name].values())
    return sorted({answer.number for answer in answers if answer.number is not None})


def _joins(group: Group, column: Column, codes: list[int]) -> bool:
    """Whether a column holds only numbers that may be codes of the others."""
    numbers = _numbers(group, [column])
    return bool(numbers) and codes[0] <= numbers[0] and numbers[-1] < codes[0] + group.n_points


def _elsewhere(group: Group, numbers: list[int]) -> bool:
    """Whether numbers fill, but for one at most, a scale that begins at 0 or lies around 0."""
    starts = {0, -(group.n_points // 2)} - {group.low}
    within = numbers[-1] < numbers[0] + group.n_points
    return numbers[0] in starts and within and len(numbers) >= group.n_points - 1


def _codes_doubt(
    group: Group, columns: list[Column], numbers: list[int], scale: str | None
) -> Doubt:
    labels = ", ".join(column.label for column in columns)
    message = (
        f"The answers in {labels} are the numbers {numbers[0]} to {numbers[-1]}, and the scale is "
        f"{group.low} to {group.high}: they are codes. "
    )
    if scale or len(numbers) < group.n_points:
        message += (
            f"Say the code of the lowest and of the highest of the {group.n_points} answers, for "
            f"example {numbers[0]}-{numbers[0] + group.n_points - 1}, or export the choice text."
        )
    else:
        message += "Say whether the lowest or the highest code is the lowest answer."
    first = next(column for column in columns if _outside(group, column.name))
    return doubt(group, first, group.open(first.name), (message, Asks.SCALE))
