"""Who took part, who answered, how they met, who has gone quiet."""

from datetime import date, timedelta
from typing import Any

import pytest

from rmdata.findings.evidence import Evidence, Selection
from rmdata.findings.overview import overview
from rmdata.findings.participation import mentoring_pairs, partners, sessions, took_part
from rmdata.store.store import Store

OURS = Selection("Our programme")
EVER = sessions.Period()
DAY, LATER = date(2025, 4, 1), date(2027, 1, 1)


@pytest.fixture
def evidence(store: Store) -> Evidence:
    return Evidence(store)


def person(code: str, **said: Any) -> dict[str, Any]:
    role = "mentee" if code.startswith("E") else "mentor"
    return {"Participant code": code, "Role": role} | said


def test_a_step_whose_column_nobody_filled_is_left_out(evidence: Evidence, load: Any, answer: Any):
    load(
        Participants=[person("M1", **{"Agreed on": DAY}), person("M2", **{"Agreed on": DAY})],
        Questionnaires=[answer("M1", "pre", Strengths=3)],
    )
    funnel = took_part.funnel(evidence, OURS)
    assert funnel.table.column("label") == ["Agreed", "Answered before"]
    assert funnel.table.column("n") == [2, 1]
    assert funnel.title == "Two people agreed and none answered before and after"


def test_one_person_alone(evidence: Evidence, load: Any, answer: Any):
    load(
        Participants=[person("M1", **{"Invited on": DAY, "Left on": DAY})],
        Questionnaires=[answer("M1", "pre"), answer("M1", "post")],
    )
    funnel = took_part.funnel(evidence, OURS)
    assert funnel.title == "One person was invited and one answered before and after"
    assert funnel.notes == ("One person left.",)


def test_response_rates_count_those_who_take_part(evidence: Evidence, load: Any, answer: Any):
    load(
        Participants=[person(code, **{"Agreed on": DAY}) for code in ("M1", "M2", "E1")]
        + [person("M3", **{"Invited on": DAY})],
        Questionnaires=[answer("M1", "pre"), answer("E1", "pre"), answer("M1", "post")],
    )
    response = took_part.response(evidence, OURS, LATER)
    assert response.title == (
        "Answered before: 1 of 2 mentors and 1 of 1 mentee; after: 1 of 2 mentors and 0 of 1 mentee"
    )
    assert response.table.column("share") == [0.5, 1.0, 0.5, 0.0]
    assert response.table.column("role_label")[:2] == ["Juniors (mentors)", "Consultants (mentees)"]


def test_owing_names_codes_and_leaves_out_who_left(evidence: Evidence, load: Any, answer: Any):
    load(
        Participants=[
            person("M1", **{"Agreed on": DAY}),
            person("M2", **{"Agreed on": DAY, "Left on": DAY}),
        ],
        Questionnaires=[answer("M1", "pre")],
    )
    # The cohort began on 3 March, so "after" fell due on 3 September.
    owed = partners.owing(evidence, OURS, date(2025, 9, 18))
    assert owed.title == "One person taking part owes one questionnaire, overdue"
    assert owed.table.column("code") == ["M1"]
    assert owed.table.column("stage") == ["After"]


def test_nobody_is_known_without_a_code(evidence: Evidence, load: Any, answer: Any):
    load(Questionnaires=[answer(None, "pre", Strengths=3)])
    assert took_part.funnel(evidence, OURS).is_empty
    assert partners.owing(evidence, OURS, DAY).title == "Nobody taking part owes a questionnaire."


@pytest.mark.parametrize(
    ("held", "title"),
    [
        ([6], "The only mentoring pair held at least six sessions"),
        ([5], "No mentoring pair held at least six sessions"),
        ([6, 7], "Both mentoring pairs held at least six sessions"),
        ([6, 2, 1], "One of the three mentoring pairs held at least six sessions"),
    ],
    ids=str,
)
def test_sessions_against_the_target(
    evidence: Evidence, load: Any, meeting: Any, held: list[int], title: str
):
    load(
        Sessions=[
            meeting(f"M{pair}", f"E{pair}", DAY + timedelta(days=7 * number))
            for pair, n in enumerate(held)
            for number in range(n)
        ]
    )
    found = mentoring_pairs.per_match(evidence, OURS, DAY + timedelta(days=190))
    assert found.title == f"{title} within six months of the first"
    assert found.basis.startswith("Target of the instrument: 6 sessions in 6 months. As of 08/10/")
    early = mentoring_pairs.per_match(evidence, OURS, DAY + timedelta(days=90))
    waiting = sum(n < 6 for n in held)
    still = {0: "", 1: "; one still has time", 2: "; two still have time"}[waiting]
    assert early.title == f"{title} within six months of the first{still}"


