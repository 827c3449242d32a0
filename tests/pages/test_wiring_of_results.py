"""Which finding stands where, in which role, drawn how; the counts are in north.py."""

from collections.abc import Callable
from datetime import date
from html import unescape
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

Look = Callable[..., AppTest]
Cards = Callable[[AppTest], dict[str, Any]]
PRACTICE, TIME, HIERARCHY = "Clinical practice", "Lack of time", "Hierarchical difference"

JUNIORS, CONSULTANTS = "Juniors (mentors)", "Consultants (mentees)"


def moved(card: Any) -> dict[str, tuple[int, int, int]]:
    """Of a chart of who moved: who fell, stayed and rose at every label."""
    drawn = card.drawn
    assert list(drawn) == ["Fell", "Stayed", "Rose"]
    return {label: tuple(int(drawn[name][label] or 0) for name in drawn) for label in drawn["Rose"]}


def test_confidence_shows_each_role_under_its_own_name(look: Look, cards: Cards) -> None:
    found = cards(look("results/confidence"))
    assert {name: card.inside for name, card in found.items()} == {
        "change-mentor": (JUNIORS,),
        "reliability-mentor": (JUNIORS, "Reliability of the total"),
        "change-mentee": (CONSULTANTS,),
        "reliability-mentee": (CONSULTANTS, "Reliability of the total"),
    }
    assert moved(found["change-mentor"]) == {PRACTICE: (1, 2, 3)}
    assert moved(found["change-mentee"]) == {PRACTICE: (1, 0, 2)}
    shown, details = found["change-mentor"].tables
    assert shown[2:5] == ["Rose", "Stayed", "Fell"]
    assert "Exact p" in details and "Rose" not in details
    [closed] = [e for e in found["change-mentor"].block.expander if e.table]
    assert closed.label == "For statisticians"


@pytest.mark.parametrize(
    ("compared", "counted"),
    [
        ("Before and after", (1, 2, 3)),
        ("Before and follow-up", (2, 1, 1)),
        ("After and follow-up", (3, 0, 1)),
    ],
)
def test_the_stages_that_are_chosen_are_compared(
    look: Look, cards: Cards, compared: str, counted: tuple[int, int, int]
) -> None:
    app = look("results/confidence")
    app.selectbox(key="compare").select(compared).run()
    assert moved(cards(app)["change-mentor"]) == {PRACTICE: counted}


def test_groups_are_compared_by_what_is_chosen_at_the_stages_that_are_chosen(
    look: Look, cards: Cards
) -> None:
    app = look("results/confidence")
    found = {}
    for by in ("Cohort", "Site", "Specialty"):
        app.selectbox(key="by").select(by).run()
        app.selectbox(key="domain").select("clinical_practice").run()
        found[by] = moved(cards(app)[f"change-mentor-by-{by.lower()}"])
    assert found == {
        "Cohort": {"2023": (0, 1, 2), "2024": (1, 1, 1)},
        "Site": {"Leeds": (0, 0, 3), "York": (1, 2, 0)},
        "Specialty": {"Surgery": (1, 0, 2), "Medicine": (0, 2, 1)},
    }
    app.selectbox(key="by").select("Site").run()
    app.selectbox(key="compare").select("Before and follow-up").run()
    assert moved(cards(app)["change-mentor-by-site"]) == {"Leeds": (1, 1, 1), "York": (1, 0, 0)}


def test_medians_and_published_figures_lie_over_each_other(look: Look, cards: Cards) -> None:
    """Mentors 1 2 2 3 4 5 to 3 3 4 4 4 4, mentees 2 3 4 to 3 5 5; the study printed 3 to 4."""
    app = look("results/confidence")
    app.get("button_group")[0].select("Medians").run()
    found = cards(app)
    assert {k: v[PRACTICE] for k, v in found["change-mentor"].drawn.items() if k} == {
        "Before": 2.5,
        "After": 4,
    }
    assert found["change-mentee"].drawn["Before"][PRACTICE] == 3
    app.toggle(key="published").set_value(True).run()
    found = cards(app)
    assert list(found)[:3] == ["change-mentor", "published-mentor", "reliability-mentor"]
    drawn = found["change-mentor"].drawn
    assert (drawn["Published, before"], drawn["Published, after"]) == (
        {PRACTICE: 3, "Areas for improvement": 3} if "Areas for improvement" in drawn["Before"]
        else {PRACTICE: 3},
        {PRACTICE: 4},
    )  # fmt: skip
    assert "published-mentee" in found


