"""What each question about sessions says of the small programme, and from which day on."""

from collections import Counter
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from tests.queries.conftest import Answer, marks
from tests.queries.small_programme import THEIRS

Ask = Callable[..., Answer]


def april(day: int) -> date:
    return date(2025, 4, day)


def test_matches_are_counted_by_their_held_sessions(ask: Ask) -> None:
    # Quiet on 1 June after 42 days: no held session since 20 April, the day of s10.
    found = ask("match_counts", months=1)
    counted = ("n_sessions", "n_in_time", "has_time", "met_lately", "is_planned", "n")
    assert marks(found, "cohort", *counted) == [
        "2024 0 0 True False False 1",  # A2 with B4: s7 was cancelled
        "2024 1 1 False False False 1",  # A2 with B1: s6
        "2024 3 2 False False True 1",  # A1 with B1: s1 s2, after a month s4; s5 is planned
        "2025 0 0 True False True 1",  # A4 with B3: s11 is planned
        "2025 1 1 True True False 1",  # A7 with B3: s12 on 6 May
        "2025 2 2 False True False 1",  # A1 with B3: s9 s10
    ]


def test_ratings_are_of_held_sessions_side_by_side(ask: Ask) -> None:
    # Held: s1 s2 s4 s6 s8 s9 s10 s12 s13; mentors left out s6 s12 s13, mentees s2 s6 s10 s12.
    assert marks(ask("session_ratings"), "side", "rating", "n") == [
        *("mentee 2 1", "mentee 3 1", "mentee 4 2", "mentee 5 1", "mentee . 4"),
        *("mentor 2 1", "mentor 3 1", "mentor 4 2", "mentor 5 2", "mentor . 3"),
    ]


def test_partners_are_counted_alone_and_in_any_session(ask: Ask) -> None:
    # Held: A1 with B1 and A2 with B1 alone, both with B4; in 2025 A1 with B3 and A7 with B3 alone,
    # A6 with B3 and B5 at once. s3, s5, s7 and s11 were not held.
    columns = ("role", "n_partners", "n_alone", "shares", "shares_alone", "n")
    assert marks(ask("partners"), *columns) == [
        "mentee 1 0 True False 1",  # B5: A6 also met B3
        "mentee 2 0 True False 1",  # B4
        "mentee 2 2 True False 1",  # B1: A1 and A2 met nobody else alone
        "mentee 3 2 True False 1",  # B3
        "mentor 1 1 True True 2",  # A1 of 2025 and A7
        "mentor 2 0 True False 1",  # A6
        "mentor 2 1 True True 2",  # A1 and A2
    ]
    # Nobody shares anybody in the other programme: A1 met B1.
    theirs = ask("partners", programme=THEIRS)
    assert marks(theirs, *columns) == ["mentee 1 1 False False 1", "mentor 1 1 False False 1"]


@pytest.mark.parametrize(
    ("n_sessions", "months", "as_of", "n_in_time", "has_time"),
    [
        # A2 and B1 met first on 10 March (s6): their month ends on 10 April, the day included.
        (1, 1, april(10), 1, True),
        (1, 1, april(11), 1, False),
        # A1 and B1: s1 on 3 March, s2 on 17 March, s4 on 14 April.
        (3, 1, april(20), 2, False),
        (3, 2, april(20), 3, True),
        (3, 0, april(20), 3, False),
    ],
)
def test_sessions_in_time_are_counted_from_the_first(
    n_sessions: int, months: int, as_of: date, n_in_time: int, has_time: bool, ask: Ask
) -> None:
    found = ask("match_counts", months=months, as_of=as_of, cohorts=["2024"])
    [pair] = [row for row in found if row["n_sessions"] == n_sessions]
    assert (pair["n_in_time"], pair["has_time"]) == (n_in_time, has_time)


def test_matches_come_with_the_longest_silence_first(ask: Ask) -> None:
    found = ask("matches")
    columns = ("cohort", "mentor", "mentee", "n_sessions", "last_held_on", "next_planned_on")
    assert marks(found, *columns) == [
        "2024 A2 B4 0 . .",
        "2025 A4 B3 0 . 2025-07-08",
        "2024 A2 B1 1 2025-03-10 .",
        "2024 A1 B1 3 2025-04-14 2025-07-01",
        "2025 A1 B3 2 2025-04-20 .",
        "2025 A7 B3 1 2025-05-06 .",
    ]
    # A1 and B1 met at two sites.
    sites = {row["mentor"]: row["site"] for row in found if row["mentee"] != "B1"}
    assert sites == {"A2": "York", "A4": "York", "A1": "York", "A7": None}


# On 20 April A1 and B3 meet for the second time (s10); A7 and B3 have not met yet.
@pytest.mark.parametrize(
    ("as_of", "quiet_days", "expected"),
    [
        # 42 days back from 20 April is 9 March, before all that met.
        (april(20), 42, ["0 True 3", "1 False 1", "2 False 1", "3 False 1"]),
        (april(20), 41, ["0 True 3", "1 False 1", "2 False 1", "3 False 1"]),  # s6: 41 days ago
        (april(20), 40, ["0 True 3", "1 True 1", "2 False 1", "3 False 1"]),
        (april(20), 0, ["0 True 3", "1 True 1", "2 False 1", "3 True 1"]),
        (april(19), 18, ["0 True 3", "1 False 1", "1 True 1", "3 False 1"]),  # s9: 18 days ago
        (april(19), 17, ["0 True 3", "1 True 2", "3 False 1"]),
        # s5 and s11 were planned for days that are past, and nobody says that they were held.
        (date(2025, 7, 10), 30, ["0 True 2", "1 True 2", "2 True 1", "3 True 1"]),
    ],
)
def test_a_match_is_quiet_from_the_day_after(
    as_of: date, quiet_days: int, expected: list[str], ask: Ask
) -> None:
    found = ask("match_counts", as_of=as_of, quiet_days=quiet_days)
    assert silent(found) == expected


