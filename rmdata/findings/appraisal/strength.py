"""How far the numbers of one role can be trusted, whatever they say: one published standard.

The standard is the Early Intervention Foundation's. Its levels are an upper bound here: what it
asks of measures, sample and analysis is for people to judge.
"""

from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from fractions import Fraction
from typing import Any

from rmdata.findings import wording
from rmdata.findings.appraisal.known import Flow, Known
from rmdata.findings.evidence import Evidence, Selection
from rmdata.findings.finding import Field, Finding, Form, table
from rmdata.findings.participation.took_part import n_without_code, unlinked_words
from rmdata.schema.vocabulary import POST, PRE, Role

FEWEST_FOLLOWED = 20
LEAST_KEPT, LEAST_KEPT_FOR_THREE = Fraction(35, 100), Fraction(60, 100)
SOURCE = "Early Intervention Foundation, evidence standards, levels 2 to 4"


class Level(IntEnum):
    """What a criterion allows; the lowest of them is the mark."""

    BELOW_TWO = 1
    TWO = 2
    THREE = 3

    @property
    def in_words(self) -> str:
        """As a mark is said."""
        return ("below level 2", "at most level 2", "level 3 or above")[self - 1]


@dataclass(frozen=True)
class Criterion:
    """One thing that the standard asks for, what was found, and what that allows."""

    label: str
    found: str
    asks: str
    allows: Level | None
    why: str = ""
    n: int | None = None
    n_of: int | None = None


FIELDS = (
    Field("label", "Criterion"),
    Field("found", "What is known"),
    Field("n", "People", Form.COUNT),
    Field("n_of", "Of", Form.COUNT),
    Field("asks", "What the standard asks"),
    Field("mark", "Allows"),
)
NOT_SIGNIFICANCE = (
    "This says how far the numbers can be trusted, not whether there was a change.",
    "It is the lowest of its criteria, and no more than a bound: whether measures, sample and "
    "analysis are what the standard asks for is for people to judge.",
)


def of_followed(n_followed: int) -> Level:
    """What the number of people followed allows: 20 at both times are asked for."""
    return Level.THREE if n_followed >= FEWEST_FOLLOWED else Level.BELOW_TWO


def of_kept(n_followed: int, n_taking_part: int) -> Level:
    """What the share of those taking part who were followed allows: 35 %, and 60 % for level 3."""
    if not n_taking_part:
        return Level.BELOW_TWO
    kept = Fraction(n_followed, n_taking_part)
    if kept < LEAST_KEPT:
        return Level.BELOW_TWO
    return Level.THREE if kept >= LEAST_KEPT_FOR_THREE else Level.TWO


def of_design(n_followed: int) -> Level:
    """What the design allows: nobody here is compared with people who did not take part."""
    return Level.TWO if n_followed else Level.BELOW_TWO


def strength(evidence: Evidence, selection: Selection, role: str, as_of: date) -> Finding:
    """The mark of one role beside its headline, criterion by criterion; see ``docs/methods.md``.

    Followed is who has a total before and after, of those taking part, in cohorts in which "after"
    has fallen due.
    """
    named = evidence.instrument.role(role)
    known = Known(evidence, selection.only(role), as_of)
    name, many = f"strength-{role}", named.plural
    if known.due is None:
        return Finding(name, f"{many}: no questionnaire after has fallen due, so there is no mark.")
    found = known.flow_due(role)
    unlinked = [n_without_code(evidence, known.due, stage) for stage in (PRE, POST)]
    if not found.taking_part and not any(unlinked):
        return Finding(
            name,
            f"{many}: nobody is known to have agreed, met or answered where the questionnaire "
            "after has fallen due, so there is no mark.",
        )
    criteria = _criteria(named, found, _n_followed(evidence, known.due), any(unlinked))
    mark = min(criterion.allows for criterion in criteria if criterion.allows is not None)
    reasons = [c.why for c in criteria if c.allows is mark and c.why]
    return Finding(
        name=name,
        title=f"{many}, how far the numbers can be trusted: {mark.in_words} of 4, as "
        f"{wording.listed(reasons)}",
        table=table(FIELDS, [_record(criterion) for criterion in criteria]),
        basis=f"{many} who agreed, met or answered, in cohorts in which the questionnaire after "
        f"had fallen due by {wording.day(as_of)}. Standard: {SOURCE}.",
        sentences=NOT_SIGNIFICANCE,
        notes=_notes(known),
    )


