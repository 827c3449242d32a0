"""Time has a frame: when each cohort runs, and when its questionnaires fall due and close."""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from rmdata.findings import wording
from rmdata.findings.evidence import Evidence, Selection
from rmdata.schema.vocabulary import POST, PRE

FOLLOW_UP = "follow_up"
OVERDUE_DAYS, OPEN_DAYS = 14, 42


class Standing(StrEnum):
    """Where a questionnaire stands in its cohort on one day."""

    NOT_DUE = "not due"
    DUE = "due"
    OVERDUE = "overdue"
    CLOSED = "closed"


@dataclass(frozen=True)
class Span:
    """When a questionnaire falls due, and the last day on which it counts."""

    due: date
    closes: date


@dataclass(frozen=True)
class Window:
    """When one cohort runs, both days included; ``is_declared`` where somebody said so.

    Without a last day it is not over. What has no span is not due, except "before".
    """

    cohort: str
    first_day: date | None
    last_day: date | None
    is_declared: bool
    before: Span | None = None
    after: Span | None = None
    follow_up: Span | None = None

    def is_over(self, as_of: date) -> bool:
        """Whether the cohort's last day has passed."""
        return self.last_day is not None and as_of > self.last_day

    def runs(self, as_of: date) -> bool:
        """Whether the day lies inside."""
        begun = self.first_day is None or self.first_day <= as_of
        return begun and not self.is_over(as_of)

    def span(self, stage: str) -> Span | None:
        """When a stage falls due; None where nobody knows."""
        return {PRE: self.before, POST: self.after, FOLLOW_UP: self.follow_up}.get(stage)

    def standing(self, stage: str, as_of: date) -> Standing:
        """Where a stage's questionnaire stands; what nobody knows the day of is not due."""
        span = self.span(stage)
        if span is None:
            return Standing.DUE if stage == PRE else Standing.NOT_DUE
        if as_of < span.due:
            return Standing.NOT_DUE
        if as_of > span.closes:
            return Standing.CLOSED
        late = as_of > span.due + timedelta(days=OVERDUE_DAYS)
        return Standing.OVERDUE if late else Standing.DUE


def windows(evidence: Evidence, selection: Selection, as_of: date) -> dict[str, Window]:
    """The window of every chosen cohort, by its name.

    Declared days count; else a cohort runs from its first dated event for the months that the
    instrument gives a mentoring pair, or to its last event where that is later. "After" falls due
    at the end of the declared window, else of those months; it closes 42 days later, or with the
    window where that is later. "Before" is open from the first day until "after" falls due.
    """
    said = evidence.settings(selection.programme)
    days = evidence.ask("cohort_days", selection, as_of=as_of).records()
    return {
        row["cohort"]: _window(evidence, row, said)
        for row in days
        if not selection.cohorts or row["cohort"] in selection.cohorts
    }


def _window(
    evidence: Evidence, row: dict[str, object], said: dict[tuple[str | None, str], str]
) -> Window:
    cohort, months = str(row["cohort"]), evidence.instrument.target_months
    kept = {name: date.fromisoformat(v) for (whose, name), v in said.items() if whose == cohort}
    first = kept.get("first_day") or _as_day(row["first_day"])
    # Without an event or without months nobody knows when the pairs should be through.
    months_end = months_after(first, months) if first and months else None
    last_event = _as_day(row["last_day"])
    last = kept.get("last_day") or (
        max(months_end, last_event or months_end) if months_end else None
    )
    due = kept.get("after_due") or kept.get("last_day") or months_end
    return Window(
        cohort,
        first,
        last,
        "first_day" in kept or "last_day" in kept,
        before=Span(first, due or date.max) if first else None,
        after=_span(due, kept.get("after_closes"), last),
        follow_up=_span(kept.get("follow_up_due"), kept.get("follow_up_closes"), None),
    )


def _span(due: date | None, closes: date | None, last: date | None) -> Span | None:
    """From the day on which something falls due; open for some weeks, or while the cohort runs."""
    if due is None:
        return None
    usual = due + timedelta(days=OPEN_DAYS)
    return Span(due, closes or max(usual, last or usual))


def _as_day(value: object) -> date | None:
    return value if isinstance(value, date) else None


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or that month's last day where it has no such day."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def fallen_due(
    evidence: Evidence, selection: Selection, stage: str, as_of: date
) -> tuple[Selection | None, tuple[str, ...]]:
    """The selection narrowed to the cohorts in which a stage has fallen due, and the others.

    None where it has in none of them.
    """
    found = windows(evidence, selection, as_of).values()
    due = [w.cohort for w in found if w.standing(stage, as_of) is not Standing.NOT_DUE]
    rest = tuple(w.cohort for w in found if w.cohort not in due)
    return (replace(selection, cohorts=tuple(due)) if due else None), rest


def in_words(found: Iterable[Window], as_of: date) -> str:
    """Which cohorts run on a day and which are over, and where that comes from."""
    known = list(found)
    over = [w.cohort for w in known if w.is_over(as_of)]
    running = [w.cohort for w in known if w.runs(as_of)]
    to_come = [w.cohort for w in known if w.cohort not in (*over, *running)]
    parts = [
        f"cohort{'' if len(cohorts) == 1 else 's'} {wording.listed(cohorts)} "
        f"{one if len(cohorts) == 1 else many}"
        for cohorts, one, many in (
            (running, "runs", "run"),
            (over, "is over", "are over"),
            (to_come, "has not begun", "have not begun"),
        )
        if cohorts
    ]
    told = f"As of {wording.day(as_of)}: {'; '.join(parts)}." if parts else ""
    if any(not window.is_declared and window.last_day for window in known):
        told += (
            " Where no window is declared, a cohort is taken to run from its first dated event "
            "for the instrument's months, or to its last event if that is later."
        )
    return told.strip()
