"""How many can be followed in their total, and what those who cannot leave open."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from rmdata import statistics
from rmdata.findings import wording
from rmdata.findings.evidence import Evidence, Selection
from rmdata.findings.finding import Field, Finding, Form, table
from rmdata.findings.participation.selection_bias import NOT_DUE
from rmdata.findings.participation.took_part import n_without_code, unlinked_words
from rmdata.findings.windows import fallen_due
from rmdata.schema.vocabulary import POST, Role
from rmdata.statistics import ShareBounds

FIELDS = (
    Field("label", "Group"),
    Field("n", "People", Form.COUNT),
    Field("n_of", "Of", Form.COUNT),
    Field("share", "Share", Form.SHARE),
)
BOUNDS = "bounds, not a confidence interval"
Rows = list[dict[str, Any]]


@dataclass(frozen=True)
class Followed:
    """Everybody of one role, those with a total both times among them, and the bounds.

    ``n_ceiling``: those without, whose total before was the highest there is.
    """

    n: int
    n_both: int
    n_up: int
    n_down: int
    n_ceiling: int
    bounds: ShareBounds


def missing(evidence: Evidence, selection: Selection, role: str, as_of: date) -> Finding:
    """Who of one role has a total both times, who rose of them, and of all at worst and best.

    In the cohorts in which the questionnaire after has fallen due: of those who took part; where
    nobody is known but by answering, of those who answered before.
    """
    named, name = evidence.instrument.role(role), f"missing-{role}"
    due, _ = fallen_due(evidence, selection.only(role), POST, as_of)
    if due is None:
        return Finding(name, NOT_DUE)
    found = evidence.ask("totals_of_people", due).records()
    is_known = any(row["is_known"] for row in found)
    everybody = found if is_known else [row for row in found if row["answered_before"]]
    did = "took part" if is_known else "answered before"
    told = _followed(everybody, evidence.instrument.highest_total)
    if told is None:
        title = f"No {wording.inside(named.label)} {did} where the questionnaire after is due."
        return Finding(name, title)
    unlinked = n_without_code(evidence, due, POST)
    return Finding(
        name=name,
        title=_title(named, did, told),
        table=table(FIELDS, _records(everybody, did, told)),
        basis=f"{named.construct}. {named.plural} who {did}, in cohorts in which the questionnaire "
        "after has fallen due; a total needs every domain.",
        sentences=(_bounded(told),),
        notes=(
            *_ceiling(told, evidence.instrument.highest_total),
            *((unlinked_words(unlinked),) if unlinked else ()),
        ),
    )


def _followed(everybody: Rows, highest: int) -> Followed | None:
    both: Rows = []
    lost: Rows = []
    for row in everybody:
        is_followed = row["total_before"] is not None and row["total_after"] is not None
        (both if is_followed else lost).append(row)
    n_up = _n(row for row in both if row["total_after"] > row["total_before"])
    n_down = _n(row for row in both if row["total_after"] < row["total_before"])
    n_ceiling = _n(row for row in lost if row["total_before"] == highest)
    bounds = statistics.worst_and_best_case(_n(both), n_up, _n(lost), n_ceiling)
    if bounds is None:
        return None
    return Followed(bounds.n, _n(both), n_up, n_down, n_ceiling, bounds)


def _n(rows: Iterable[dict[str, Any]]) -> int:
    return sum(row["n"] for row in rows)


def _records(everybody: Rows, did: str, told: Followed) -> list[dict[str, Any]]:
    before = _n(row for row in everybody if row["answered_before"])
    after = _n(row for row in everybody if row["answered_after"])
    both = _n(row for row in everybody if row["answered_before"] and row["answered_after"])
    lines = [
        (wording.first_up(did), told.n, None),
        *([("Answered before", before, told.n)] if did == "took part" else []),
        ("Answered after", after, told.n),
        ("Answered both times", both, told.n),
        ("Have a total both times", told.n_both, told.n),
        ("Rose in their total", told.n_up, told.n_both),
        ("Fell in their total", told.n_down, told.n_both),
        ("Rose at worst: nobody else did", told.bounds.fewest, told.n),
        ("Rose at best: everybody else did who could", told.bounds.most, told.n),
    ]
    return [
        {"label": label, "n": n, "n_of": n_of, "share": n / n_of if n_of else None}
        for label, n, n_of in lines
    ]


def _title(named: Role, did: str, told: Followed) -> str:
    one, many = wording.inside(named.label), wording.inside(named.plural)
    who = wording.first_up(
        wording.who(told.n_both, told.n, f"{one} who {did}", f"{many} who {did}")
    )
    have = f"{who} {'has' if told.n_both < 2 else 'have'} a total both times"
    if not told.n_both:
        return have
    rose = f"{told.n_up:,} of {told.n_both:,} rose ({wording.share(told.n_up / told.n_both)})"
    return f"{have}: {rose}, {told.n_down:,} fell"


def _bounded(told: Followed) -> str:
    if told.n_both == told.n:
        return "Nobody is missing, so there is nothing to bound."
    low, high = (
        f"{n:,} of {told.n:,} ({wording.share(n / told.n)})"
        for n in (told.bounds.fewest, told.bounds.most)
    )
    others = "Had nobody risen" if not told.n_both else "Had nobody else risen"
    every = "everybody" if not told.n_both else "everybody else"
    return f"{others} it would be {low}, had {every} who could {high}: {BOUNDS}."


def _ceiling(told: Followed, highest: int) -> tuple[str, ...]:
    if not told.n_ceiling:
        return ()
    who = wording.first_up(wording.people(told.n_ceiling))
    return (f"{who} without a total after began at {highest}, the highest, and cannot have risen.",)