def test_answers_are_shown_where_they_are_asked_for(look: Look, cards: Cards) -> None:
    app = look("results/confidence")
    app.get("button_group")[0].select("Answers").run()
    found = cards(app)
    assert [n for n in found if "reliab" not in n] == ["answers-mentor", "answers-mentee"]
    before, after = "Clinical practice, before", "Clinical practice, after"
    drawn = found["answers-mentor"].drawn
    assert {name[0]: (spread[before], spread[after]) for name, spread in drawn.items()} == {
        "1": ("1", ""),
        "2": ("2", ""),
        "3": ("1", "2"),
        "4": ("1", "4"),
        "5": ("1", ""),
    }


def test_concerns_stand_in_their_role_and_place(look: Look, cards: Cards) -> None:
    found = cards(look("results/concerns"))
    left, right = "column 0", "column 1"
    for role, header in (("mentor", JUNIORS), ("mentee", CONSULTANTS)):
        assert [found[f"{name}-{role}"].inside for name in (
            "feared-and-happened", "concerns", "happened", "benefits", "outcomes", "items"
        )] == [(header,), (header, left), (header, right), (header, left), (header, right),
               (header,)]  # fmt: skip
    assert list(found)[-1] == "free-text"
    assert list(found).index("outcomes-mentor") < list(found).index("feared-and-happened-mentee")


def test_concerns_are_drawn_from_their_own_columns(look: Look, cards: Cards) -> None:
    """Mentors: time feared by M1 M2 M3, met by M1 and M4; hierarchy feared by M1 and M4."""
    found = cards(look("results/concerns"))
    assert found["feared-and-happened-mentor"].drawn == {
        "Feared, and happened": {TIME: "1", HIERARCHY: ""},
        "Feared, did not happen": {TIME: "2", HIERARCHY: "2"},
    }
    assert found["concerns-mentor"].drawn == {"Before": {TIME: "3 of 6", HIERARCHY: "2 of 6"}}
    assert found["happened-mentor"].drawn == {"After": {TIME: "2 of 6"}}
    assert found["benefits-mentor"].drawn == {
        "After": {"Insight into the other's work": "3 of 6", "Leadership skills": "1 of 6"}
    }
    assert found["benefits-mentee"].drawn == {"After": {"Self-awareness": "1 of 3"}}
    assert moved(found["items-mentor"]) == {"Understanding of role": (2, 1, 3)}


def test_the_figures_of_each_role_stand_in_their_order(look: Look) -> None:
    app = look("results/concerns")
    told = [(metric.label, metric.value) for metric in app.metric]
    names = ["Benefited", "Would recommend", "Relationship harmed", "Experience, median of 5"]
    mentors, mentees = ["4 of 5", "2 of 3", "1 of 5", "4"], ["1 of 3", "3 of 3", "1 of 3", "2"]
    assert [(name.replace("&#44;", ","), value) for name, value in told] == [
        *zip(names, mentors, strict=True),
        *zip(names, mentees, strict=True),
    ]


def test_sessions_are_drawn_by_what_they_are_counted_by(look: Look, cards: Cards) -> None:
    found = cards(look("results/participation"))
    assert found["sessions"].drawn == {
        "Held": {"2025-01-01": "2", "2025-02-01": "2", "2025-03-01": "1"},
        "Cancelled": {"2025-03-01": "1"},
        "Planned": {"2025-04-01": "1"},
    }
    asked = ("lengths", "gaps", "modes", "kinds", "formats", "topics", "per-match")
    drawn = {name: (found[name].is_upright, found[name].drawn[""]) for name in asked}
    assert drawn == {
        "lengths": (True, {"30": "3", "45": "1", "60": "1"}),
        "gaps": (True, {"7": "2", "21": "1"}),
        "modes": (False, {"Online": "3", "In person": "2"}),
        "kinds": (False, {"One-to-one": "4", "Support": "1"}),
        "formats": (False, {"Informal": "3", "Structured": "2"}),
        "topics": (False, {"Rota": "4", "Clinics": "2"}),
        "per-match": (True, {"1": "1", "4": "1"}),
    }


def test_every_card_of_participation_stands_in_its_section(look: Look, cards: Cards) -> None:
    found = cards(look("results/participation"))
    sections: dict[str, list[str]] = {}
    for name, card in found.items():
        sections.setdefault(card.inside[0], []).append(name)
    assert sections == {
        "Who took part": ["funnel", "people", "response", "owing", "checks"],
        "Who is missing": [
            *(f"{name}-mentor" for name in ("missing", "took-part", "stayed", "baseline")),
            *(f"{name}-mentee" for name in ("missing", "took-part", "stayed", "baseline")),
            "leaving",
        ],
        "Sessions": [
            *("sessions", "months", "lengths", "modes", "formats", "gaps", "kinds", "topics"),
            *("ratings", "sessions-and-change-mentor", "sessions-and-change-mentee"),
        ],
        "Mentoring pairs": ["per-match", "partners", "quiet", "without-session"],
    }


