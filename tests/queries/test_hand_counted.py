"""Questions whose answers were counted by hand on a few rows."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from rmdata import queries
from rmdata.store import Import, Store

Load = Callable[..., Import]
Make = Callable[..., dict[str, Any]]
Ask = Callable[..., list[dict[str, Any]]]


@pytest.fixture
def ask(store: Store) -> Ask:
    """The rows that answer one question, less the groups that were not asked for."""

    def answered(name: str, **said: Any) -> list[dict[str, Any]]:
        everybody = dict.fromkeys(("cohorts", "sites", "specialties", "roles", "since", "until"))
        given = everybody | {"programme": "Our programme", "by": [], "before": "pre"}
        found = store.run(queries.question(name), given | {"after": "post"} | said)
        groups = {"cohort", "site", "specialty"} - set(said.get("by", ()))
        return [{k: v for k, v in row.items() if k not in groups} for row in found.records()]

    return answered


def rows(found: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
    return [tuple(row.values()) for row in found]


def test_change_counts_the_same_person_before_and_after(
    load: Load, answer: Make, ask: Ask, instrument: Any
) -> None:
    def scored(code: str | None, stage: str, score: int, **said: Any) -> dict[str, Any]:
        return answer(code, stage) | {d.label: score for d in instrument.domains} | said

    load(
        Questionnaires=[
            *(scored("M1", "pre", 2), scored("M1", "post", 4)),
            *(scored("M2", "pre", 2), scored("M2", "post", 4, Strengths=None)),
            *(scored("E1", "pre", 5), scored("E1", "post", 3)),
            scored("M1", "follow-up", 5),
            scored("M3", "pre", 1),
            *(scored(None, "pre", 1), scored(None, "post", 5)),
        ]
    )
    found = {(r["role"], r["question"]): (r["before"], r["after"], r["n"]) for r in ask("change")}
    assert found[("mentor", 1)] == (2, 4, 2)
    assert found[("mentor", 6)] == (2, 4, 1)
    assert found[("mentor", 0)] == (14, 28, 1)
    assert found[("mentee", 0)] == (35, 21, 1)
    assert ("mentor", 8) not in found
    assert len(found) == 16
    assert {row["role"] for row in ask("change", roles=["mentee"])} == {"mentee"}


def test_change_by_site_counts_each_site(load: Load, answer: Make, ask: Ask) -> None:
    sites = {"M1": "Leeds", "M2": "York", "M3": "York"}
    load(
        Questionnaires=[
            answer(code, stage) | {"Strengths": score, "Site": site}
            for code, site in sites.items()
            for stage, score in (("pre", 3), ("post", 4))
        ]
    )
    assert rows(ask("change", by=["site"])) == [
        ("mentor", "Leeds", 6, 3, 4, 1),
        ("mentor", "York", 6, 3, 4, 2),
    ]


def test_feared_is_over_those_who_answered_both_questions(
    load: Load, answer: Make, ask: Ask
) -> None:
    def both(code: str, concerns: str | None, happened: str | None) -> list[dict[str, Any]]:
        after = answer(code, "post") | {"Concerns that happened": happened}
        return [answer(code) | {"Concerns": concerns}, after]

    load(
        Questionnaires=[
            *both("M1", "Lack of time; Hierarchical difference", "Lack of time"),
            *both("M2", "Lack of time", "None of these"),
            *both("M3", "None of these", "Hierarchical difference"),
            *both("M4", "Lack of time", None),
            *both("M5", None, "Lack of time"),
        ]
    )
    assert rows(ask("feared")) == [
        ("mentor", "hierarchy", False, False, 1),
        ("mentor", "hierarchy", False, True, 1),
        ("mentor", "hierarchy", True, False, 1),
        ("mentor", "time", False, False, 1),
        ("mentor", "time", True, False, 1),
        ("mentor", "time", True, True, 1),
    ]


def test_steps_count_everybody_who_was_invited_met_or_answered(
    load: Load, answer: Make, meeting: Make, ask: Ask
) -> None:
    invited = {"Role": "mentor", "Invited on": date(2025, 1, 6)}
    agreed = invited | {"Agreed on": date(2025, 1, 9)}
    load(
        Participants=[
            {"Participant code": "M1"} | agreed,
            {"Participant code": "M2"} | agreed | {"Left on": date(2025, 5, 1)},
            {"Participant code": "M3"} | invited,
        ],
        Questionnaires=[answer("M1"), answer("M1", "post"), answer("M2"), answer("M9")],
        Sessions=[meeting("M1", "E1"), meeting("M2", "E1", Status="cancelled")],
    )
    assert rows(ask("steps", roles=["mentor"])) == [
        # role, invited, agreed, before, met, after, follow-up, left, listed, n
        ("mentor", False, False, True, False, False, False, False, False, 1),
        ("mentor", True, False, False, False, False, False, False, True, 1),
        ("mentor", True, True, True, False, False, False, True, True, 1),
        ("mentor", True, True, True, True, True, False, False, True, 1),
    ]
    [senior] = ask("steps", roles=["mentee"])
    assert (senior["met"], senior["is_listed"], senior["n"]) == (True, False, 1)


def test_matches_are_counted_by_their_held_sessions(load: Load, meeting: Make, ask: Ask) -> None:
    june = date(2025, 6, 1)
    load(
        Sessions=[
            meeting("M1", "E1", date(2025, 3, 1)),
            meeting("M1", "E1", date(2025, 5, 20)),
            meeting("M1", "E1", date(2025, 6, 20)),
            meeting("M2", "E1", date(2025, 3, 1)),
            meeting("M3", "E2", date(2025, 5, 30), Status="cancelled"),
            meeting("M4", "E2", date(2025, 4, 20)),
            meeting("M4; M5", "E2", date(2025, 5, 20)),
        ]
    )
    assert rows(ask("match_counts", as_of=june, quiet_days=42)) == [
        (0, True, 1),
        (1, False, 1),
        (1, True, 1),
        (2, False, 1),
    ]
    assert [(r["mentor"], r["mentee"]) for r in ask("matches", as_of=june)] == [
        ("M3", "E2"),
        ("M2", "E1"),
        ("M4", "E2"),
        ("M1", "E1"),
    ]


def test_a_group_session_makes_no_match(load: Load, meeting: Make, ask: Ask, store: Store) -> None:
    load(Sessions=[meeting("M1; M2", "E1"), meeting("M3", "E1; E2", date(2025, 4, 2))])
    assert ask("match_counts", as_of=date(2025, 6, 1), quiet_days=42) == []
    assert store.run("select code, n_sessions from people order by code").rows == (
        ("E1", 2),
        ("E2", 1),
        ("M1", 1),
        ("M2", 1),
        ("M3", 1),
    )
