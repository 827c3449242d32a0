"""Criteria to go on: what the programme set itself, each answered by counts."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from rmdata import statistics
from rmdata.findings import wording
from rmdata.findings.concerns.answers import HARM, RECOMMEND
from rmdata.findings.evidence import Declared, Evidence, Selection
from rmdata.findings.finding import Field, Finding, Form, table
from rmdata.findings.participation.took_part import takes_part
from rmdata.findings.windows import FOLLOW_UP, fallen_due
from rmdata.schema.vocabulary import POST


class Mark(StrEnum):
    """Where one criterion stands on a day."""

    MET = "met"
    MET_SO_FAR = "met so far"
    NOT_MET = "not met"
    NOT_MET_SO_FAR = "not met so far"
    UNKNOWN = "not known"


@dataclass(frozen=True)
class Tally:
    """What a criterion counts: so many of so many; ``is_final`` where nothing more falls due."""

    n: int
    n_of: int
    is_final: bool = True


@dataclass(frozen=True)
class Criterion:
    """What a setting asks for; ``at_most`` bounds a number of reports, else a share is reached."""

    aim: str
    whose: str
    count: Callable[[Evidence, Selection, date], Tally]
    at_most: bool = False


FIELDS = (
    Field("aim", "Criterion"),
    Field("standing", "Standing"),
    Field("n", "Found", Form.COUNT),
    Field("n_of", "Of", Form.COUNT),
    Field("share", "Share", Form.SHARE),
    Field("declared", "Declared"),
)


def criteria(evidence: Evidence, selection: Selection, as_of: date) -> Finding:
    """Every criterion that was declared: whether the whole programme meets it, whatever filters."""
    declared = evidence.declared(selection.programme)
    whole = Selection(selection.programme)
    records = [
        _record(criterion, declared[name], criterion.count(evidence, whole, as_of))
        for name, criterion in CRITERIA.items()
        if name in declared
    ]
    if not records:
        return Finding("criteria", "No criteria to go on were declared for this programme.")
    return Finding(
        name="criteria",
        title=f"Criteria to go on: {_standings(records)}",
        table=table(FIELDS, records),
        basis=f"The whole programme, both roles, as of {wording.day(as_of)}. A criterion is a "
        "mark that the programme set itself; to reach it is a count, not a test.",
        sentences=tuple(record["told"] for record in records),
    )


def _standings(records: list[dict[str, Any]]) -> str:
    found = [record["standing"] for record in records]
    if len(found) == 1:
        return f"the one declared is {found[0]}"
    return wording.listed([f"{wording.count(found.count(s))} {s}" for s in Mark if s in found])


def _record(criterion: Criterion, declared: Declared, tally: Tally) -> dict[str, Any]:
    standing = _standing(criterion, int(declared.value), tally)
    aim = criterion.aim.format(int(declared.value))
    share = statistics.proportion(tally.n, tally.n_of)
    return {
        "aim": wording.first_up(aim),
        "standing": standing,
        "n": tally.n,
        "n_of": tally.n_of,
        "share": share.share if share else None,
        "declared": wording.first_up(declared.in_words),
        "told": f"Criterion “{aim}” ({declared.in_words}): {_found(criterion, standing, tally)}.",
    }


def _standing(criterion: Criterion, bar: int, tally: Tally) -> Mark:
    if not tally.n_of:
        return Mark.UNKNOWN
    if criterion.at_most:
        # One report too many stays one too many, whatever falls due later.
        if tally.n > bar:
            return Mark.NOT_MET
        return Mark.MET if tally.is_final else Mark.MET_SO_FAR
    if 100 * tally.n >= bar * tally.n_of:
        return Mark.MET if tally.is_final else Mark.MET_SO_FAR
    return Mark.NOT_MET if tally.is_final else Mark.NOT_MET_SO_FAR


def _found(criterion: Criterion, standing: Mark, tally: Tally) -> str:
    share = statistics.proportion(tally.n, tally.n_of)
    if share is None:
        return f"{standing}, as there are no {criterion.whose}"
    counts = f"{tally.n:,} of {tally.n_of:,} {criterion.whose}"
    limits = f"{wording.limit(share.low)} to {wording.limit(share.high)}"
    return f"{standing}, {counts} ({wording.limit(share.share)}, 95% interval {limits})"


def _agreed(evidence: Evidence, selection: Selection, as_of: date) -> Tally:
    invited = [r for r in evidence.ask("steps", selection).records() if r["invited"]]
    # Where nobody's agreement was written down, nobody knows who did not agree.
    if not any(row["agreed"] for row in invited):
        return Tally(0, 0)
    return Tally(sum(r["n"] for r in invited if r["agreed"]), sum(r["n"] for r in invited))


def _answered_both(evidence: Evidence, selection: Selection, as_of: date) -> Tally:
    due, waiting = fallen_due(evidence, selection, POST, as_of)
    found = evidence.ask("steps", due).records() if due else []
    people = [row for row in found if takes_part(row)]
    both = [row for row in people if row["answered_before"] and row["answered_after"]]
    return Tally(sum(r["n"] for r in both), sum(r["n"] for r in people), not waiting)


def _said(question: str, stages: tuple[str, ...]) -> Callable[[Evidence, Selection, date], Tally]:
    """Count who answered yes of those who answered, at these stages."""

    def count(evidence: Evidence, selection: Selection, as_of: date) -> Tally:
        _, waiting = fallen_due(evidence, selection, POST, as_of)
        found = [
            row
            for row in evidence.ask("outcomes", selection).records()
            if row["question"] == question and row["stage"] in stages
        ]
        yes = sum(row["n"] for row in found if row["answer"] == "yes")
        return Tally(yes, sum(row["n"] for row in found), not waiting)

    return count


CRITERIA = {
    "go_on_agreed": Criterion("at least {}% of those invited agree", "people invited", _agreed),
    "go_on_answered_both": Criterion(
        "at least {}% of those taking part answer before and after",
        "people taking part where the questionnaire after has fallen due",
        _answered_both,
    ),
    "go_on_recommend": Criterion(
        "at least {}% would recommend it", "answers after", _said(RECOMMEND, (POST,))
    ),
    "go_on_harm": Criterion(
        "at most {} report a harmed relationship",
        "answers after or at follow-up",
        _said(HARM, (POST, FOLLOW_UP)),
        at_most=True,
    ),
}
