"""The findings that ``show`` prints whole, by the name that is typed for them."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from rmdata.findings import (
    Evidence,
    Finding,
    Selection,
    appraisal,
    checks,
    criteria,
    filled_total,
    important_change,
    leaving,
    looking_back,
    missing_totals,
    partners,
    people,
    report,
    where_began,
)

Ask = Callable[[Evidence, Selection, date], Iterator[Finding]]


def _whole(ask: Callable[..., Finding]) -> Ask:
    """A finding about everybody, judged by a day."""

    def asked(evidence: Evidence, selection: Selection, as_of: date) -> Iterator[Finding]:
        yield ask(evidence, selection, as_of)

    return asked


def _undated(ask: Callable[..., Finding]) -> Ask:
    """A finding about everybody on which no day bears."""

    def asked(evidence: Evidence, selection: Selection, as_of: date) -> Iterator[Finding]:
        yield ask(evidence, selection)

    return asked


def _by_role(ask: Callable[..., Finding], has_day: bool = False) -> Ask:
    """A finding about each of the chosen roles in turn."""

    def asked(evidence: Evidence, selection: Selection, as_of: date) -> Iterator[Finding]:
        more: tuple[Any, ...] = (as_of,) if has_day else ()
        for role in evidence.instrument.roles:
            if selection.has(role.id):
                yield ask(evidence, selection, role.id, *more)

    return asked


FINDINGS: dict[str, Ask] = {
    "checks": _undated(checks.checks),
    "consort": _whole(appraisal.consort),
    "criteria": _whole(criteria.criteria),
    "filled-total": _by_role(filled_total.filled_total),
    "important-change": _by_role(important_change.important_change),
    "leaving": _undated(leaving.leaving),
    "looking-back": _by_role(looking_back.looking_back),
    "mersqi": _whole(appraisal.mersqi),
    "missing": _by_role(missing_totals.missing, has_day=True),
    "nhlbi": _whole(appraisal.nhlbi),
    "people": _undated(people.people),
    "report": _whole(report.report),
    "shared-partners": _undated(partners.shared_partners),
    "strength": _by_role(appraisal.strength, has_day=True),
    "where-began": _by_role(where_began.where_they_began),
}
