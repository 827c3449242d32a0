"""Rated answers that are no plain numbers of the scale: words, "4 - Agree", other codes.

All rated columns of a sheet that share a scale are judged together; what stays open is asked.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from rmdata.reading.answer_words import (
    NO_ANSWER,
    Answer,
    falls,
    mixed,
    parse,
    points_of,
)
from rmdata.reading.problems import HIGHEST_FIRST, LOWEST_FIRST, Asks
from rmdata.reading.recoding import falls_as_said, recoded
from rmdata.reading.values import EXCEL_ERROR, Trouble
from rmdata.schema import Column, clean, squash

Parsed = dict[str, dict[str, Any]]
MOST_NAMED = 8


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
        return {t: a for t, a in self.answers[name].items() if isinstance(values[t], Trouble)}


def settle(
    columns: Iterable[Column], parsed: Parsed, scale: str | None, *, strict: bool
) -> list[Doubt]:
    """Give rated texts their points, in place, and return what must be asked.

    ``strict`` is for the project's own layout: there a number outside the scale, or one strange
    word, is a slip of the hand and stays an error.
    """
    by_scale: dict[tuple[int, int], list[Column]] = {}
    for column in columns:
        by_scale.setdefault((int(column.low or 0), int(column.high or 0)), []).append(column)
    doubts = []
    for (low, high), members in by_scale.items():
        if not any(isinstance(v, Trouble) for c in members for v in parsed[c.name].values()):
            _turn(members, parsed, scale)
            continue
        group = _group(members, parsed, low, high)
        _drop_no_answers(group)
        doubts += _numbers_with_words(group, scale)
        if not strict:
            doubts += _other_codes(group, scale)
        doubts += _words(group, strict=strict)
    return doubts


def named(texts: Iterable[str]) -> str:
    """Some typed texts in a sentence, the long ones and the many ones cut."""
    every = [f"“{clean(text)[:40]}”" for text in texts]
    more = f" and {len(every) - MOST_NAMED} more" if len(every) > MOST_NAMED else ""
    return ", ".join(every[:MOST_NAMED]) + more


def _group(members: list[Column], parsed: Parsed, low: int, high: int) -> Group:
    answers = {
        column.name: {
            text: answer
            for text, value in parsed[column.name].items()
            if value is not None
            and not EXCEL_ERROR.fullmatch(text)
            and (answer := parse(text)) != Answer(None, "")
        }
        for column in members
    }
    return Group(tuple(members), parsed, answers, low, high)


def _turn(members: list[Column], parsed: Parsed, scale: str | None) -> None:
    """Turn plain numbers round where the uploader says that the highest answer comes first."""
    for column in members if falls_as_said(scale) else ():
        if column.choices:
            values = parsed[column.name]
            total = int(column.low or 0) + int(column.high or 0)
            values |= {
                text: total - value
                for text, value in values.items()
                if isinstance(value, int) and parse(text).number is not None
            }


def _drop_no_answers(group: Group) -> None:
    for column in group.columns:
        for text in group.open(column.name):
            if squash(text) in NO_ANSWER:
                group.parsed[column.name][text] = None
                del group.answers[column.name][text]


def _numbers_with_words(group: Group, scale: str | None) -> list[Doubt]:
    """ "4 - Agree" is 4, unless the words of the column rise as its numbers fall."""
    doubts = []
    for column in group.columns:
        found = {
            t: a for t, a in group.open(column.name).items() if a.words and a.number is not None
        }
        inside = {t: a.number or 0 for t, a in found.items() if _within(group, a.number)}
        if falls(list(found.values()), group.n_points) and scale not in (
            LOWEST_FIRST,
            HIGHEST_FIRST,
        ):
            message = (
                f"In {column.label} the words rise as their numbers fall ({named(found)}). Say "
                "whether the lowest or the highest number is the lowest answer."
            )
            doubts.append(_doubt(group, column, found, (message, Asks.SCALE)))
        elif scale == HIGHEST_FIRST:
            total = group.low + group.high
            group.parsed[column.name] |= {text: total - n for text, n in inside.items()}
        else:
            group.parsed[column.name] |= inside
    return doubts


def _within(group: Group, number: int | None) -> bool:
    return number is not None and group.low <= number <= group.high


def _other_codes(group: Group, scale: str | None) -> list[Doubt]:
    """Numbers outside the scale are codes; only a person can say how they rise."""
    concerned = {
        column.name: column
        for column in group.columns
        if any(a.number is not None for a in group.open(column.name).values())
    }
    numbers = sorted(
        {
            answer.number
            for name in concerned
            for answer in group.answers[name].values()
            if answer.number is not None
        }
    )
    if not numbers:
        return []
    points = recoded(numbers, (group.low, group.high), scale)
    if points is None:
        return [_codes_doubt(group, list(concerned.values()), numbers, scale)]
    for name in concerned:
        group.parsed[name] |= {
            text: points[answer.number]
            for text, answer in group.answers[name].items()
            if answer.number in points
        }
    return []


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
    first = columns[0]
    return _doubt(group, first, group.open(first.name), (message, Asks.SCALE))


def _words(group: Group, *, strict: bool) -> list[Doubt]:
    """Words by the usual order of the only scale that has them; any other word is asked about."""
    found = {
        column.name: {a.words for a in group.answers[column.name].values() if a.words}
        for column in group.columns
    }
    support = set().union(*found.values())
    open_texts: dict[str, list[str]] = {}
    for column in group.columns:
        texts = {t: a for t, a in group.open(column.name).items() if a.number is None}
        points = points_of(found[column.name], group.n_points, support)
        group.parsed[column.name] |= {
            text: group.low + points[answer.words]
            for text, answer in texts.items()
            if answer.words in points
        }
        if texts and not points:
            open_texts[column.name] = list(texts)
    if strict and len({squash(text) for texts in open_texts.values() for text in texts}) == 1:
        return []
    labels = {column.name: column for column in group.columns}
    return [
        _doubt(group, labels[name], dict.fromkeys(texts), _word_message(group, texts, found[name]))
        for name, texts in open_texts.items()
    ]


def _word_message(group: Group, texts: list[str], words: set[str]) -> tuple[str, Asks]:
    if mixed(words):
        start = f"This column mixes the words of two scales: {named(texts)}."
    else:
        scale = f"{group.low} to {group.high}"
        start = f"{named(texts)}: the project cannot tell which points of {scale} these are."
    example = f"“{clean(texts[0])[:40]} = {group.low}”"
    return f"{start} Say what each means, for example {example}.", Asks.MEANINGS


def _doubt(group: Group, column: Column, texts: Mapping[str, Any], said: tuple[str, Asks]) -> Doubt:
    """A doubt instead of a trouble in each of its cells."""
    group.parsed[column.name] |= dict.fromkeys(texts)
    if said[1] is Asks.SCALE:
        for member in group.columns:
            numbers = {t for t, a in group.open(member.name).items() if a.number is not None}
            group.parsed[member.name] |= dict.fromkeys(numbers)
    return Doubt(column.name, tuple(texts), *said)
