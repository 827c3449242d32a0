"""The catalogue names every finding once, and what it says of each is so."""

import inspect
from datetime import date

from pages.parts.places import PAGES
from rmdata.charts import figures
from rmdata.findings.catalogue import ROOMS, SEVERAL, catalogue
from rmdata.findings.evidence import Evidence, Selection
from rmdata.findings.finding import Finding
from rmdata.findings.participation.sessions import Period

AS_OF = date(2026, 6, 1)
TOLD = {"selection", "as_of", "period", "role", *SEVERAL}
# What is no answer to a question: the rows of a table, whichever is chosen.
NOT_ASKED = {"rows"}


def test_every_finding_has_one_row() -> None:
    findings = {
        function
        for room in ROOMS
        for name, function in inspect.getmembers(room, inspect.isfunction)
        if function.__module__ == room.__name__ and name[0] != "_" and name not in NOT_ASKED
        if inspect.signature(function).return_annotation is Finding
    }
    named = [entry.function for entry in catalogue().values()]
    assert len(named) == len(set(named)) > 40
    assert set(named) == findings


def test_what_a_finding_must_be_told_can_be_told() -> None:
    assert {name for entry in catalogue().values() for name in entry.takes} <= TOLD


def test_every_row_asks_says_why_and_says_against_what_it_was_checked() -> None:
    for entry in catalogue().values():
        assert entry.question.endswith("?") and entry.question[0].isupper()
        assert entry.why.endswith(".") and entry.checked


def test_its_charts_are_there_and_take_what_they_are_told() -> None:
    for entry in catalogue().values():
        if entry.chart:
            draw, *how = entry.chart
            taken = inspect.signature(getattr(figures, draw)).parameters.values()
            places = [p for p in taken if p.kind is inspect.Parameter.POSITIONAL_OR_KEYWORD]
            assert len(how) < len(places), entry.name


def test_a_page_shows_what_the_catalogue_says_it_shows() -> None:
    # Its own choice of stages and of charts: the page asks these by function.
    by_function = {"change", "by-group", "published"}
    texts = {label: path.read_text(encoding="utf-8") for label, path in PAGES.items()}
    for name, entry in catalogue().items():
        if entry.page and name not in by_function:
            assert f'"{name}"' in texts[entry.page], f"{entry.page} does not show {name}"


def test_every_role_and_every_theme_is_asked_in_turn(programme: Evidence, ours: Selection) -> None:
    about = {"selection": ours, "as_of": AS_OF, "period": Period()}
    asked = {
        name: [finding.name for finding in catalogue()[name].every(programme, about)]
        for name in ("themes", "features", "by-group", "funnel")
    }
    assert len(asked["themes"]) == 6 and len(set(asked["themes"])) == 6
    assert len(asked["features"]) == 4
    assert len(asked["by-group"]) == 6
    assert asked["funnel"] == ["funnel"]
    mentors = {**about, "selection": ours.only("mentor")}
    assert len(list(catalogue()["themes"].every(programme, mentors))) == 3
