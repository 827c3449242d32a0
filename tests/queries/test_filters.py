"""Which filters each question takes, and what each of them does to the answer.

The tables below were written and counted by hand on the rows of ``small_programme``; nothing in
them is read from the questions. A question that is new, or takes a filter it did not, wants its
line here.
"""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from rmdata import queries
from tests.queries.conftest import Answer
from tests.queries.small_programme import THEIRS, lines

Ask = Callable[..., Answer]

# How each filter is tried; all else stays as it is where nothing is said.
TRIED: dict[str, dict[str, Any]] = {
    "nothing": {},
    "programme": {"programme": THEIRS},
    "cohorts": {"cohorts": ["2025"]},
    "sites": {"sites": ["York"]},
    "specialties": {"specialties": ["Surgery"]},
    "roles": {"roles": ["mentee"]},
    "before": {"before": "post", "after": "follow_up"},
    "after": {"after": "follow_up"},
    "since": {"since": date(2025, 3, 17)},  # the day of s2
    "until": {"until": date(2025, 4, 14)},  # the day of s4
    "as_of": {"as_of": date(2025, 4, 20)},  # the day of s10
    "quiet_days": {"quiet_days": 41},
    "months": {"months": 1},
    "period": {"period": "week"},
    "stages": {"stages": ["follow_up"]},
    "limit": {"limit": 4},
    "offset": {"offset": 7},
    "n_domains": {"n_domains": 5},
}

# A blank cell: the question does not take that filter. What the cells count stands in DIGESTS.
OF_PEOPLE = """
question        | nothing   | programme | cohorts  | sites     | specialties | roles
answered_stages | 14        | 3         | 8        | 6         | 5           | 5
baselines       | 3 of 6    | 2 of 2    | 1 of 3   | 2 of 4    | 2 of 3      | 1 of 2
change          | 4         | 2         | 2        | 2         | 2           | 1
codes_in_cohorts | 1 of 13  | 0 of 3    | 0 of 8   | 0 of 6    | 0 of 5      | 0 of 5
days_of_answers | 1 of 5    | 0 of 2    | 1 of 3   | 1 of 3    | 0 of 2      | 0 of 1
dose            | 3         | 2         | 1        | 2         | 2           | 1
feared          | 12        | 6         | 3        | 6         | 6           | 2
filled_totals   | 3; 348    | 2; 216    | 1; 102   | 2; 270    | 2; 246      | 1; 168
free_text       | 7         | 1         | 3        | 2         | 4           | 3
leaving         | 3         | 1         | 1        | 2         | 1           | 1
options         | 64        | 12        |          |           |             |
outcomes        | 25        | 3         | 9        | 13        | 14          | 12
owing           | 8         | 2         | 6        | 2         | 2           | 5
partners        | 9         | 2         | 5        | 4         | 2           | 4
patterns        | 15        | 4         | 6        | 7         | 8           | 5
scores          | 19        | 4         | 8        | 8         | 9           | 7
stage_pairs     | 16        | 4         | 8        | 6         | 8           | 4
steps           | 8/5 of 13 | 2/2 of 3  | 4/2 of 7 | 4/3 of 5  | 4/2 of 5    | 3/2 of 5
themes          | 41        | 10        | 16       | 16        | 24          | 12
totals_of_people | 3 of 11  | 2 of 3    | 1 of 6   | 2 of 5    | 2 of 4      | 1 of 5
traits          | 22 of 52  | 8 of 13   | 8 of 21  | 13 of 24  | 14 of 25    | 7 of 18
ways_of_answering | 4/14 of 15 | 0/4 of 4 | 0/6 of 6 | 2/7 of 7  | 3/8 of 8    | 1/5 of 5
without_code    | 4         | 0         | 1        | 1         | 2           | 1
without_session | 3         | 0         | 2        | 2         | 2           | 1
years_in_post   | 6         | 3         | 3        | 4         | 3           | 2
row_counts      | 21+13+10  | 4+3+3     | 10+5+5   | 10+6+5    | 9+13+5      | 7+13+3
rows_participants    | 10   | 3         | 5        | 5         | 5           | 3
rows_questionnaires  | 21   | 4         | 10       | 10        | 9           | 7
"""
OF_SESSIONS = """
question         | nothing     | programme   | cohorts     | sites     | since    | until
match_counts     | 4 of 6; 7   | 1 of 1; 2   | 1 of 3; 3   | 4 of 5; 4 |          |
matches          | 0 0 1 3 2 1 | 2           | 0 2 1       | 0 0 1 1 2 |          |
session_features | 27          | 6           | 11          | 10        | 19       | 16
session_gaps     | 3           | 1           | 1           | 1         | 2        | 2
session_periods  | 13 in 4     | 3 in 2      | 5 in 3      | 6 in 3    | 11 in 4  | 7 in 2
session_ratings  | 11 of 18    | 3 of 4      | 4 of 8      | 5 of 8    | 9 of 14  | 7 of 10
rows_sessions    | 13          | 3           | 5           | 6         |          |
span             | 03-01-09-20 | 03-05-05-01 | 03-20-09-20 |           |          |
decisions        | 3           | 1           | 2           |           |          |
programmes       | 2           |             |             |           |          |
settings         | 3           | 1           |             |           |          |
cohort_days      | 03-01-05-05 03-20-05-20 | 03-05-05-01 - | |         |          |
"""
BEFORE_AND_AFTER = """
question  | before    | after
baselines | 1 of 5    | 2 of 6
change    | 1         | 2
days_of_answers | 0 of 1 | 0 of 2
dose      | 1         | 2
feared    | 3         | 6
filled_totals | 1; 132 | 2; 240
steps     | 5/2 of 13 | 8/2 of 13
totals_of_people | 1 of 11 | 2 of 11
traits    | 7 of 52   | 13 of 52
"""
OTHERS = """
question            | as_of       | quiet_days | months    | period   | stages | limit | offset
match_counts        | 3 of 6; 6   | 5 of 6; 7  | 4 of 6; 6 |          |        |       |
matches             | 0 0 0 1 3 2 |            |           |          |        |       |
cohort_days         | 03-01-04-14 03-20-04-20 |  |         |          |        |       |
session_periods     |             |            |           | 13 in 10 |        |       |
owing               |             |            |           |          | 9      |       |
rows_participants   |             |            |           |          |        | 4     | 3
rows_questionnaires |             |            |           |          |        | 4     | 14
rows_sessions       |             |            |           |          |        | 4     | 6
"""
OF_DOMAINS = """
question          | n_domains
filled_totals     | 3; 168
ways_of_answering | 10/14 of 15
"""
TABLES = (OF_PEOPLE, OF_SESSIONS, BEFORE_AND_AFTER, OTHERS, OF_DOMAINS)
CELLS = {
    (row["question"], name): cell
    for table in TABLES
    for row in lines(table)
    for name, cell in row.items()
    if name != "question"
}

