"""The published checklists: every item there, each answer by hand in the programme of conftest."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest

from rmdata.findings.appraisal import consort, mersqi, nhlbi
from rmdata.findings.appraisal.answers import checklist
from rmdata.findings.evidence import Evidence, Selection
from rmdata.findings.finding import Field, Form
from rmdata.store.results import Said
from rmdata.store.store import Store

OURS = Selection("Our programme")
LATE, LATER = date(2025, 12, 31), date(2027, 1, 1)
Row = dict[str, Any]
# The item numbers as they are printed.
CONSORT = (
    "1a 1b 2a 2b 3a 3b 4a 4b 4c 5 6a 6b 6c 7a 7b 8a 8b 9 10 11a 11b 12a 13a 13b 14a 14b 15 16 17a "
    "18 19 19a 20 21 22 22a 23 24 25 26"
)
SCORE = Form.SCORE


def test_the_items_are_those_of_the_sources() -> None:
    assert [item.number for item in checklist("consort").items] == CONSORT.split()
    assert [item.number for item in checklist("nhlbi").items] == [str(n) for n in range(1, 13)]
    assert [item.most for item in checklist("mersqi").items] == [3, 1.5, 1.5, 3, 1, 1, 1, 1, 2, 3]
    source = checklist("consort").source
    assert "Eldridge et al. 2016" in source and "Lancaster and Thabane 2019" in source


@pytest.fixture
def told(programme: Evidence, ours: Selection) -> dict[str, str]:
    found = consort.consort(programme, ours, LATE)
    return dict(zip(found.table.column("number"), found.table.column("answer"), strict=True))


def test_consort_says_how_far_it_is_answered(programme: Evidence, ours: Selection) -> None:
    found = consort.consort(programme, ours, LATE)
    assert found.name == "checklist-consort"
    assert found.title == (
        "CONSORT for pilot and feasibility studies, 40 items: 12 answered, 6 answered in part, "
        "17 for the team to write and 5 not applicable"
    )
    assert found.table.fields == (
        Field("number", "Item"),
        Field("asks", "What it asks"),
        Field("answer", "Answer"),
        Field("state", "State"),
    )
    assert not found.claims


def test_who_came_through_and_who_was_lost(told: dict[str, str]) -> None:
    """M08 and M9 of nine mentors, E4 of five mentees answered before only; M9 left."""
    assert told["13a"] == (
        "Mentors: 10 invited, 6 agreed, 10 took part, 5 met, 9 answered before, 8 answered after, "
        "7 answered both times; mentees: 3 invited, 2 agreed, 6 took part, 4 met, 5 answered "
        "before, 4 answered after, 4 answered both times."
    )
    assert told["13b"] == (
        "Mentors: 2 of 9 who answered before have no answer after; mentees: 1 of 5 who answered "
        "before have no answer after. Two answers after came without a code, so some of those who "
        "seem to be missing may have answered. One person left. Not stated: why people left or did "
        "not answer."
    )


def test_who_is_waited_for_is_not_lost(programme: Evidence, ours: Selection) -> None:
    """On 7 July after is due in Spring alone: without M6 and M7, E3 and E5."""
    found = consort.consort(programme, ours, date(2025, 7, 7)).table.records()
    [told] = [row["answer"] for row in found if row["number"] == "13b"]
    assert told.startswith(
        "Mentors: 2 of 7 who answered before have no answer after; mentees: 1 of 3 who answered "
        "before have no answer after. One answer after came without a code"
    )


def test_where_how_and_when(told: dict[str, str]) -> None:
    """Leeds: M1 M2 M5 M8 M9 E1 E3. York: M3 M6 M7 M08 M10 E2 E5. Neither: M4 E4 E6."""
    assert told["4b"] == "Leeds (7) and York (7); of 17 people known by a code, 14 have a site."
    assert told["4c"] == (
        "Mentors: 6 agreed of 10 listed, found by e-mail 4, poster 3, word of mouth 1 (of 8 of "
        "whom it is known); mentees: 2 agreed of 4 listed, found by e-mail 3, poster 1 (of 4 of "
        "whom it is known). Not stated: how people were asked for consent."
    )
    assert told["14a"] == (
        "Cohorts: Autumn 09/01/2025 to 09/07/2025 (from dated events) and Spring 06/01/2025 to "
        "06/07/2025 (from dated events). Not stated: when recruiting began and ended."
    )
    assert told["3a"].endswith("there is no comparison group; five people answered a follow-up.")
    assert "One person also rated, looking back, where they had stood before" in told["6a"]
    assert "No primary outcome was declared before answers came in." in told["6a"]


def test_numbers_and_results(told: dict[str, str]) -> None:
    # M1 M2 M6 rose, M4 stayed with another, M5 fell: as in test_report_goldens.py.
    assert told["16"] == (
        "Answered before and after. Mentors: total 6, domains 6 to 7; mentees: total 3, domains "
        "3 to 4."
    )
    # Clopper-Pearson, 3 of 6: 11.8 % to 88.2 %; 2 of 3: 9.4 % to 99.2 %.
    assert told["17a"] == (
        "Mentors: of 6 with a total both times, 3 rose, 2 stayed and 1 fell (share that rose: 95% "
        "interval 12% to 88%): no clear direction; mentees: of 3 with a total both times, 2 rose, "
        "0 stayed and 1 fell (share that rose: 95% interval 9% to 99.2%): no clear direction."
    )
    assert told["19"] == (
        "Mentors: 2 of 7 reported a harmed relationship; mentees: 1 of 4 reported a harmed "
        "relationship."
    )
    assert told["19a"].startswith(
        "Mentors: lack of time 2, unclear expectations 2, damaged relationship 1, hierarchical "
        "difference 1 met, of 7 who answered; "
    )
    # Totals before: 13 15 17 19 21 23 24 26 and 12 21 24 29; traits of M1 to M9 without M8 and M10.
    assert told["15"] == (
        "Mentors: known of those who took part: grade of 9, sex of 9, age band of 8, site of 9, "
        "specialty of 8, how recruited of 8; median total before 20 (n = 8); mentees: known of "
        "those who took part: grade of 4, sex of 4, age band of 4, site of 4, specialty of 5, how "
        "recruited of 4; median total before 22.5 (n = 4)."
    )


def test_what_nobody_stated_is_the_teams_to_write(told: dict[str, str]) -> None:
    begun = {number: text.split(":")[0] for number, text in told.items()}
    teams = [number for number in told if begun[number] == "Not stated"]
    assert " ".join(teams) == "1a 1b 2a 2b 3b 4a 6b 6c 7a 7b 14b 22 22a 23 24 25 26"
    assert " ".join(n for n in told if begun[n] == "Does not apply") == "8a 8b 9 10 11b"


def test_points_with_their_reasons(programme: Evidence, ours: Selection) -> None:
    found = mersqi.mersqi(programme, ours, LATE)
    assert (found.name, found.title) == ("checklist-mersqi", "MERSQI: 9 of 18 points")
    assert found.table.fields[2:4] == (Field("points", "Points", SCORE), Field("most", "Of", SCORE))
    # Two sites; 8 of 10 and 4 of 6, so 12 of 16, just 75 %, answered after.
    assert found.table.column("points") == [1.5, 1, 1.5, 1, 0, 0, 0, 1, 2, 1]
    assert found.table.column("answer")[2].startswith("12 of 16 taking part answered after")
    assert found.sentences == ("One group that rates itself cannot pass 13.5 points.",)


def test_the_twelve_questions(programme: Evidence, ours: Selection) -> None:
    found = nhlbi.nhlbi(programme, ours, LATE)
    assert found.name == "checklist-nhlbi"
    unknown, missing = "Cannot determine", "Not reported"
    assert found.table.column("answer") == [
        missing, missing, unknown, "No", "No", unknown, unknown, "No", unknown, "Yes", "No",
        "Not applicable",
    ]  # fmt: skip
    reasons = found.table.column("reason")
    assert reasons[3] == "Mentors: 9 of 10 invited took part; mentees: 3 of 3 invited took part."
    # Two roles: 2 * 2^-5 and 2 * 2^-2.
    assert reasons[4] == (
        "With 6 mentors followed p can be no smaller than 0.0625 and with 3 mentees followed p can "
        "be no smaller than 0.5."
    )


@pytest.fixture
def rows(store: Store, load: Any, answer: Any) -> Callable[..., Evidence]:
    """So many mentors answered before, so many of them after; 3 became 4."""
    domains = [domain.label for domain in store.instrument.domains]

    def loaded(before: int, after: int, unlinked: int = 0, **said: Any) -> Evidence:
        found = [answer(f"M{i}", "pre", **said) | dict.fromkeys(domains, 3) for i in range(before)]
        found += [answer(f"M{i}", "post", **said) | dict.fromkeys(domains, 4) for i in range(after)]
        found += [answer(None, "post", Role="mentor", Experience=1 + i) for i in range(unlinked)]
        load(Questionnaires=found)
        return Evidence(store)

    return loaded


def reply(evidence: Evidence, number: int, as_of: date = LATER) -> tuple[str, str]:
    row = nhlbi.nhlbi(evidence, OURS, as_of).table.records()[number - 1]
    return str(row["answer"]), row["reason"]


@pytest.mark.parametrize(
    ("before", "after", "unlinked", "said", "reason"),
    [
        (10, 10, 0, "Yes", "Mentors: 0 of 10 who answered before have no answer after."),
        (10, 8, 0, "No", "That is at most 20%, but who was lost is compared with the others where "
         "they began, and is left out of the change."),
        (10, 7, 0, "No", "Mentors: 3 of 10 who answered before have no answer after."),
        (10, 7, 1, "Cannot determine", "some of those who seem to be missing may have answered."),
        (10, 10, 1, "Yes", "some of those who seem to be missing may have answered."),
    ],
)  # fmt: skip
def test_who_was_lost_and_whether_that_is_accounted_for(
    rows: Callable[..., Evidence], before: int, after: int, unlinked: int, said: str, reason: str
) -> None:
    answered, told = reply(rows(before, after, unlinked), 9)
    assert answered == said and told.endswith(reason)
    assert ("20%" in told) is ("20%" in reason)


def test_nobody_is_lost_before_it_is_due(rows: Callable[..., Evidence]) -> None:
    assert reply(rows(4, 1), 9, date(2025, 9, 2)) == (
        "Cannot determine", "No questionnaire after has fallen due, so nobody counts as lost yet."
    )  # fmt: skip


def test_everybody_invited_is_not_everybody(rows: Callable[..., Evidence], load: Any) -> None:
    evidence = rows(2, 2)
    asked = [{"Participant code": f"M{i}", "Role": "mentor", "Invited on": LATE} for i in (0, 1)]
    load(Participants=asked)
    assert reply(evidence, 4) == (
        "Cannot determine",
        "Mentors: 2 of 2 invited took part; who else could have taken part is not known.",
    )


def test_enough_people_is_not_known_from_seven_on(rows: Callable[..., Evidence]) -> None:
    mentors = Selection("Our programme", roles=("mentor",))
    found = nhlbi.nhlbi(rows(7, 7), mentors, LATER).table.records()[4]
    # 2 * 2^-6 = 0.03125
    assert (found["answer"], found["reason"]) == (
        "Cannot determine", "With 7 mentors followed p can be no smaller than 0.0313; how many "
        "were planned is not known."
    )  # fmt: skip


def test_too_few_in_one_role_are_too_few(rows: Callable[..., Evidence]) -> None:
    assert reply(rows(7, 7), 5) == (
        "No", "With 7 mentors followed p can be no smaller than 0.0313 and no mentee is followed."
    )  # fmt: skip


def declare(store: Store, name: str, value: str) -> None:
    store.append_setting("Our programme", Said(None, name, value, datetime(2024, 1, 1), "the team"))


def test_a_primary_outcome_is_judged_alone(rows: Callable[..., Evidence], store: Store) -> None:
    evidence = rows(6, 6)
    declare(store, "primary_outcome", "mentor strengths")
    mentors = Selection("Our programme", roles=("mentor",))
    found = nhlbi.nhlbi(evidence, mentors, LATER).table.records()
    assert found[4]["answer"] == "Cannot determine"
    outcome = "Primary outcome, declared before answers came in: strengths of mentors."
    assert outcome in found[6]["reason"]
    told = consort.consort(evidence, OURS, LATER).table.records()
    assert outcome in told[10]["answer"]
    assert "the primary outcome is tested alone and first; behind it, the" in told[21]["answer"]


def test_the_criteria_that_were_declared_are_answered(
    rows: Callable[..., Evidence], store: Store
) -> None:
    evidence = rows(3, 2)
    declare(store, "go_on_answered_both", "70")
    told = consort.consort(evidence, OURS, LATER).table.records()[12]
    assert told["state"] == "answered"
    assert (
        "“at least 70% of those taking part answer before and after” (declared on"
        in (told["answer"])
    )
    assert "not met, 2 of 3 people taking part" in told["answer"]


@pytest.mark.parametrize(
    ("before", "after", "points"), [(4, 3, 1.5), (50, 37, 1), (4, 2, 1), (99, 49, 0.5), (3, 0, 0.5)]
)
def test_points_for_response(
    rows: Callable[..., Evidence], before: int, after: int, points: float
) -> None:
    found = mersqi.mersqi(rows(before, after), OURS, LATER).table.records()
    assert found[2]["points"] == points
    assert found[2]["answer"].startswith(f"{after} of {before} taking part answered after")
    assert found[0]["points"] == (1.5 if after else 1)
    assert found[8]["points"] == (2 if after else 1)


@pytest.mark.parametrize(
    ("sites", "points"), [((), 0.5), ("A", 0.5), ("AB", 1), ("ABC", 1.5), ("ABCD", 1.5)]
)
def test_points_for_sites(
    store: Store, load: Any, answer: Any, sites: tuple[str, ...], points: float
) -> None:
    load(Questionnaires=[answer(f"M{s}", Site=s, Strengths=3) for s in sites or (None,)])
    assert mersqi.mersqi(Evidence(store), OURS, LATER).table.records()[1]["points"] == points


def test_reliability_is_reported_from_thirty_people(store: Store, load: Any, answer: Any) -> None:
    domains = [domain.label for domain in store.instrument.domains]
    load(
        Questionnaires=[
            answer(f"M{i}") | dict.fromkeys(domains, 1 + i % 5) | {"Strengths": 1 + i % 4}
            for i in range(30)
        ]
    )
    found = mersqi.mersqi(Evidence(store), OURS, LATER).table.records()[4]
    assert found["points"] == 1 and found["answer"].startswith("Cronbach's alpha of the total")


def test_nobody_has_no_points(programme: Evidence, nobody: Selection) -> None:
    found = mersqi.mersqi(programme, nobody, LATE)
    assert (found.title, found.is_empty) == (
        "MERSQI: nobody rated anything, so there is nothing to score.", True
    )  # fmt: skip
    told = consort.consort(programme, nobody, LATE).table.records()
    answers = {row["number"]: row["answer"] for row in told}
    assert answers["13a"] == "Nobody is known by a code."
    assert answers["17a"] == "Not stated: results; nobody has a total before and after."
    assert answers["12a"].endswith("under this filter nothing is judged.")
