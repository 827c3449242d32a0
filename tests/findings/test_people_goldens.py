"""Table 1, counted by hand in the programme of conftest.py, and where little is known."""

from typing import Any

import pytest

from rmdata.findings.evidence import Evidence, Selection
from rmdata.findings.finding import Field, Form
from rmdata.findings.participation import people
from rmdata.store.store import Store

# Mentors: M1 to M7, M08, M8, M9; M8 is in no list. Mentees: E1 to E6; E5 and E6 are in no list.
TABLE = [
    ("People", "Took part", 10, None, 6, None),
    ("Grade", "Lead", 0, 0, 2, 2 / 4),
    ("Grade", "ST3", 3, 3 / 9, 0, 0),
    ("Grade", "ST4", 2, 2 / 9, 0, 0),
    ("Grade", "ST5", 4, 4 / 9, 0, 0),
    ("Grade", "Staff", 0, 0, 2, 2 / 4),
    ("Grade", "Not said", 1, None, 2, None),
    ("Sex", "F", 3, 3 / 9, 2, 2 / 4),
    ("Sex", "M", 6, 6 / 9, 2, 2 / 4),
    ("Sex", "Not said", 1, None, 2, None),
    ("Age band", "25-34", 4, 4 / 8, 0, 0),
    ("Age band", "35-44", 4, 4 / 8, 0, 0),
    ("Age band", "45-54", 0, 0, 2, 2 / 4),
    ("Age band", "55-64", 0, 0, 2, 2 / 4),
    ("Age band", "Not said", 2, None, 2, None),
    ("Years in post", "Known", 8, None, 3, None),
    ("Years in post", "Not said", 2, None, 3, None),
    ("Site", "Leeds", 5, 5 / 9, 2, 2 / 4),
    ("Site", "York", 4, 4 / 9, 2, 2 / 4),
    ("Site", "Not said", 1, None, 2, None),
    ("Specialty", "Medicine", 4, 4 / 8, 3, 3 / 5),
    ("Specialty", "Surgery", 4, 4 / 8, 2, 2 / 5),
    ("Specialty", "Not said", 2, None, 1, None),
    ("How recruited", "e-mail", 4, 4 / 8, 3, 3 / 4),
    ("How recruited", "poster", 3, 3 / 8, 1, 1 / 4),
    ("How recruited", "word of mouth", 1, 1 / 8, 0, 0),
    ("How recruited", "Not said", 2, None, 2, None),
    ("How matched", "by chance", 3, 3 / 6, 1, 1 / 3),
    ("How matched", "interests", 3, 3 / 6, 2, 2 / 3),
    ("How matched", "Not said", 4, None, 3, None),
]


def test_the_people_are_described_by_role(programme: Evidence, ours: Selection) -> None:
    found = people.people(programme, ours)
    assert (found.name, found.title) == ("people", "Ten mentors and six mentees took part")
    assert [row[:2] for row in found.table.rows] == [row[:2] for row in TABLE]
    assert [row[2:] for row in found.table.rows] == [pytest.approx(row[2:]) for row in TABLE]
    assert found.table.fields == (
        Field("label", "Trait"),
        Field("value", "Value"),
        Field("n_mentor", "Juniors (mentors)", Form.COUNT),
        Field("share_mentor", "Share of mentors", Form.SHARE),
        Field("n_mentee", "Consultants (mentees)", Form.COUNT),
        Field("share_mentee", "Share of mentees", Form.SHARE),
    )
    assert not found.judgements
    # M8, E5 and E6; one answer before and two after.
    assert found.notes == (
        "Three of 16 people are not in the list of participants, and met or answered all the same.",
        "Three answers came without a code; whoever gave them cannot be counted as a person.",
    )


def test_years_in_post_have_quartiles(programme: Evidence, ours: Selection) -> None:
    # 1 2 2 2.5 3 4 5 9: between the fourth and fifth; 7 / 4 and 21 / 4 steps from the first.
    # 11 14 20: half a step from either end.
    found = people.people(programme, ours)
    assert list(found.details.rows) == [
        ("Juniors (mentors)", 8, 2.75, 2, 4.25),
        ("Consultants (mentees)", 3, 14, 12.5, 17),
    ]
    assert found.sentences == (
        "Years in post: mentors median 2.75 (quartiles 2 to 4.25; known of 8 of 10); mentees "
        "median 14 (quartiles 12.5 to 17; known of 3 of 6).",
    )


def test_one_role_and_one_place(programme: Evidence) -> None:
    autumn = Selection("Mentoring upwards", cohorts=("Autumn",), roles=("mentee",))
    found = people.people(programme, autumn)
    # E3 of Leeds, of whom no years are known, and E5 of York, who is in no list.
    assert found.title == "Two mentees took part"
    assert [field.name for field in found.table.fields] == [
        *("label", "value", "n_mentee", "share_mentee")
    ]
    assert ("Site", "York", 1, 0.5) in found.table.rows
    assert found.notes[:2] == (
        "One of two people is not in the list of participants, and met or answered all the same.",
        "Not stored of anybody here: years in post.",
    )
    assert (found.sentences, found.details.rows) == ((), ())


def test_people_without_a_list_are_whoever_met_or_answered(
    store: Store, load: Any, answer: Any, meeting: Any
) -> None:
    load(Questionnaires=[answer("M1")], Sessions=[meeting("M1; M2", "E1"), meeting("M3", "E1")])
    found = people.people(Evidence(store), Selection("Our programme"))
    assert found.title == "Three mentors and one mentee took part"
    assert found.notes == (
        "They are in no list of participants: these are whoever met or answered.",
        "Not stored of anybody here: grade, sex, age band, site, specialty, how recruited, how "
        "matched and years in post.",
    )
    assert found.table.rows == (("People", "Took part", 3, None, 1, None),)


def test_years_of_one_role_alone(store: Store, load: Any) -> None:
    about = {"Role": "mentor", "Agreed on": "2025-01-06"}
    load(Participants=[about | {"Participant code": f"M{n}", "Years in post": n} for n in (1, 2)])
    found = people.people(Evidence(store), Selection("Our programme"))
    assert found.title == "Two mentors and no mentees took part"
    assert found.sentences == (
        "Years in post: mentors median 1.5 (quartiles 1.25 to 1.75; known of 2 of 2); mentees not "
        "known.",
    )


def test_of_nobody_there_is_no_table(programme: Evidence, nobody: Selection) -> None:
    found = people.people(programme, nobody)
    assert (found.is_empty, found.title) == (
        True,
        "Nobody in this selection is known to have agreed, met or answered.",
    )
