"""The items of published checklists, and the parts of answers that several of them give."""

import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from rmdata.findings import wording
from rmdata.findings.appraisal.known import Known
from rmdata.findings.concerns.answers import HARM, outcome_counts
from rmdata.findings.confidence.comparisons import RETROSPECTIVE
from rmdata.findings.confidence.in_words import outcome_in_words
from rmdata.findings.overview.criteria import criteria
from rmdata.findings.participation.took_part import unlinked_words
from rmdata.schema.vocabulary import POST, Role

NOT_STATED, DOES_NOT_APPLY = "Not stated", "Does not apply"
Answer = Callable[[Known], str]
LOOKING_BACK = "Wykowski and Starks 2024, doi 10.1007/s11606-024-09176-w"


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
    parts = [wording.ended(told)] if told else []
    parts += [f"{NOT_STATED}: {missing}."] if missing else []
    if told:
        return (State.PARTLY if missing else State.ANSWERED), " ".join(parts)
    return State.OPEN, " ".join(parts)


def criteria_to_go_on(known: Known) -> str:
    """The criteria to go on that were declared, each answered; blank where none was."""
    return " ".join(criteria(known.evidence, known.selection, known.as_of).sentences)


def primary_outcome(known: Known) -> str:
    """The outcome that was declared to be the first before answers came in; blank where none."""
    outcome = known.evidence.primary_outcome(known.selection.programme)
    if outcome is None:
        return ""
    what = outcome_in_words(known.evidence.instrument, outcome)
    return f"Primary outcome, declared before answers came in: {what}"


def looking_back(known: Known) -> str:
    """How many also rated afterwards where they had stood before; blank where nobody did."""
    found = known.evidence.ask("stage_pairs", known.selection).records()
    n = sum(
        row["n"]
        for row in found
        if (row["stage_before"], row["stage_after"]) == (RETROSPECTIVE, POST)
    )
    if not n:
        return ""
    who = wording.first_up(wording.people(n))
    return (
        f"{who} also rated, looking back, where they had stood before: "
        f"this can show a changed yardstick, and has biases of its own ({LOOKING_BACK})"
    )


def lost(known: Known) -> str:
    """How many of those who answered before have no answer after, where it has fallen due."""
    if known.due is None:
        return "No questionnaire after has fallen due, so nobody counts as lost yet"

    def of_role(role: Role) -> str:
        found = known.flow_due(role.id)
        if not found.before:
            return ""
        return f"{found.lost:,} of {found.before:,} who answered before have no answer after"

    told = known.by_role(of_role) or "Nobody who answered before is known by a code"
    if known.n_unlinked:
        told = f"{told}. {unlinked_words(known.n_unlinked)}".rstrip(".")
    return told


def harm(known: Known) -> str:
    """How many reported a harmed relationship afterwards; blank where nobody was asked."""
    found = [r for r in outcome_counts(known.evidence, known.selection) if r["question"] == HARM]

    def of_role(role: Role) -> str:
        mine = [row for row in found if row["role"] == role.id]
        if not mine:
            return ""
        yes = sum(row["n"] for row in mine if row["answer"] == "yes")
        return f"{yes:,} of {mine[0]['n_answered']:,} reported a harmed relationship"

    return known.by_role(of_role)


def took_part(known: Known) -> str:
    """How many of those invited took part, by role; blank where nobody was said to be invited."""

    def of_role(role: Role) -> str:
        found = known.flow(role.id)
        told = f"{found.invited_took_part:,} of {found.invited:,} invited took part"
        return told if found.invited else ""

    return known.by_role(of_role)


def sites(known: Known) -> dict[str, int]:
    """How many people with a code are known of each site that is named, the largest first."""
    counted = count_by("site", known.steps)
    return dict(sorted(counted.items(), key=lambda site: (-site[1], site[0])))


def count_by(name: str, rows: Iterable[dict[str, Any]]) -> dict[str, int]:
    """Sum the people of rows by one of their values, leaving out blanks."""
    counted: dict[str, int] = {}
    for row in rows:
        if row[name] is not None:
            counted[row[name]] = counted.get(row[name], 0) + row["n"]
    return counted