# The questions that are asked by group: how many stand in each, and in none (-).
BY = """
question | cohort          | site                   | specialty
change   | 2024: 2 2025: 2 | Leeds: 2 York: 2       | Medicine: 2 Surgery: 2
feared   | 2024: 8 2025: 4 | Leeds: 4 York: 8       | Medicine: 4 Surgery: 8
outcomes | 2024: 16 2025: 9 | Leeds: 12 York: 13    | -: 2 Medicine: 9 Surgery: 14
scores   | 2024: 11 2025: 8 | -: 1 Leeds: 10 York: 8 | -: 2 Medicine: 8 Surgery: 9
steps    | 2024: 6 2025: 7 | -: 3 Leeds: 5 York: 5  | -: 3 Medicine: 5 Surgery: 5
themes   | 2024: 25 2025: 16 | Leeds: 25 York: 16   | -: 2 Medicine: 15 Surgery: 24
"""
GROUPS = {
    (row["question"], group): row[group]
    for row in lines(BY)
    for group in ("cohort", "site", "specialty")
}


def n(rows: Answer, **only: Any) -> int:
    """How many (people, answers, sessions) the rows stand for; a row without n is one."""
    wanted = [row for row in rows if all(row[name] == value for name, value in only.items())]
    return sum(row.get("n", 1) for row in wanted)


def day(found: date) -> str:
    return f"{found:%m-%d}"


def span(row: dict[str, Any]) -> str:
    return f"{day(row['first_day'])}-{day(row['last_day'])}" if row["first_day"] else "-"


