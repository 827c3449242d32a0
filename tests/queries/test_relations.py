"""Who the people are that every question asks about: their role, their site, their codes."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from rmdata.reading.opening.files import parse
from rmdata.reading.read import read
from rmdata.schema.vocabulary import Instrument
from rmdata.store.results import Decision
from rmdata.store.store import Store
from tests.queries.conftest import book, marks
from tests.queries.small_programme import written

Ask = Callable[..., list[str]]

# Five loads, one after the other, that contradict each other.
# K: whose role. L: whose site and specialty. J: whose codes.
FIRST = """
Cohort | Code | Role   | Stage     | Completed | Site  | Specialty
2024   | K1   | mentor | pre       | 03-01     |       |
2024   | K2   | mentor | pre       | 05-02     |       |
2024   | K3   | mentor | pre       | 03-01     |       |
2024   | K4   | mentor | pre       | 03-01     |       |
2024   | K6   |        | pre       | 03-01     |       |
2024   | L1   | mentor | pre       | 03-01     | York  | Medicine
2024   | L2   | mentor | pre       | 03-02     | York  | Surgery
2024   | L2   | mentor | post      | 03-01     | Hull  | Medicine
2024   | L3   | mentor | pre       | 03-01     |       | Surgery
2024   | L3   | mentor | post      | 03-05     | York  | Medicine
2024   | L7   | mentor | pre       | 03-01     | York  |
2024   | L7   | mentor | post      | 03-05     | Hull  | Medicine
2024   | L4   | mentor | pre       |           | Leeds | Medicine
2024   | L4   | mentor | post      | 03-05     | York  | Surgery
2024   | L5   | mentor | post      |           | York  | Surgery
2024   | L6   | mentor | post      |           | Leeds | Surgery
2024   | L6   | mentor | pre       |           | York  | Medicine
2025   | L1   | mentor | pre       | 03-01     | Bath  | Radiology
2024   | J1   | mentor | pre       | 03-01     | York  | Surgery
2024   | j1   | mentor | post      | 06-01     | Hull  | Medicine
2025   | j1   | mentor | pre       | 03-01     | Bath  | Medicine
"""
SECOND = """
Cohort | Code | Role   | Stage     | Completed | Site  | Specialty
2024   | K2   | mentee | post      | 05-01     |       |
2024   | K6   | mentee | post      | 06-01     |       |
2024   | L5   | mentor | pre       |           | Hull  | Medicine
"""
LISTED = """
Cohort | Code | Role   | Site  | Specialty | Sex | Invited
2024   | K1   | mentee |       |           |     |
2024   | K3   |        |       |           |     |
2024   | L1   | mentor | Leeds | Surgery   | F   | 01-06
2024   | L2   | mentor |       |           | M   |
2024   | C9   | mentee | Bath  | Surgery   | M   | 01-07
2024   | D1   | mentee | York  | Medicine  | F   | 01-08
2025   | C9   | mentee | York  | Surgery   | M   | 01-09
"""
# G: two mentors with two mentees, and two sessions alike on one day.
MET = """
Cohort | Session id | Mentor | Mentee | Date  | Minutes | Status    | Site
2024   | s1         | L8     | K4     | 04-01 | 30      | held      |
2024   | s2         | L8     | K5     | 04-01 | 30      | held      |
2024   | s3         | L1     | K5     | 04-02 | 30      | held      | Hull
2024   | s4         | L1     | K5     | 04-03 | 30      | held      |
2024   | s5         | L2; L1 | K5     | 04-04 | 30      | held      |
2024   | s6         | L8; L1 | D1     | 04-05 | 30      | held      |
2024   | s7         | L4     | K5     | 04-06 | 30      | cancelled |
2025   | s8         | L1     | K5     | 04-07 | 30      |           |
2024   | g1         | G1; G2 | H1; H2 | 05-01 | 40      | held      |
2024   | g2         | G1     | H1; H2 | 05-02 | 15      | held      |
2024   | g3         | G2     | H1     | 05-03 | 20      | held      |
2024   | g4         | G2     | H1     | 05-03 | 20      | held      |
2024   | g5         | G2     | H2     | 05-04 | 25      | planned   |
2024   | j1         | j1; G1 | H3; C9 | 05-05 | 10      | held      |
2025   | j2         | j1     | H3     | 05-05 | 10      | held      |
"""
# c9 is kept, though C9 comes first in the alphabet and was listed before.
LATER_LISTED = """
Cohort | Code | Role   | Site | Specialty | Sex
2024   | c9   | mentee | Hull | Medicine  | F
"""
JOINED = (("2024", "j1", "J1"), ("2024", "C9", "c9"))
UNDONE, APART = ("2024", "L5", "L6"), ("2024", "L3", "L4")


@pytest.fixture(scope="module")
def contested(instrument: Instrument) -> Iterator[Store]:
    """A store into which nobody's earlier word was carried over."""
    store = Store(None, instrument)
    for title, table in (
        *(("Questionnaires", FIRST), ("Questionnaires", SECOND), ("Participants", LISTED)),
        *(("Sessions", MET), ("Participants", LATER_LISTED)),
    ):
        answered = {"Experience": 3} if title == "Questionnaires" else {}
        rows = [{"Programme": "Ours"} | row | answered for row in written(table)]
        store.load(read([parse(book({title: rows}))], instrument))
    for codes in (*JOINED, UNDONE):
        decided = store.decide(Decision("Ours", *codes), joined=True)
    store.undo(decided.import_id)
    store.decide(Decision("Ours", *APART), joined=False)
    yield store
    store.close()


