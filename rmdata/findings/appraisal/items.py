"""The items of a published checklist: what each asks, and what the team has to write of it."""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from rmdata.findings import words
from rmdata.findings.appraisal.known import Known

NOT_STATED, DOES_NOT_APPLY = "Not stated", "Does not apply"
Answer = Callable[[Known], str]


@dataclass(frozen=True)
class Item:
    """One item: its number in the source, and what it asks in our words.

    ``missing`` is what no data can say, ``otherwise`` what the team writes where they say
    nothing at all; ``not_applicable`` says why the item is not answered; ``most`` is how many
    points it can have.
    """

    number: str
    asks: str
    missing: str = ""
    otherwise: str = ""
    not_applicable: str = ""
    most: float = 0.0


@dataclass(frozen=True)
class Checklist:
    """A published checklist: its name, where it was published, its items in order."""

    title: str
    source: str
    items: tuple[Item, ...]


class State(StrEnum):
    """How far an item is answered."""

    ANSWERED = "answered"
    PARTLY = "answered in part"
    OPEN = "for the team to write"
    NOT_APPLICABLE = "not applicable"


@cache
def checklist(name: str) -> Checklist:
    """The checklist that stands in the file of that name beside this module."""
    text = Path(__file__).with_name(f"{name}.toml").read_text(encoding="utf-8")
    found = tomllib.loads(text)
    items = tuple(Item(**item) for item in found["item"])
    return Checklist(found["title"], found["source"], items)


def answer(item: Item, answers: Mapping[str, Answer], known: Known) -> tuple[State, str]:
    """What the data say of an item, and after it what the team has to write."""
    if item.not_applicable:
        return State.NOT_APPLICABLE, f"{DOES_NOT_APPLY}: {item.not_applicable}."
    told = answers[item.number](known) if item.number in answers else ""
    missing = item.missing if told else item.otherwise or item.missing
    parts = [words.ended(told)] if told else []
    parts += [f"{NOT_STATED}: {missing}."] if missing else []
    if told:
        return (State.PARTLY if missing else State.ANSWERED), " ".join(parts)
    return State.OPEN, " ".join(parts)