# What a cell counts where it is not the sum of n, or the number of rows.
DIGESTS: dict[str, Callable[[Answer], object]] = {
    "codes_in_cohorts": lambda rows: f"{n(rows) - n(rows, n_cohorts=1)} of {n(rows)}",
    "days_of_answers": lambda rows: f"{n(rows, is_reversed=True)} of {n(rows)}",
    "ways_of_answering": lambda rows: (
        f"{sum(r['n_straight'] for r in rows)}/{sum(r['n_ways'] for r in rows)} of {n(rows)}"
    ),
    "baselines": lambda rows: f"{n(rows, standing='completed')} of {n(rows)}",
    "change": lambda rows: n(rows, question=6),
    "filled_totals": lambda rows: f"{n(rows)}; {sum(row['before'] * row['n'] for row in rows)}",
    "scores": lambda rows: n(rows, question=6),
    "steps": lambda rows: (
        f"{n(rows, answered_before=True)}/{n(rows, answered_after=True)} of {n(rows)}"
    ),
    "totals_of_people": lambda rows: (
        f"{sum(r['n'] for r in rows if r['total_before'] and r['total_after'])} of {n(rows)}"
    ),
    "traits": lambda rows: f"{n(rows, completed=True)} of {n(rows)}",
    "row_counts": lambda rows: "+".join(str(row["n"]) for row in rows),
    "match_counts": lambda rows: (
        f"{n(rows, met_lately=False)} of {n(rows)}; {sum(r['n_in_time'] * r['n'] for r in rows)}"
    ),
    "cohort_days": lambda rows: " ".join(span(row) for row in rows),
    "matches": lambda rows: " ".join(str(row["n_sessions"]) for row in rows),
    "session_periods": lambda rows: f"{n(rows)} in {len({row['period'] for row in rows})}",
    "session_ratings": lambda rows: f"{n(rows) - n(rows, rating=None)} of {n(rows)}",
    "span": lambda rows: span(rows[0]),
}


@pytest.mark.parametrize(("question", "name"), CELLS)
def test_a_filter_leaves_what_it_should(question: str, name: str, ask: Ask) -> None:
    digest = DIGESTS.get(question, n)
    assert str(digest(ask(question, **TRIED[name]))) == CELLS[question, name]


@pytest.mark.parametrize(("question", "group"), GROUPS)
def test_a_group_is_told_apart_where_it_is_asked_for(question: str, group: str, ask: Ask) -> None:
    asked_of = {"question": 6} if question in ("change", "scores") else {}
    rows = ask(question, by=[group])
    values = sorted({row[group] or "-" for row in rows})
    counts = {v: n(rows, **asked_of, **{group: None if v == "-" else v}) for v in values}
    assert (
        " ".join(f"{value}: {count}" for value, count in counts.items())
        == (GROUPS[question, group])
    )
    others = {"cohort", "site", "specialty"} - {group}
    assert {row[other] for row in rows for other in others} == {None}


def test_two_groups_are_told_apart_at_once(ask: Ask) -> None:
    rows = ask("steps", by=["cohort", "site"])
    found = {(row["cohort"], row["site"]) for row in rows}
    assert found == {(c, s) for c in ("2024", "2025") for s in ("Leeds", "York", None)}
    # York: A2, B1, B4 of 2024; A1, A4 of 2025.
    assert (n(rows, cohort="2024", site="York"), n(rows, cohort="2025", site="York")) == (3, 2)


def test_two_values_of_a_filter_let_both_through(ask: Ask) -> None:
    # Leeds: A1, A3 of 2024; A5, A6, B3 of 2025. York: A2, B1, B4; A1, A4, X1.
    assert len(ask("answered_stages", sites=["Leeds", "York"])) == 11
    assert len(ask("answered_stages", sites=["York", "Elsewhere"])) == 6
    assert ask("answered_stages", sites=["Elsewhere"]) == []


def test_every_filter_that_is_tried_changes_the_answer() -> None:
    unchanged = {
        place
        for place, cell in CELLS.items()
        if place[1] != "nothing" and cell == CELLS[place[0], "nothing"]
    }
    assert not unchanged


@pytest.mark.parametrize("question", queries.names())
def test_the_tables_name_every_question_and_every_filter_it_takes(question: str) -> None:
    tried = {name for asked, name in CELLS if asked == question} - {"nothing"}
    grouped = {"by"} if (question, "site") in GROUPS else set()
    assert (question, "nothing") in CELLS, "the tables do not name it"
    sql = queries.question(question).sql
    taken = set(re.findall(r"\$([a-z_]+)", sql)) - {"selection"}
    if "$selection" in sql:
        taken |= {"programme", "cohorts", "sites"}
    if "chosen('" in sql:
        taken |= {"specialties", "roles"}
    assert taken == tried | grouped


def test_the_tables_name_no_question_that_is_gone() -> None:
    assert {question for question, _ in CELLS} == set(queries.names())