@pytest.fixture(scope="module")
def told(contested: Store) -> Ask:
    """Some columns of the rows of a relation, as lines of words."""

    def asked(columns: str, relation: str, **where: Any) -> list[str]:
        wanted = " and ".join(f"{name} = ${name}" for name in where) or "true"
        sql = f"select {columns} from {relation} where {wanted} order by all"
        return marks(contested.run(sql, where).records(), *columns.split(", "))

    return asked


ROLES = {
    "K1": "mentee",  # the participants come before the questionnaires
    "K2": "mentee",  # the earlier day comes before the earlier load
    "K3": "mentor",  # the participants say nothing, the questionnaire does
    "K4": "mentor",  # the questionnaire comes before the session
    "K5": "mentee",  # the session alone says it
    "K6": "mentee",  # the earliest questionnaire says nothing, a later one does
}
PLACES = {
    "L1": "Leeds Surgery",  # the participants, though a questionnaire is earlier
    "L2": "Hull Medicine",  # the participants say nothing; the earlier day
    "L3": "York Surgery",  # the earliest that says something, for each on its own
    "L7": "York Medicine",  # and the other way round
    "L4": "York Surgery",  # a day comes before none
    "L5": "York Surgery",  # no day: the earlier load
    "L6": "Leeds Surgery",  # no day, one load: the upper row
}


@pytest.mark.parametrize("code", ROLES)
def test_a_role_comes_from_the_best_source_that_says_it(code: str, told: Ask) -> None:
    assert told("role", "people", cohort="2024", code=code) == [ROLES[code]]
    assert set(told("role", "answers", cohort="2024", code=code)) <= {ROLES[code]}


@pytest.mark.parametrize("code", PLACES)
def test_a_site_and_a_specialty_come_from_the_best_source(code: str, told: Ask) -> None:
    assert told("site, specialty", "people", cohort="2024", code=code) == [PLACES[code]]
    # All of a person's answers are where the person is, whatever they say themselves.
    assert set(told("site, specialty", "answers", cohort="2024", code=code)) == {PLACES[code]}


def test_the_same_code_in_another_cohort_is_another_person(told: Ask) -> None:
    assert told("cohort, site, specialty, sex", "people", code="L1") == [
        *("2024 Leeds Surgery F", "2025 Bath Radiology .")
    ]