def silent(found: Answer) -> list[str]:
    """Of the matches with so many held sessions: whether they did not meet lately, how many."""
    counted: Counter[tuple[int, bool]] = Counter()
    for row in found:
        counted[row["n_sessions"], not row["met_lately"]] += row["n"]
    return [f"{held} {quiet} {n}" for (held, quiet), n in sorted(counted.items())]


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        (april(13), "2 2025-03-17 2025-07-01"),
        (april(14), "3 2025-04-14 2025-07-01"),  # the day of s4
        (date(2025, 6, 30), "3 2025-04-14 2025-07-01"),
        (date(2025, 7, 1), "3 2025-04-14 ."),  # the day for which s5 was planned, which is not held
    ],
)
def test_a_session_counts_from_its_own_day(as_of: date, expected: str, ask: Ask) -> None:
    [found] = [
        row for row in ask("matches", as_of=as_of) if (row["mentor"], row["mentee"]) == ("A1", "B1")
    ]
    assert marks([found], "n_sessions", "last_held_on", "next_planned_on") == [expected]


def test_features_are_of_held_sessions_the_commonest_first(ask: Ask) -> None:
    # Held: s1 s2 s4 s6 s8, s9 s10 s12 s13.
    assert marks(ask("session_features"), "feature", "value", "n") == [
        *("format structured 2", "format informal 1"),
        *("kind one-to-one 6", "kind group interview 2", "kind support 1"),
        *("mode in person 5", "mode online 2", "mode phone 2"),
        *("topic rota 3", "topic exams 2", "topic careers 1"),
    ]


def test_gaps_lie_between_held_sessions_of_one_match(ask: Ask) -> None:
    # s1 to s2, s2 to s4 (s3 was cancelled); s9 to s10.
    assert marks(ask("session_gaps"), "days", "n") == ["14 1", "19 1", "28 1"]


def test_periods_tell_every_status_and_length_apart(ask: Ask) -> None:
    assert marks(ask("session_periods"), "period", "status", "minutes", "n") == [
        *("2025-03-01 held 30.0 1", "2025-03-01 held 45.0 1", "2025-03-01 held 50.0 1"),
        *("2025-04-01 cancelled 30.0 1", "2025-04-01 cancelled . 1"),
        *("2025-04-01 held 20.0 1", "2025-04-01 held 25.0 1", "2025-04-01 held 60.0 1"),
        *("2025-05-01 held 35.0 1", "2025-05-01 held 40.0 1", "2025-05-01 held . 1"),
        *("2025-07-01 planned 30.0 1", "2025-07-01 planned 45.0 1"),
    ]


def test_a_week_begins_on_monday(ask: Ask) -> None:
    # s4 on Monday 14 April and s10 on the Sunday after.
    found = [row for row in ask("session_periods", period="week") if row["period"] == april(14)]
    assert marks(found, "status", "minutes") == ["held 25.0", "held 60.0"]


# s2 on 17 March, s7 on 2 April (cancelled), s3 on 7 April (cancelled), s4 on 14 April.
BETWEEN: list[tuple[str, date, date, Any]] = [
    ("session_periods", date(2025, 3, 17), april(14), 5),  # s2 s9 s7 s3 s4
    ("session_periods", date(2025, 3, 18), april(13), 3),  # s9 s7 s3
    ("session_features", date(2025, 3, 17), april(14), 8),  # s2: 4, s9: 2, s4: 2
    ("session_features", date(2025, 3, 18), april(13), 2),  # s9: 2
    ("session_gaps", date(2025, 3, 17), april(14), 1),  # s2 to s4
    ("session_gaps", date(2025, 3, 18), april(14), 0),
    ("session_gaps", date(2025, 3, 17), april(13), 0),
]


@pytest.mark.parametrize(("question", "since", "until", "n"), BETWEEN)
def test_the_first_and_the_last_day_count(
    question: str, since: date, until: date, n: int, ask: Ask
) -> None:
    assert sum(row["n"] for row in ask(question, since=since, until=until)) == n


def test_the_span_is_over_held_sessions_and_answers(ask: Ask) -> None:
    def span(**said: Any) -> tuple[date, date]:
        [found] = ask("span", **said)
        return found["first_day"], found["last_day"]

    # From q1 to q18; in the other programme from v1 to u2, though v3 is planned for July.
    assert span() == (date(2025, 3, 1), date(2025, 9, 20))
    assert span(programme="Theirs") == (date(2025, 3, 5), date(2025, 5, 1))
    assert span(cohorts=["2024"]) == (date(2025, 3, 1), date(2025, 9, 1))
    assert span(programme="Nobody's") == (None, None)


def test_rows_of_sessions_come_day_by_day(ask: Ask) -> None:
    days = ["s1", "s6", "s2", "s9", "s7", "s3", "s4", "s10", "s8", "s12", "s13", "s5", "s11"]
    assert marks(ask("rows_sessions"), "session_id") == days
    assert marks(ask("rows_sessions", limit=4, offset=7), "session_id") == days[7:11]