def test_who_took_part_is_drawn_by_step_and_role(look: Look, cards: Cards) -> None:
    found = cards(look("results/participation"))
    funnel = found["funnel"].drawn
    assert [(role, steps["Agreed"]) for role, steps in funnel.items()] == [
        (JUNIORS, "6 of 7"),
        (CONSULTANTS, "3 of 3"),
    ]
    assert funnel[CONSULTANTS]["Had a session"] == "2 of 3"
    response = found["response"].drawn
    assert [(role, list(stages)) for role, stages in response.items()] == [
        (JUNIORS, ["Before", "After"]),
        (CONSULTANTS, ["Before", "After"]),
    ]
    for role in ("mentor", "mentee"):
        assert found.keys() >= {
            f"{name}-{role}" for name in ("took-part", "stayed", "baseline", "sessions-and-change")
        }


def test_the_months_follow_the_day_and_the_dates(look: Look, cards: Cards) -> None:
    """Sessions were held in January, February and March 2025: three whole months by 31 March."""
    told = {}
    for day in ("2025-03-30", "2025-03-31"):
        found = cards(look("results/participation", as_of=day))["months"]
        told[day] = unescape(found.block.subheader[0].value)
    assert told == {
        "2025-03-30": "A run chart begins at twelve whole months; here two whole months.",
        "2025-03-31": "A run chart begins at twelve whole months; here three whole months.",
    }
    app = look("results/participation", as_of="2025-03-31")
    app.date_input(key="since").set_value(date(2025, 1, 15)).run()
    assert unescape(cards(app)["months"].block.subheader[0].value) == told["2025-03-30"]


def test_the_period_reaches_every_figure_of_sessions(look: Look, cards: Cards) -> None:
    """From 15 January to 5 February M1 and E1 met on these two days: A2 and A3."""
    app = look("results/participation")
    app.date_input(key="since").set_value(date(2025, 1, 15))
    app.date_input(key="until").set_value(date(2025, 2, 5)).run()
    found = cards(app)
    assert found["sessions"].drawn == {"Held": {"2025-01-01": "1", "2025-02-01": "1"}}
    drawn = {name: found[name].drawn[""] for name in ("lengths", "gaps", "modes", "topics")}
    assert drawn == {
        "lengths": {"30": "2"},
        "gaps": {"21": "1"},
        "modes": {"Online": "2"},
        "topics": {"Rota": "2", "Clinics": "1"},
    }
    app.get("button_group")[0].select("week").run()
    assert cards(app)["sessions"].drawn == {"Held": {"2025-01-13": "1", "2025-02-03": "1"}}


def test_who_could_be_matched_is_drawn_by_standing_and_role(look: Look, cards: Cards) -> None:
    """M2 M3 M6 M7 and E2 answered and met nobody; M5 did neither."""
    found = cards(look("data/matching"))
    assert found["matching"].drawn == {
        JUNIORS: {"Before and after": "6", "Questionnaire, no session": "4"},
        CONSULTANTS: {"Before and after": "3", "Questionnaire, no session": "1"},
    }
    assert list(found) == ["matching", "unmatched"]


def test_every_point_of_the_overview_leads_to_the_page_it_comes_from(look: Look) -> None:
    links = [link.proto for link in look("results/overview").get("page_link")]
    assert len(links) >= 4
    for link in links:
        assert link.label.removeprefix("More on ").startswith(link.page)


@pytest.mark.parametrize("page", ["participation", "confidence", "concerns"])
def test_of_one_role_that_is_chosen_only_its_cards_are_shown(
    page: str, look: Look, cards: Cards
) -> None:
    app = look(f"results/{page}", role="mentee")
    names = list(cards(app))
    assert [name for name in names if name.endswith("mentee")]
    assert not [name for name in names if name.endswith("mentor")]
    assert JUNIORS not in [header.value for header in app.header]


def test_methods_shows_the_marks_and_the_checklists(look: Look, cards: Cards) -> None:
    """Six mentors and three mentees have a total both times."""
    found = cards(look("results/methods"))
    how = "How a reader would appraise this"
    assert {name: card.inside for name, card in found.items()} == {
        "strength-mentor": (how,),
        "strength-mentee": (how,),
        "checklist-consort": (how, "CONSORT for pilot and feasibility studies"),
        "checklist-mersqi": (how, "MERSQI"),
        "checklist-nhlbi": (how, "NHLBI"),
    }
    assert found["strength-mentor"].tables[0][:2] == ["Criterion", "What is known"]
    assert found["checklist-mersqi"].tables[0][2:4] == ["Points", "Of"]
    assert cards(look("results/methods", role="mentee")).keys() == found.keys() - {
        "strength-mentor"
    }
