"""Who is counted and who is not, where the small programme has nobody who would tell."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from rmdata import queries
from rmdata.findings.evidence import CHOOSING
from rmdata.reading.understood import Reading
from rmdata.schema.vocabulary import Instrument
from rmdata.store.results import Import
from rmdata.store.store import Store
from tests.conftest import Row
from tests.queries.conftest import UNFILTERED, Answer, marks

Load = Callable[..., Import]
Make = Callable[..., Row]


def asked(store: Store, name: str, **said: Any) -> Answer:
    given = UNFILTERED | {"programme": "Our programme"} | said
    given |= {"selection": {name: given[name] for name in CHOOSING}}
    return store.run(queries.question(name).sql, given).records()


@pytest.fixture
def takers(store: Store, load: Load, answer: Make, meeting: Make) -> Store:
    """Mentors who did one thing each, or two."""
    agreed = {"Agreed on": date(2025, 1, 9)}
    did: dict[str, Row] = {
        "invited": {"Invited on": date(2025, 1, 6)},
        "agreed": agreed,
        "left": agreed | {"Left on": date(2025, 2, 1)},
        "cancelled": agreed | {"Agreed on": date(2025, 1, 8)},
        "began": agreed,
        "met": {},
        "answered": {},
    }
    load(
        Participants=[
            {"Participant code": code, "Role": "mentor", "Grade": code} | said
            for code, said in did.items()
        ],
        Questionnaires=[answer("answered", "post")],
        Sessions=[meeting("met"), meeting("began"), meeting("cancelled", Status="cancelled")],
    )
    return store


def test_to_take_part_is_to_agree_to_meet_or_to_answer(takers: Store) -> None:
    took_part = {row["value"] for row in asked(takers, "traits") if row["took_part"]}
    assert took_part == {"agreed", "left", "cancelled", "began", "met", "answered"}


def test_who_has_left_owes_nothing(takers: Store) -> None:
    owing = asked(takers, "owing", roles=["mentor"])
    assert marks(owing, "stage", "code") == [
        *("post agreed", "post began", "post cancelled", "post met"),
        *("pre agreed", "pre answered", "pre began", "pre cancelled", "pre met"),
    ]


def test_who_has_left_waits_for_no_session(takers: Store) -> None:
    # The one who agreed first stands first; a cancelled session was none.
    assert marks(asked(takers, "without_session"), "code") == ["cancelled", "agreed"]


def test_feared_is_over_those_who_answered_both_questions(
    store: Store, load: Load, answer: Make
) -> None:
    def both(code: str, concerns: str | None, happened: str | None) -> list[Row]:
        after = answer(code, "post") | {"Concerns that happened": happened}
        return [answer(code) | {"Concerns": concerns}, after]

    load(
        Questionnaires=[
            *both("M1", "Lack of time; Hierarchical difference", "Lack of time"),
            *both("M2", "Lack of time", "None of these"),
            *both("M3", "None of these", "Hierarchical difference; Damaged relationship"),
            *both("M4", "Confidentiality", None),
            *both("M5", None, "Confidentiality"),
            *both(None, "Lack of time", "Lack of time"),
            *both("M6", "None of these", "None of these"),
        ]
    )
    assert marks(asked(store, "feared"), "theme", "feared", "happened", "n") == [
        "damaged_relationship False False 3",  # M1 M2 M6
        "damaged_relationship False True 1",  # M3
        "hierarchy False False 2",  # M2 M6
        "hierarchy False True 1",  # M3
        "hierarchy True False 1",  # M1
        "time False False 2",  # M3 M6
        "time True False 1",  # M2
        "time True True 1",  # M1
        ". . . 4",  # M1 M2 M3 M6
    ]


def test_answers_without_a_code_are_no_pairs(store: Store, load: Load, answer: Make) -> None:
    load(Questionnaires=[answer(None, stage, Strengths=2) for stage in ("pre", "pre", "post")])
    scores = asked(store, "scores")
    assert marks(scores, "stage", "question", "score", "n") == ["post 6 2 1", "pre 6 2 2"]
    for name in ("change", "dose", "baselines", "feared", "stage_pairs", "answered_stages"):
        assert asked(store, name) == [], name


def test_equal_gaps_and_equal_sessions_are_counted_together(
    store: Store, load: Load, meeting: Make
) -> None:
    days = {"M1": (1, 8, 15), "M2": (3, 10)}
    load(Sessions=[meeting(m, on=date(2025, 4, day)) for m, when in days.items() for day in when])
    # Between the sessions of one match, not between those of the cohort.
    assert marks(asked(store, "session_gaps"), "days", "n") == ["7 3"]
    assert marks(asked(store, "session_periods"), "minutes", "n") == ["45.0 5"]


def test_the_gaps_of_two_matches_do_not_mix(store: Store, load: Load, meeting: Make) -> None:
    april, may = date(2025, 4, 1), date(2025, 5, 1)
    group = [meeting("M1; M2", "E3", day) for day in (april, may)]
    load(
        Sessions=[
            *(meeting("M1", "E1", april), meeting("M1", "E2", may)),
            *(meeting("M2", "E1", may), meeting("M1", "E1", april, Cohort="2"), *group),
        ]
    )
    assert asked(store, "session_gaps") == []
    found = asked(store, "match_counts", as_of=may, quiet_days=10)
    counted = marks(found, "cohort", "n_sessions", "met_lately", "n")
    assert counted == ["2 1 False 1", "All 1 False 1", "All 1 True 2"]
    assert len(asked(store, "matches")) == 4


def test_a_programme_is_a_sample_while_all_its_rows_are(
    store: Store, workbook: Callable[..., Any], understood: Callable[..., Reading], meeting: Make
) -> None:
    def put(name: str, kind: str, *mentors: str) -> None:
        sheet = [meeting(mentor) for mentor in mentors]
        store.load(understood(workbook(Sessions=sheet), programme=name), kind)

    put("B sample", "sample", "M1", "M2", "M3", "M4")
    put("C mixed", "sample", "M1")
    put("C mixed", "load", "M2")
    put("A small", "load", "M1")
    put("D small", "load", "M1")
    # Real rows first, then the most rows, then the alphabet.
    assert marks(asked(store, "programmes"), "programme", "n_rows", "is_sample") == [
        *("C mixed 2 False", "A small 1 False", "D small 1 False", "B sample 4 True")
    ]


def test_a_total_is_over_the_domains_and_blank_where_one_is(
    store: Store, load: Load, answer: Make, instrument: Instrument
) -> None:
    domains = {domain.label: place for place, domain in enumerate(instrument.domains, -1)}
    full = {label: max(place, 1) for label, place in domains.items()}  # 1 1 1 2 3 4 5
    load(
        Questionnaires=[
            answer("M1") | full | {"Understanding of role": 3},
            answer("M2") | full,
            *(answer(f"N{place}") | full | {label: None} for label, place in domains.items()),
            answer("O1") | {"Understanding of role": 3},
        ]
    )
    found = store.run("select code, total, scores from answers order by code, stage").rows
    assert found[:2] == (
        ("M1", 17, [1, 1, 1, 2, 3, 4, 5, 3]),
        ("M2", 17, [1, 1, 1, 2, 3, 4, 5, None]),
    )
    assert {total for _, total, _ in found[2:]} == {None}


def test_a_total_that_is_blank_once_has_no_change(
    store: Store, load: Load, answer: Make, meeting: Make, instrument: Instrument
) -> None:
    full = {domain.label: 3 for domain in instrument.domains}
    load(
        Sessions=[meeting("M9", "E9")],
        Questionnaires=[
            *(answer("M1") | full, answer("M1", "post") | full | {"Strengths": None}),
            *(answer("M2") | full | {"Strengths": None}, answer("M2", "post") | full),
            *(answer("M3") | full, answer("M3", "post") | full | {"Strengths": 5}),
        ],
    )
    assert marks(asked(store, "dose"), "n_sessions", "minutes", "change", "n") == ["0 . 2 1"]
    found = [row for row in asked(store, "change") if row["question"] in (0, 6, 7)]
    assert marks(found, "question", "before", "after", "n") == ["0 21 23 1", "6 3 5 1", "7 3 3 3"]


def test_a_code_elsewhere_is_another_partner(store: Store, load: Load, meeting: Make) -> None:
    load(
        Sessions=[
            meeting("M1", "E1", Cohort="A"),
            meeting("M2", "E1", Cohort="B"),
            meeting("M3", "E1", Cohort="A", Programme="Theirs"),
        ]
    )
    shared = [row["n"] for row in asked(store, "partners") if row["shares"] or row["shares_alone"]]
    assert shared == []


def test_who_is_known_but_by_answering(takers: Store) -> None:
    mentors = asked(takers, "totals_of_people", roles=["mentor"])
    known = [row["n"] for row in mentors if row["is_known"]]
    alone = [row["n"] for row in mentors if not row["is_known"]]
    # Agreed, left, cancelled, began and met; the one who answered is known by that alone.
    assert (known, alone) == ([5], [1])