def test_sessions_over_time_count_what_was_held(evidence: Evidence, load: Any, meeting: Any):
    load(
        Sessions=[
            meeting(on=DAY, Minutes=90),
            meeting(on=DAY + timedelta(days=1), Minutes=None),
            meeting(on=DAY + timedelta(days=2), Status="cancelled"),
        ]
    )
    found = sessions.over_time(evidence, OURS, EVER)
    assert found.title == (
        "Two sessions held; the one with a length took 1 hour 30 minutes in all, one has none"
    )
    assert sessions.lengths(evidence, OURS, EVER).title == "Sessions lasted 90 minutes"
    gaps = sessions.gaps(evidence, OURS, EVER)
    assert gaps.title == "A mentoring pair typically meets again after one day"
    assert gaps.basis.startswith("n = 1 gap between")


def test_sessions_without_a_length_have_no_hours(evidence: Evidence, load: Any, meeting: Any):
    load(Sessions=[meeting(Minutes=None)])
    found = sessions.over_time(evidence, OURS, EVER)
    assert found.title == "One session held, none of them with a length"
    assert found.table.column("minutes") == [None]


@pytest.mark.parametrize(
    ("modes", "title"),
    [
        (["online"], "Mode: online 1 of 1 session"),
        (["online", "phone", "online"], "Mode: online 2 and phone 1 of 3 sessions"),
    ],
    ids=["one", "two"],
)
def test_features(evidence: Evidence, load: Any, meeting: Any, modes: list[str], title: str):
    load(Sessions=[meeting(f"M{i}", Mode=mode) for i, mode in enumerate(modes)])
    assert sessions.features(evidence, OURS, EVER, "mode").title == title


def test_people_without_a_session(evidence: Evidence, load: Any, meeting: Any):
    load(
        Participants=[person(code, **{"Agreed on": DAY}) for code in ("M1", "M2", "E1")],
        Sessions=[meeting()],
    )
    found = sessions.without_session(evidence, OURS)
    assert (found.title, found.table.column("code")) == (
        "One person agreed and has no session",
        ["M2"],
    )


def test_the_overview_has_five_sentences_and_four_figures(
    evidence: Evidence, load: Any, answer: Any, meeting: Any
):
    domains = {domain.label: 3 for domain in evidence.instrument.domains}
    load(
        Questionnaires=[
            answer("M1", "pre", Site="Leeds") | domains,
            answer("M1", "post", Site="Leeds") | domains | {"Strengths": 4},
            answer("M2", "pre", Site="York") | domains,
            answer("E1", "pre", Site="York", Concerns="Lack of time") | domains,
        ],
        Sessions=[meeting()],
    )
    found = overview.overview(evidence, OURS, date(2025, 9, 4))
    assert list(found.sentences) == [
        "Two people had a session and one answered before and after.",
        "One session held, 45 minutes in all. Sessions lasted 45 minutes. No mentoring pair held "
        "at least six sessions within six months of the first. Of one mentoring pair, as of "
        "04/09/2025: one finished (their cohort is over).",
        "Confidence in giving feedback to seniors, juniors (mentors): the only one rose; one "
        "person shows no direction (total 21 to 22, of 35). Awareness of how they are seen by "
        "juniors, consultants (mentees): nobody has a total both times.",
        "No answer of a mentor about concerns is stored in this selection. Mentees raised "
        "concerns, before: lack of time (1 of 1).",
        "There is no comparison group, so a change is not proof of an effect. Two people answered "
        "before and not after, though that had fallen due; they may differ from those who did. "
        "With only one mentor, chance remains an explanation.",
    ]
    assert [(metric.label, metric.value, metric.source) for metric in found.metrics] == [
        ("Answered before and after", "1 of 3", "1 of them every domain"),
        ("Sessions held", "1", "Participation"),
        ("Juniors (mentors) whose total rose", "1 of 1", "0 fell"),
        ("Consultants (mentees) whose total rose", "–", "Nobody has a total both times"),
    ]
    york = overview.overview(evidence, Selection("Our programme", sites=("York",)), LATER)
    assert york.metrics[0].value == "0 of 2"
    assert york.sentences[1] == "No session in this selection and period."
    mentors = overview.overview(evidence, OURS.only("mentor"), LATER)
    assert "entee" not in mentors.sentences[2] + mentors.sentences[3]
