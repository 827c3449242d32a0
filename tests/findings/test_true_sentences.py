"""Sentences that were false for some programme; each stands here as it is true."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from rmdata.charts import figures
from rmdata.findings.concerns import answers, feared
from rmdata.findings.confidence import comparisons, confidence
from rmdata.findings.evidence import Evidence, Selection
from rmdata.findings.finding import Finding
from rmdata.findings.overview import overview, report
from rmdata.findings.participation import (
    baseline,
    mentoring_pairs,
    partners,
    selection_bias,
    sessions,
    took_part,
)
from rmdata.store.store import Store

OURS = Selection("Our programme")
EVER = sessions.Period()
DAY, LATER = date(2025, 4, 1), date(2027, 1, 1)
Row = dict[str, Any]


@pytest.fixture
def evidence(store: Store) -> Evidence:
    return Evidence(store)


@pytest.fixture
def both_times(answer: Any, evidence: Evidence) -> Any:
    """Rows of people who gave one answer to every domain before and one after."""
    domains = [domain.label for domain in evidence.instrument.domains]

    def rows(*scores: tuple[int | None, int | None], role: str = "M", **said: Any) -> list[Row]:
        return [
            answer(f"{role}{person}", stage, **said) | dict.fromkeys(domains, pair[when])
            for person, pair in enumerate(scores)
            for when, stage in enumerate(("pre", "post"))
            if pair[when] is not None
        ]

    return rows


def person(code: str, **said: Any) -> Row:
    role = "mentee" if code.startswith("E") else "mentor"
    return {"Participant code": code, "Role": role} | said


def test_groups_that_share_no_value_are_not_alike(evidence: Evidence, load: Any) -> None:
    takers = [person(f"M{i}", Sex="F", **{"Agreed on": DAY}) for i in range(12)]
    refusers = [person(f"M{i + 20}", Sex="M", **{"Invited on": DAY}) for i in range(12)]
    load(Participants=takers + refusers)
    found = selection_bias.took_part(evidence, OURS, "mentor")
    assert found.title == (
        "Mentors who took part and those who did not differ in sex (12 and 12): more than chance "
        "explains"
    )
    assert [claim.about for claim in found.claims] == ["sex"]


def test_groups_too_small_to_differ_are_said_to_show_none(evidence: Evidence, load: Any) -> None:
    load(
        Participants=[
            person("M1", Sex="F", **{"Agreed on": DAY}),
            person("M2", Sex="M", **{"Agreed on": DAY}),
            person("M3", Sex="M", **{"Invited on": DAY}),
        ]
    )
    found = selection_bias.took_part(evidence, OURS, "mentor")
    assert found.title == (
        "Mentors who took part and those who did not: no clear difference in what is known of them"
    )
    assert not found.claims


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        (
            [(f"M{i}", "pre", {"Concerns": "None of these"}) for i in range(6)],
            "None of the six mentors who answered raised concerns.",
        ),
        (
            [("M1", "pre", {"Strengths": 3})],
            "No answer of a mentor about concerns is stored in this selection.",
        ),
        (
            [(None, "pre", {"Concerns": "Lack of time"})] * 20,
            "Mentors raised concerns, before: lack of time (20 of 20).",
        ),
    ],
    ids=["none feared", "not asked", "anonymous"],
)
def test_who_was_asked_about_concerns(
    evidence: Evidence, load: Any, answer: Any, rows: list[Any], told: str
) -> None:
    asked = [answer(code, stage, Role="mentor", **said) for code, stage, said in rows]
    load(Questionnaires=[row | {"Experience": i % 5 + 1} for i, row in enumerate(asked)])
    mentors = OURS.only("mentor")
    assert overview.overview(evidence, mentors, LATER).sentences[3] == told
    crossed = feared.feared_and_happened(evidence, OURS, "mentor")
    assert crossed.title == (
        "No mentor in this selection is known to have said both what they feared before and what "
        "happened."
    )


def test_those_who_said_both_and_feared_nothing_are_counted(
    evidence: Evidence, load: Any, answer: Any
) -> None:
    nothing = "None of these"
    load(
        Questionnaires=[
            row
            for i in range(3)
            for row in (
                answer(f"M{i}", "pre", Concerns=nothing),
                answer(f"M{i}", "post", **{"Concerns that happened": nothing}),
            )
        ]
    )
    crossed = feared.feared_and_happened(evidence, OURS, "mentor")
    assert crossed.title == (
        "None of the three mentors who said both feared anything or saw it happen."
    )


def test_people_with_no_question_in_common_have_their_code_in_both(
    evidence: Evidence, load: Any, answer: Any
) -> None:
    load(
        Questionnaires=[
            row
            for i in range(6)
            for row in (
                answer(f"M{i}", "pre", Strengths=3),
                answer(f"M{i}", "post", Approachability=4),
            )
        ]
    )
    assert confidence.change_of(evidence, OURS, "mentor").title == (
        "No mentor can be followed from before to after: six mentors answered both, with no "
        "domain in common. The answers are shown side by side and are not tested as pairs."
    )


def test_nobody_after_is_said_so(evidence: Evidence, load: Any, both_times: Any) -> None:
    load(Questionnaires=both_times((2, None), (3, None)))
    assert confidence.change_of(evidence, OURS, "mentor").title == (
        "No mentor in this selection has answered a rated question after."
    )
    found = baseline.baseline_of_those_lost(evidence, OURS, "mentor", LATER)
    assert found.title == "Both mentors with a total before have no answer after under their code."


@pytest.fixture
def met(evidence: Evidence, load: Any, both_times: Any) -> Callable[..., Finding]:
    """Twelve mentors, all of whom fell, the later ones less; their sessions and minutes."""

    def finding(minutes: list[int], n: list[int]) -> Finding:
        held = [
            {"Mentor code": f"M{i}", "Mentee code": f"E{i}", "Date": DAY + timedelta(days=j),
             "Minutes": minutes[i], "Status": "held"}
            for i in range(12)
            for j in range(n[i])
        ]  # fmt: skip
        falls = [(5, 1 + i // 3) for i in range(12)]
        load(Questionnaires=both_times(*falls), Sessions=held)
        return baseline.sessions_and_change(evidence, OURS, "mentor")

    return finding


def test_more_sessions_and_less_fall(met: Callable[..., Finding]) -> None:
    assert met([60] * 12, [1 + i // 3 for i in range(12)]).title == (
        "Mentors: those with more sessions and more minutes in sessions tended to rise more, or "
        "fall less: more than chance explains"
    )


def test_minutes_alone_vary(met: Callable[..., Finding]) -> None:
    found = met([30 + 10 * (i // 3) for i in range(12)], [1] * 12)
    assert found.title == (
        "Mentors: those with more minutes in sessions tended to rise more, or fall less: more "
        "than chance explains"
    )
    assert [claim.about for claim in found.claims] == ["minutes"]


def test_a_cohort_without_a_list_of_sessions_did_not_meet_never(
    evidence: Evidence, load: Any, both_times: Any
) -> None:
    """Twelve met once to thrice; twelve of a cohort that logs nothing stayed as they were."""
    met = both_times(*[(2, 4)] * 12, Cohort="A")
    unlogged = both_times(*[(3, 3)] * 12, Cohort="B")
    held = [
        {"Mentor code": f"M{i}", "Mentee code": "E1", "Date": DAY + timedelta(days=j),
         "Minutes": 45, "Status": "held", "Cohort": "A"}
        for i in range(12)
        for j in range(1 + i % 3)
    ]  # fmt: skip
    load(Questionnaires=met + unlogged, Sessions=held)
    found = baseline.sessions_and_change(evidence, OURS, "mentor")
    assert not found.claims
    assert found.title.startswith("Sessions and change of mentors cannot be laid side by side")


def test_six_sessions_over_23_months_are_not_six_in_six(
    evidence: Evidence, load: Any, meeting: Any
) -> None:
    slow = [meeting("M1", "E1", DAY + timedelta(days=138 * i)) for i in range(6)]
    quick = [meeting("M2", "E2", DAY + timedelta(days=36 * i)) for i in range(6)]
    load(Sessions=slow + quick)
    found = mentoring_pairs.per_match(evidence, OURS, date(2028, 1, 1))
    assert found.title == (
        "One of the two mentoring pairs held at least six sessions within six months of the first"
    )


def test_whether_so_few_can_show_anything(evidence: Evidence, load: Any, both_times: Any) -> None:
    # The roles share the level: twice 2^(1-6) is 0.0625, twice 2^(1-7) is 0.03125.
    load(Questionnaires=both_times(*[(2, 3)] * 6))
    found = confidence.change_of(evidence, OURS, "mentor")
    assert found.notes == (
        "With six people no change can be shown, even where all of them rise. The counts are the "
        "finding.",
    )
    load(Questionnaires=both_times(*[(2, 3)] * 7))
    found = confidence.change_of(evidence, OURS, "mentor")
    assert found.notes == (
        "There is no comparison group: a rise is not proof that the programme caused it.",
    )


def test_one_smallest_p_in_the_details_and_in_the_report(
    evidence: Evidence, load: Any, both_times: Any
) -> None:
    load(Questionnaires=both_times(*[(2, 3)] * 5, (4, 4)))
    said = "the smallest p possible is 0.0625"
    details = confidence.change_of(evidence, OURS, "mentor").details
    assert details.column("p_floor_changed")[0] == 0.0625
    results = report.report(evidence, OURS, LATER).table.column("text")[1]
    assert results.count("smallest p possible") == results.count(said) == 1


def test_none_of_700_is_compatible_with_something(
    evidence: Evidence, load: Any, answer: Any
) -> None:
    harmless = {"Relationship harmed": "no"}
    load(Questionnaires=[answer(f"M{i}", "post", **harmless) for i in range(700)])
    # 1 - 0.05^(1/700) = 0.00427
    assert answers.outcomes(evidence, OURS, "mentor").sentences == (
        "None of 700 reported harm; that is compatible with a true share of up to 0.43%.",
    )


@pytest.mark.parametrize(
    ("minutes", "title"),
    [
        ([90], "One session held, 1 hour 30 minutes in all"),
        ([150], "One session held, 2 hours 30 minutes in all"),
        ([60, 60], "Two sessions held, two hours in all"),
        (
            [45] * 5 + [None] * 14,
            "19 sessions held; the five with a length took 3 hours 45 minutes in all, 14 have none",
        ),
        ([None], "One session held, none of them with a length"),
    ],
)
def test_hours_are_of_the_sessions_that_have_a_length(
    evidence: Evidence, load: Any, meeting: Any, minutes: list[int | None], title: str
) -> None:
    load(
        Sessions=[
            meeting(on=DAY + timedelta(days=i), Minutes=long) for i, long in enumerate(minutes)
        ]
    )
    assert sessions.over_time(evidence, OURS, EVER).title == title


def test_a_figure_that_a_filter_cannot_reach_is_left_out_there(
    evidence: Evidence, load: Any, both_times: Any, meeting: Any
) -> None:
    surgeons = both_times((2, 3), (2, 3), Specialty="Surgery")
    others = both_times((2, 3), role="E", Specialty="Medicine")
    load(Questionnaires=surgeons + others, Sessions=[meeting("M9", "E9")] * 1)
    surgery = Selection("Our programme", specialties=("Surgery",))
    unreached = "Sessions know no specialty, so they are left out while that filter is on."
    told = overview.overview(evidence, surgery, LATER)
    assert told.sentences[1] == unreached
    assert {m.label: m.value for m in told.metrics}["Sessions held"] == "–"
    asked = [
        ask(evidence, surgery, EVER)
        for ask in (sessions.over_time, sessions.lengths, sessions.gaps)
    ]
    asked += [sessions.features(evidence, surgery, EVER, name) for name in sessions.FEATURES]
    asked += [
        ask(evidence, surgery, LATER) for ask in (mentoring_pairs.per_match, mentoring_pairs.quiet)
    ]
    assert {finding.title for finding in asked} == {unreached}
    assert all(finding.is_empty and not finding.metrics for finding in asked)


def test_groups_that_began_at_one_median_did_not_begin_apart(
    evidence: Evidence, load: Any, both_times: Any
) -> None:
    kept = both_times((3, 4), (4, 4), (4, 5), (5, 5))
    gone = [r | {"Participant code": f"M{9 + i}"} for i, r in enumerate(
        both_times((4, None), (4, None)))]  # fmt: skip
    load(Questionnaires=kept + gone)
    found = baseline.baseline_of_those_lost(evidence, OURS, "mentor", LATER)
    assert found.title == (
        "2 mentors with no answer after under their code began at a median total of 28, the other "
        "4 at 28: no clear difference"
    )
    assert not found.claims


@pytest.mark.parametrize(("lost", "kept", "where"), [(2, 4, "lower"), (4, 2, "higher")])
def test_those_who_were_lost_began_where_they_did(
    evidence: Evidence, load: Any, both_times: Any, lost: int, kept: int, where: str
) -> None:
    rows = both_times(*[(kept, 5)] * 12, *[(lost, None)] * 12)
    load(Questionnaires=rows)
    found = baseline.baseline_of_those_lost(evidence, OURS, "mentor", LATER)
    assert found.title == (
        f"12 mentors with no answer after under their code began at a median total of {7 * lost}, "
        f"the other 12 at {7 * kept}: those who were lost began {where}, more than chance explains"
    )
    assert [claim.about for claim in found.claims] == ["total before"]


def test_a_day_that_leaves_out_a_cohort_judges_nothing(
    evidence: Evidence, load: Any, both_times: Any
) -> None:
    def cohort(name: str, year: int, kept: int, lost: int) -> list[Row]:
        rows = both_times(*[(kept, 5)] * 12, *[(lost, None)] * 12, Cohort=name)
        return [row | {"Completed on": date(year, 3, 3)} for row in rows]

    load(Questionnaires=cohort("A", 2024, 4, 2) + cohort("B", 2025, 2, 4))
    early = baseline.baseline_of_those_lost(evidence, OURS, "mentor", date(2024, 12, 1))
    assert early.title == (
        "12 mentors with no answer after under their code began at a median total of 14, the other "
        "12 at 28"
    )
    assert not early.claims


def test_answers_after_without_a_code_leave_open_who_is_missing(
    evidence: Evidence, load: Any, both_times: Any
) -> None:
    before = both_times(*[(3, None)] * 6)
    after = [row | {"Participant code": None} for row in both_times(*[(None, 4)] * 6)]
    load(Questionnaires=before + after)
    open_still = (
        "Six answers after came without a code, so some of those who seem to be missing may have "
        "answered."
    )
    assert overview.overview(evidence, OURS, LATER).sentences[4].count(open_still) == 1
    assert baseline.baseline_of_those_lost(evidence, OURS, "mentor", LATER).notes == (open_still,)
    assert took_part.response(evidence, OURS, LATER).notes[-1] == open_still
    assert partners.owing(evidence, OURS, LATER).notes[-1] == open_still


def test_answers_before_without_a_code_leave_nobody_after_in_doubt(
    evidence: Evidence, load: Any, both_times: Any
) -> None:
    before = [row | {"Participant code": None} for row in both_times((3, None), (4, None))]
    load(Questionnaires=both_times((3, 4), (2, None), (4, None)) + before)
    [note] = took_part.response(evidence, OURS, LATER).notes
    assert note.startswith("No mentor is known but by answering")
    assert baseline.baseline_of_those_lost(evidence, OURS, "mentor", LATER).notes == ()


def test_chance_remains_only_where_nothing_is_shown(
    evidence: Evidence, load: Any, both_times: Any
) -> None:
    mentors, mentees = both_times(*[(2, 3)] * 8), both_times(*[(2, 3)] * 3, role="E")
    load(Questionnaires=mentors + mentees)
    limits = overview.overview(evidence, OURS, LATER).sentences[4]
    assert limits.endswith("With only three mentees, chance remains an explanation.")
    assert "mentors" not in limits


def test_one_person_who_fell_is_said_to_have_fallen(
    evidence: Evidence, load: Any, both_times: Any
) -> None:
    load(Questionnaires=both_times((4, 2)))
    title = confidence.change_of(evidence, OURS, "mentor").title
    assert title == "The only mentor fell in their total; one person shows no direction"


def test_one_person_who_is_lost_has_no_spread(
    evidence: Evidence, load: Any, both_times: Any
) -> None:
    load(Questionnaires=both_times((3, 4), (4, 5), (2, None)))
    found = baseline.baseline_of_those_lost(evidence, OURS, "mentor", LATER)
    assert found.sentences == (
        "A group of one person has no spread, so there is no standardised difference.",
    )


def test_thirty_people_who_answer_alike_are_not_too_few(
    evidence: Evidence, load: Any, both_times: Any
) -> None:
    load(Questionnaires=both_times(*[(3, None)] * 30))
    assert comparisons.reliability(evidence, OURS, "mentor").title == (
        "The answers of mentors do not differ enough to say how reliable their total is."
    )
    some = Selection("Our programme", cohorts=("Elsewhere",))
    assert comparisons.reliability(evidence, some, "mentor").title == (
        "Reliability of the total needs 30 mentors who answered every domain at one stage; there "
        "are none."
    )


@pytest.mark.parametrize(
    ("happened", "true"),
    [("Lack of time; Confidentiality", "all"), ("Lack of time", "two"), ("None of these", "none")],
)
def test_as_many_fears_came_true_as_did(
    evidence: Evidence, load: Any, answer: Any, happened: str, true: str
) -> None:
    load(
        Questionnaires=[
            row
            for i in range(2)
            for row in (
                answer(f"M{i}", "pre", Concerns="Lack of time; Confidentiality"),
                answer(f"M{i}", "post", **{"Concerns that happened": happened}),
            )
        ]
    )
    title = feared.feared_and_happened(evidence, OURS, "mentor").title
    assert title.startswith("Of two mentors who said what they feared and what happened, ")
    assert " were feared by two each; " in title
    assert title.endswith(f"; of these four fears {true} came true")


def test_a_follow_up_alone_takes_part(evidence: Evidence, load: Any, answer: Any) -> None:
    load(Questionnaires=[answer("M1", "follow-up", Strengths=3)])
    found = took_part.response(evidence, OURS, LATER)
    assert found.title == (
        "No response rate can be given: whoever is known here is known by their answers."
    )
    assert found.notes[-1] == (
        "No mentor is known but by answering, so there is no response rate before (0 answered); "
        "later ones are of those who answered before."
    )


def test_one_who_met_tells_that_others_could(
    evidence: Evidence, load: Any, both_times: Any, meeting: Any
) -> None:
    mentors = both_times(*[(3, 4)] * 30, *[(3, None)] * 9, (None, 4))
    load(Questionnaires=mentors, Sessions=[meeting("M0", "E1")])
    assert took_part.response(evidence, OURS, LATER).title == (
        "Answered before: 39 of 40 mentors and 0 of 1 mentee; after: 31 of 40 mentors and 0 of 1 "
        "mentee"
    )


def test_without_a_list_later_rates_are_of_those_who_answered_before(
    evidence: Evidence, load: Any, both_times: Any, meeting: Any
) -> None:
    mentors = both_times(*[(3, 4)] * 30, *[(3, None)] * 9, (None, 4))
    listed = [person("E1", **{"Agreed on": DAY}), person("E2", **{"Agreed on": DAY})]
    load(Questionnaires=mentors, Participants=listed)
    found = took_part.response(evidence, OURS, LATER)
    assert found.title == (
        "Answered before: 0 of 2 mentees; after: 30 of 39 mentors who answered before and 0 of 2 "
        "mentees"
    )
    assert found.table.column("of_whom") == [
        "people who took part",
        "those who answered before",
        "people who took part",
    ]
    assert found.notes == (
        "No mentor is known but by answering, so there is no response rate before (39 answered); "
        "later ones are of those who answered before.",
    )


def test_anonymous_answers_have_no_rate(evidence: Evidence, load: Any, answer: Any) -> None:
    load(Questionnaires=[answer(None, "pre", Role="mentor", Strengths=3)])
    assert took_part.response(evidence, OURS, LATER).title == (
        "Whoever answered in this selection did so without a code, so no rate can be given."
    )


def test_a_typical_change_of_nothing_has_no_sign(
    evidence: Evidence, load: Any, both_times: Any
) -> None:
    load(Questionnaires=both_times(*[(3, 3)] * 6))
    found = confidence.change_of(evidence, OURS, "mentor")
    assert found.title == "All six mentors kept their total"
    assert found.sentences[-1] == (
        "Typical change of the total: no points (95% interval 0 to 0). The interval has no width "
        "as so many changes are alike, not as it is sure."
    )


def test_an_interval_that_says_otherwise_is_explained(
    evidence: Evidence, load: Any, both_times: Any
) -> None:
    # Six up: exact p 2 * 2^-6 = 0.031 alone, 0.0625 for two roles; the interval excludes 0.
    load(Questionnaires=both_times(*[(2, 3)] * 3, *[(2, 4)] * 3))
    told = confidence.change_of(evidence, OURS, "mentor").sentences[-1]
    assert told.startswith("Typical change of the total: +10.5 points (95% interval 7 to 14). ")
    assert "by the signed-rank test; the verdict above counts who rose and who fell" in told


def test_a_chart_names_the_stages_it_compares(evidence: Evidence, load: Any, answer: Any) -> None:
    load(
        Questionnaires=[
            answer("M1", stage, Strengths=score) for stage, score in (("post", 4), ("follow-up", 2))
        ]
    )
    later = confidence.change_of(evidence, OURS, "mentor", "post", "follow_up")
    names = [trace["name"] for trace in figures.dumbbell(later)["data"] if "name" in trace]
    assert names == ["After", "Follow-up"]
    labels = [field.label for field in later.details.fields]
    assert "Lower quartile after" in labels and "Upper quartile follow-up" in labels


def test_the_missing_are_explained_where_the_figures_stand(
    evidence: Evidence, load: Any, both_times: Any
) -> None:
    rows = both_times((2, 3), (2, 3), (3, 2))
    rows[-1] |= {"Strengths": None}
    load(Questionnaires=rows)
    found = overview.overview(evidence, OURS, LATER)
    assert (found.metrics[0].value, found.metrics[0].source) == ("3 of 3", "2 of them every domain")
    assert "One more person answered both times and has no total" in found.sentences[2]
