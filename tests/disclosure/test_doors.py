"""From the store to a finding there are two doors, and each stands between all that pass it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from types import SimpleNamespace
from typing import Any, cast

import pytest

from rmdata import disclosure, queries
from rmdata.disclosure import Audience, Counts, SafeCounts
from rmdata.findings.evidence import Evidence, Selection
from rmdata.store.store import Store

DEAN = cast(Audience, "dean")
OURS = Selection("Our programme", sites=("Leeds",), roles=("mentor",))
COUNTS, ROWS = "release", "release_rows"

# What the store says: the columns of its answer and the rows.
SAID: dict[str, tuple[tuple[str, ...], tuple[tuple[Any, ...], ...]]] = {
    "scores": (("score", "n"), ((1, 3), (2, 7))),
    "owing": (("code", "stage"), (("M1", "post"),)),
    "programmes": (("programme", "n_rows", "is_sample"), (("Our programme", 12, False),)),
    "options": (
        ("filter", "value", "n"),
        (("site", "Leeds", 4), ("role", "mentor", 9), ("site", "York", 5)),
    ),
    "span": (("first_day", "last_day"), ((date(2025, 3, 3), date(2025, 6, 30)),)),
}


@dataclass
class Answering:
    """In place of a store: it says the above, and remembers what it was asked with."""

    said: dict[str, Any] = field(default_factory=lambda: dict(SAID))
    asked: list[dict[str, Any]] = field(default_factory=list)

    def run(self, sql: str, parameters: dict[str, Any]) -> Any:
        self.asked.append(parameters)
        columns, rows = next(
            a for name, a in self.said.items() if queries.question(name).sql == sql
        )
        return SimpleNamespace(columns=columns, rows=rows)


def seen_by(audience: Audience, store: Answering | None = None) -> Evidence:
    return Evidence(cast(Store, store or Answering()), audience)


# The way to ask, the question that is asked, and the door that the answer passes.
ASKED: dict[str, tuple[Callable[[Evidence], Any], str, str]] = {
    "counts": (lambda evidence: evidence.ask("scores", OURS), "scores", COUNTS),
    "rows": (lambda evidence: evidence.ask("owing", OURS), "owing", ROWS),
    "programmes": (lambda evidence: evidence.programmes(), "programmes", COUNTS),
    "options": (lambda evidence: evidence.options("Our programme"), "options", COUNTS),
    "span": (lambda evidence: evidence.span(OURS), "span", COUNTS),
}


@pytest.fixture
def passed(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str, Audience]]:
    """Every passage of a door: which door, with the answer to what, for whom."""
    passages: list[tuple[str, str, Audience]] = []

    def watched(door: str) -> Callable[[Counts, Audience], SafeCounts]:
        def let(counts: Counts, audience: Audience) -> SafeCounts:
            passages.append((door, counts.question, audience))
            safe: SafeCounts = getattr(disclosure, door)(counts, audience)
            return safe

        return let

    for door in (COUNTS, ROWS):
        monkeypatch.setattr(f"rmdata.findings.evidence.{door}", watched(door))
    return passages


@pytest.mark.parametrize("way", ASKED)
def test_every_way_to_ask_leads_through_its_own_door(
    way: str, passed: list[tuple[str, str, Audience]]
):
    ask, question, door = ASKED[way]
    ask(seen_by(Audience.TEAM))
    assert passed == [(door, question, Audience.TEAM)]


@pytest.mark.parametrize("way", ASKED)
@pytest.mark.parametrize("audience", [DEAN, None, "", "TEAM", True])
def test_no_way_to_ask_answers_another_audience(way: str, audience: Any):
    with pytest.raises(PermissionError):
        ASKED[way][0](seen_by(audience))


@pytest.mark.parametrize(("way", "question"), [("counts", "scores"), ("rows", "owing")])
def test_what_comes_out_is_safe_for_whom_it_was_asked(way: str, question: str):
    columns, rows = SAID[question]
    safe = ASKED[way][0](seen_by(Audience.TEAM))
    assert safe == SafeCounts(question, Audience.TEAM, columns, rows, n_hidden=0)


@pytest.mark.parametrize("door", [COUNTS, ROWS])
def test_a_door_lets_the_team_alone_and_says_which_door_it_is(door: str):
    words = {COUNTS: "no rule yet for what dean may see", ROWS: "for the team alone"}
    with pytest.raises(PermissionError, match=words[door]):
        getattr(disclosure, door)(Counts("scores", ("n",), ((3,),)), DEAN)


def test_what_a_page_asks_before_it_has_a_selection():
    evidence = seen_by(Audience.TEAM)
    assert evidence.programmes() == [
        {"programme": "Our programme", "n_rows": 12, "is_sample": False}
    ]
    assert evidence.options("Our programme") == {"site": ("Leeds", "York"), "role": ("mentor",)}
    assert evidence.span(OURS) == (date(2025, 3, 3), date(2025, 6, 30))
    undated = Answering({"span": (("first_day", "last_day"), ((None, None),))})
    assert seen_by(Audience.TEAM, undated).span(OURS) is None


@pytest.mark.parametrize("question", ["scores", "owing"])
def test_a_question_is_asked_about_the_selection_and_as_it_was_put(question: str):
    store = Answering()
    ask = seen_by(Audience.TEAM, store).ask
    ask(question, OURS)
    ask(question, OURS, by=["site"], before="post", after="follow_up", roles=["mentee"])
    about = {
        "programme": "Our programme",
        "cohorts": None,
        "sites": ["Leeds"],
        "specialties": None,
        "roles": ["mentor"],
    }
    other = about | {"roles": ["mentee"]}
    assert store.asked == [
        about | {"selection": about, "by": [], "before": "pre", "after": "post"},
        other | {"selection": other, "by": ["site"], "before": "post", "after": "follow_up"},
    ]


def test_the_options_are_those_of_the_programme_asked_for():
    store = Answering()
    seen_by(Audience.TEAM, store).options("Another programme")
    assert store.asked[0]["programme"] == "Another programme"