SITES = {
    "s2": ".",  # neither the session nor the mentor says it
    "s3": "Hull",  # its own
    "s4": "Leeds",  # the mentor's among the participants, not of the earlier questionnaire
    "s5": "Hull",  # the first mentor's, L2, from the earlier of two questionnaires
    "s6": ".",  # nor the second mentor's, nor the mentee's
    "s7": "York",  # the questionnaire that has a day
    "s8": "Bath",  # the mentor of this cohort
    "j1": "York",  # j1 stands for J1, whose earliest questionnaire says it
}


@pytest.mark.parametrize("session_id", SITES)
def test_a_session_is_at_its_own_site_or_at_its_first_mentors(session_id: str, told: Ask) -> None:
    assert told("site", "sittings", session_id=session_id) == [SITES[session_id]]


def test_a_session_without_a_status_was_held(told: Ask) -> None:
    assert told("status", "sittings", session_id="s8") == ["held"]
    assert told("status", "sittings", session_id="s7") == ["cancelled"]
    assert told("n_sessions", "people", cohort="2025", code="K5") == ["1"]


def test_a_meeting_is_every_mentor_with_every_mentee(told: Ask) -> None:
    columns = "mentor, mentee, is_match"
    assert told(columns, "meetings", session_id="g1") == [
        *("G1 H1 False", "G1 H2 False", "G2 H1 False", "G2 H2 False")
    ]
    assert told(columns, "meetings", session_id="g2") == ["G1 H1 False", "G1 H2 False"]
    assert told(columns, "meetings", session_id="s5") == ["L1 K5 False", "L2 K5 False"]
    assert told(columns, "meetings", session_id="g3") == ["G2 H1 True"]


def test_everybody_has_a_session_once_however_many_were_there(told: Ask) -> None:
    columns = "code, n_sessions, minutes"
    assert told(columns, "people", code="G1") == ["G1 3 65.0"]  # g1 g2 j1
    assert told(columns, "people", code="G2") == ["G2 3 80.0"]  # g1, and g3 and g4, alike
    assert told(columns, "people", code="H1") == ["H1 4 95.0"]  # g1 g2 g3 g4
    assert told(columns, "people", code="H2") == ["H2 2 55.0"]  # g1 g2, for g5 is planned
    assert told(columns, "people", code="L4") == ["L4 0 ."]  # s7 was cancelled


def test_codes_that_were_joined_are_one_person_of_that_cohort(told: Ask) -> None:
    columns = "cohort, site, len(stages), n_sessions"
    assert told(columns, "people", code="J1") == ["2024 York 2 1"]
    assert told(columns, "people", code="j1") == ["2025 Bath 1 1"]
    assert told("stage_before, stage_after", "pairs", code="J1") == ["post pre", "pre post"]
    assert told("mentor, mentee", "meetings", session_id="j1") == [
        *("G1 H3", "G1 c9", "J1 H3", "J1 c9")
    ]


def test_of_two_joined_participants_the_code_that_was_kept_counts(told: Ask) -> None:
    assert told("code, site, specialty, sex, invited_on, n_sessions", "people", code="c9") == [
        "c9 Hull Medicine F . 1"
    ]
    assert told("cohort, site", "people", code="C9") == ["2025 York"]


def test_codes_that_nobody_joined_or_no_longer_are_two_people(told: Ask) -> None:
    for code in (*UNDONE[1:], *APART[1:]):
        assert told("code", "people", code=code) == [code]


def test_a_person_is_listed_where_the_participants_name_them(told: Ask) -> None:
    listed = {"K1", "K3", "L1", "L2", "c9", "C9", "D1"}
    assert set(told("code", "people", is_listed=True)) == listed
    assert set(told("code", "people", is_listed=False)) >= {"K2", "L3", "J1", "G1", "H3"}
