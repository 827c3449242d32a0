"""What counts when: within the months of a match's first session, to come, and as an event."""

from collections.abc import Callable
from datetime import date
from typing import Any

from rmdata.store.results import Import
from rmdata.store.store import Store
from tests.queries.conftest import marks
from tests.queries.test_who_counts import asked

Load = Callable[..., Import]
Make = Callable[..., dict[str, Any]]
JUNE = date(2025, 6, 1)


def test_the_months_run_from_the_first_session_in_the_same_cohort(
    store: Store, load: Load, meeting: Make
) -> None:
    days = {"A": [(1, 10)], "B": [(3, 10), (4, 10), (4, 11)]}
    load(
        Sessions=[
            meeting("M1", "E1", date(2025, month, day), Cohort=cohort)
            for cohort, when in days.items()
            for month, day in when
        ]
    )
    found = asked(store, "match_counts", months=1, as_of=JUNE)
    # In B one month after 10 March is 10 April, the day included.
    assert marks(found, "cohort", "n_sessions", "n_in_time") == ["A 1 1", "B 3 2"]


def test_only_a_planned_session_after_the_day_is_to_come(
    store: Store, load: Load, meeting: Make
) -> None:
    load(
        Sessions=[
            meeting("M1", "E1", JUNE, Status="planned"),
            meeting("M2", "E2", date(2025, 6, 2), Status="planned"),
            meeting("M3", "E3", date(2025, 6, 2), Status="cancelled"),
        ]
    )
    found = asked(store, "match_counts", as_of=JUNE)
    assert marks(found, "is_planned", "n") == ["False 2", "True 1"]


def test_events_are_held_sessions_and_answers_before_the_follow_up(
    store: Store, load: Load, meeting: Make, answer: Make
) -> None:
    load(
        Sessions=[
            meeting("M1", "E1", date(2025, 1, 2), Status="cancelled"),
            meeting("M1", "E1", date(2025, 2, 3)),
        ],
        Questionnaires=[
            answer("M1", "pre", **{"Completed on": date(2025, 2, 10)}),
            answer("M1", "follow-up", **{"Completed on": date(2025, 5, 20)}),
        ],
    )
    found = asked(store, "cohort_days", as_of=JUNE)
    assert marks(found, "first_day", "last_day") == ["2025-02-03 2025-02-10"]