def _n_followed(evidence: Evidence, due: Selection) -> int:
    """How many have a total before and after; the total is question 0."""
    found = evidence.ask("change", due).records()
    return sum(row["n"] for row in found if row["question"] == 0)


def _criteria(named: Role, found: Flow, n: int, has_unlinked: bool) -> tuple[Criterion, ...]:
    return (
        _comparison(named, n, has_unlinked),
        _followed(named, n),
        _kept(n, found.taking_part),
        _response(found),
    )


def _comparison(named: Role, n: int, has_unlinked: bool) -> Criterion:
    unlinked = "; answers came without a code" if has_unlinked and not n else ""
    nobody = f"no {wording.inside(named.label)} has a total before and after"
    return Criterion(
        "Comparison",
        f"Before with after, of the same people{unlinked}; no comparison group"
        if n
        else f"{wording.first_up(nobody)}{unlinked}; no comparison group",
        "The same measure before and after; from level 3 on, a comparison group",
        of_design(n),
        "there is no comparison group" if n else f"{nobody}{unlinked}",
    )


def _followed(named: Role, n: int) -> Criterion:
    people = wording.figure(n, wording.inside(named.label), wording.inside(named.plural))
    has = "has" if n == 1 else "have"
    return Criterion(
        "People followed",
        f"{people} with a total before and after",
        f"At least {FEWEST_FOLLOWED} at both times",
        of_followed(n),
        f"{wording.people(n)} {has} a total both times and {FEWEST_FOLLOWED} are asked for"
        if n
        else "",
        n,
    )


def _kept(n: int, n_of: int) -> Criterion:
    return Criterion(
        "Kept to the end",
        f"Of those taking part, {wording.count(n)} followed, {wording.count(n_of - n)} not followed"
        if n_of
        else "Not known: nobody who takes part is known by a code",
        f"At least {float(LEAST_KEPT):.0%} of those taking part; from level 3 on, "
        f"{float(LEAST_KEPT_FOR_THREE):.0%}",
        of_kept(n, n_of),
        f"{wording.count(n)} of the {wording.count(n_of)} taking part "
        f"{'was' if n == 1 else 'were'} followed"
        if n
        else "",
        n,
        n_of,
    )


def _response(found: Flow) -> Criterion:
    """How many of those who were asked took part; nobody knows without a list."""
    if found.invited:
        told = f"{found.invited_took_part:,} of {found.invited:,} invited took part"
    elif found.listed:
        told = "Not known: the list of participants does not say who was invited"
    else:
        told = "Not known: there is no list of participants"
    return Criterion(
        "Response",
        told,
        "A sample like the people it is meant for; no number decides",
        None,
        n=found.invited_took_part if found.invited else None,
        n_of=found.invited or None,
    )


def _record(criterion: Criterion) -> dict[str, Any]:
    allows = criterion.allows
    mark = "Not marked" if allows is None else wording.first_up(allows.in_words)
    return {**vars(criterion), "mark": mark}


def _notes(known: Known) -> tuple[str, ...]:
    notes = []
    if known.waiting:
        many = "cohort" if len(known.waiting) == 1 else "cohorts"
        notes.append(
            f"Not due yet in {many} {wording.listed(known.waiting)}, and not counted there."
        )
    if known.n_unlinked:
        notes.append(unlinked_words(known.n_unlinked))
    return tuple(notes)
