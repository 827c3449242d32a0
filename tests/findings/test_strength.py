"""How far the numbers can be trusted: by how many were followed, never by what they answered."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from rmdata.findings.appraisal import strength
from rmdata.findings.appraisal.strength import Level, of_design, of_followed, of_kept
from rmdata.findings.evidence import Evidence, Selection
from rmdata.findings.finding import Field, Finding, Form
from rmdata.store.store import Store

OURS = Selection("Our programme")
LATER = date(2027, 1, 1)
BELOW, TWO, THREE = Level.BELOW_TWO, Level.TWO, Level.THREE
Row = dict[str, Any]
COUNT = Form.COUNT


def test_twenty_are_to_be_followed() -> None:
    assert [of_followed(n) for n in (0, 6, 19, 20, 500)] == [BELOW, BELOW, BELOW, THREE, THREE]


@pytest.mark.parametrize(
    ("followed", "taking_part", "allowed"),
    [(7, 20, TWO), (34, 100, BELOW), (35, 100, TWO), (59, 100, TWO), (60, 100, THREE),
     (12, 20, THREE), (1, 1, THREE), (0, 3, BELOW), (0, 0, BELOW)],
    ids=str,
)  # fmt: skip
def test_what_share_is_to_be_kept(followed: int, taking_part: int, allowed: Level) -> None:
    assert of_kept(followed, taking_part) is allowed


def test_the_mark_falls_with_loss_and_never_passes_level_two() -> None:
    for taking_part in range(71):
        marks = [
            min(of_design(n), of_followed(n), of_kept(n, taking_part))
            for n in range(taking_part, -1, -1)
        ]
        assert marks == sorted(marks, reverse=True)
        assert max(marks) is (TWO if taking_part >= 20 else BELOW)
        assert marks[-1] is BELOW


@pytest.fixture
def marked(store: Store, load: Any, answer: Any) -> Callable[..., Finding]:
    """The mark of mentors of whom so many answered both times, so many only before."""
    domains = [domain.label for domain in store.instrument.domains]

    def finding(
        both: int, lost: int = 0, after: int = 4, as_of: date = LATER, **sheets: Any
    ) -> Finding:
        rows = [
            answer(f"M{i}", stage) | dict.fromkeys(domains, score)
            for i in range(both + lost)
            for stage, score in (("pre", 3), ("post", after))
            if stage == "pre" or i < both
        ]
        load(**({"Questionnaires": rows} if rows else {}), **sheets)
        return strength.strength(Evidence(store), OURS, "mentor", as_of)

    return finding


TITLE = "Mentors, how far the numbers can be trusted: "


@pytest.mark.parametrize(
    ("both", "lost", "title"),
    [
        (24, 0, "at most level 2 of 4, as there is no comparison group"),
        (20, 13, "at most level 2 of 4, as there is no comparison group"),
        (20, 14, "at most level 2 of 4, as there is no comparison group and 20 of the 34 taking "
         "part were followed"),
        (20, 38, "below level 2 of 4, as 20 of the 58 taking part were followed"),
        (19, 1, "below level 2 of 4, as 19 people have a total both times and 20 are asked for"),
        (6, 12, "below level 2 of 4, as six people have a total both times and 20 are asked for "
         "and six of the 18 taking part were followed"),
        (1, 0, "below level 2 of 4, as one person has a total both times and 20 are asked for"),
        (0, 5, "below level 2 of 4, as no mentor has a total before and after"),
    ],
)  # fmt: skip
def test_the_mark_says_what_holds_it_down(
    marked: Callable[..., Finding], both: int, lost: int, title: str
) -> None:
    assert marked(both, lost).title == TITLE + title


@pytest.mark.parametrize("after", [1, 3, 5])
def test_the_mark_knows_nothing_of_change(marked: Callable[..., Finding], after: int) -> None:
    found = marked(21, 3, after)
    assert found.title == f"{TITLE}at most level 2 of 4, as there is no comparison group"
    assert found.sentences[0] == (
        "This says how far the numbers can be trusted, not whether there was a change."
    )
    assert not found.judgements


def test_what_is_not_due_is_not_lost(marked: Callable[..., Finding]) -> None:
    found = marked(0, 4, as_of=date(2025, 9, 2))
    assert (found.title, found.is_empty) == (
        "Mentors: no questionnaire after has fallen due, so there is no mark.", True
    )  # fmt: skip


def test_nobody_has_no_mark(store: Store, load: Any, answer: Any) -> None:
    load(Questionnaires=[answer("E1", "pre", Strengths=3)])
    found = strength.strength(Evidence(store), OURS, "mentor", LATER)
    assert found.title == (
        "Mentors: nobody is known to have agreed, met or answered where the questionnaire after "
        "has fallen due, so there is no mark."
    )


def test_answers_without_a_code_follow_nobody(store: Store, load: Any, answer: Any) -> None:
    domains = dict.fromkeys([domain.label for domain in store.instrument.domains], 3)
    rows = [answer(None, stage, Role="mentor") | domains for stage in ("pre", "post")] * 25
    load(Questionnaires=rows)
    found = strength.strength(Evidence(store), OURS, "mentor", LATER)
    assert found.title == (
        f"{TITLE}below level 2 of 4, as no mentor has a total before and after; answers came "
        "without a code"
    )
    assert found.table.column("found")[2:] == [
        "Not known: nobody who takes part is known by a code",
        "Not known: there is no list of participants",
    ]
    assert found.notes[0].startswith("25 answers after came without a code")


def test_a_missing_domain_follows_nobody_in_the_total(store: Store, load: Any, answer: Any) -> None:
    rows = [answer(f"M{i}", stage, Strengths=3) for i in range(30) for stage in ("pre", "post")]
    load(Questionnaires=rows)
    found = strength.strength(Evidence(store), OURS, "mentor", LATER)
    assert found.title == f"{TITLE}below level 2 of 4, as no mentor has a total before and after"
    assert found.table.records()[2]["n_of"] == 30


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"Invited on": date(2025, 1, 2)}, ("1 of 3 invited took part", 1, 3)),
        ({"Sex": "F"}, ("Not known: the list of participants does not say who was invited",
                        None, None)),
    ],
    ids=["invited", "listed"],
)  # fmt: skip
def test_who_was_asked(
    marked: Callable[..., Finding], said: Row, told: tuple[str, int | None, int | None]
) -> None:
    listed = [{"Participant code": f"M{i}", "Role": "mentor"} | said for i in (0, 7, 8)]
    [*_, asked] = marked(2, Participants=listed).table.records()
    assert (asked["found"], asked["n"], asked["n_of"], asked["mark"]) == (*told, "Not marked")


def test_every_criterion_with_its_counts(programme: Evidence, ours: Selection) -> None:
    """M1 to M6 of ten mentors, E1 to E3 of six mentees; E1, E2 and E4 were invited."""
    late = date(2025, 12, 31)
    mentors, mentees = (strength.strength(programme, ours, r, late) for r in ("mentor", "mentee"))
    assert (mentors.name, mentees.name) == ("strength-mentor", "strength-mentee")
    assert mentors.table.fields == (
        Field("label", "Criterion"),
        Field("found", "What is known"),
        Field("n", "People", COUNT),
        Field("n_of", "Of", COUNT),
        Field("asks", "What the standard asks"),
        Field("mark", "Allows"),
    )
    assert [(r["n"], r["n_of"], r["mark"]) for r in mentors.table.records()] == [
        (None, None, "At most level 2"),
        (6, None, "Below level 2"),
        (6, 10, "Level 3 or above"),
        (9, 10, "Not marked"),
    ]
    assert [(r["n"], r["n_of"], r["mark"]) for r in mentees.table.records()] == [
        (None, None, "At most level 2"),
        (3, None, "Below level 2"),
        (3, 6, "At most level 2"),
        (3, 3, "Not marked"),
    ]
    # Autumn falls due on 9 July: without M6, M7, M10 and E3, E5.
    july = strength.strength(programme, ours, "mentor", date(2025, 7, 7))
    assert [(r["n"], r["n_of"]) for r in july.table.records()][1:] == [(5, None), (5, 8), (7, 7)]
    assert july.notes == ("Not due yet in cohort Autumn, and not counted there.",)
