"""The rated columns of one scale while their answers are judged, and what stays in doubt."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from rmdata.reading.answer_words import Answer
from rmdata.reading.problems import Asks
from rmdata.reading.values import Trouble
from rmdata.schema import Column, clean

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


def doubt(group: Group, column: Column, texts: Mapping[str, Any], said: tuple[str, Asks]) -> Doubt:
    """A doubt instead of a trouble in each of its cells."""
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
