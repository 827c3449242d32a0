"""Whose rows they are: people, their sessions, their answers before and after; by hand count."""

from collections.abc import Iterator
from typing import Any

import pytest

from rmdata.reading.opening.files import parse
from rmdata.reading.opening.sheets import SourceFile
from rmdata.reading.read import read
from rmdata.schema.vocabulary import Instrument
from rmdata.store.store import Store

# E1's role and site, and M1's specialty, stand in the questionnaires alone.
PEOPLE = """\
Participant code,Role,Cohort,Site,Specialty
M1,mentor,2023,Hull,
E1,,2023,,Surgery
"""
# M1 answers before and after in 2023; another M1 answers after in 2024.
ANSWERS = """\
Participant code,Role,Stage,Cohort,Completed on,Site,Specialty,Understanding of role,DOMAINS
M1,mentor,after,2023,2025-06-10,York,Radiology,4,5,5,5,5,5,5,4
M1,mentor,before,2023,2025-01-10,Leeds,Medicine,1,2,2,2,2,2,2,3
M2,mentor,before,2023,2025-01-11,Bath,Medicine,3,1,1,1,1,1,1,
M1,mentor,after,2024,2025-06-12,Derby,Oncology,2,3,3,3,3,3,3,3
E1,mentee,before,2023,2025-01-12,Truro,Medicine,5,4,4,4,4,4,4,4
"""
# S4 says no status, S1 and S4 no site.
SESSIONS = """\
Session id,Mentor code,Mentee code,Date,Minutes,Status,Cohort,Site
S1,M1; M2,E1,2025-02-01,30,held,2023,
S2,M1,E1,2025-03-01,50,held,2023,Ely
S3,M1,E1,2025-03-09,70,cancelled,2023,Ely
S4,M1,E1,2025-04-01,21,,2023,
S5,M1,E1,2025-05-01,90,held,2024,
"""


@pytest.fixture(scope="module")
def ask(instrument: Instrument) -> Iterator[Any]:
    """Rows of a query on a store that all these tests look at and none changes."""
    domains = ",".join(domain.label for domain in instrument.domains)
    texts = {"people": PEOPLE, "answers": ANSWERS.replace("DOMAINS", domains), "sessions": SESSIONS}
    files = [parse(SourceFile(f"{name}.csv", text.encode())) for name, text in texts.items()]
    store = Store(None, instrument)
    store.load(read(files, instrument))
    yield lambda sql: list(store.run(sql).rows)
    store.close()


def test_a_person_is_who_the_list_says_else_the_earliest_answer_else_the_sessions(ask: Any) -> None:
    assert ask("select cohort, code, role, site, specialty from people order by all") == [
        ("2023", "E1", "mentee", "Truro", "Surgery"),
        ("2023", "M1", "mentor", "Hull", "Medicine"),
        ("2023", "M2", "mentor", "Bath", "Medicine"),
        ("2024", "E1", "mentee", None, None),
        ("2024", "M1", "mentor", "Derby", "Oncology"),
    ]


def test_a_person_has_the_held_sessions_of_the_own_cohort_once_each(ask: Any) -> None:
    """2023: E1 and M1 have S1, S2, S4 (30 + 50 + 21 minutes), M2 has S1; 2024: S5."""
    assert ask("select cohort, code, n_sessions, minutes from people order by all") == [
        ("2023", "E1", 3, 101),
        ("2023", "M1", 3, 101),
        ("2023", "M2", 1, 30),
        ("2024", "E1", 1, 90),
        ("2024", "M1", 1, 90),
    ]


def test_a_session_has_its_own_site_else_its_first_mentors(ask: Any) -> None:
    """M1's site is Hull in 2023 by the list and Derby in 2024 by the questionnaire."""
    assert ask("select session_id, site, status from sittings order by 1") == [
        ("S1", "Hull", "held"),
        ("S2", "Ely", "held"),
        ("S3", "Ely", "cancelled"),
        ("S4", "Hull", "held"),
        ("S5", "Derby", "held"),
    ]


def test_a_session_of_two_mentors_is_two_meetings_and_no_match(ask: Any) -> None:
    assert ask("select session_id, mentor, mentee, is_match from meetings order by all") == [
        ("S1", "M1", "E1", False),
        ("S1", "M2", "E1", False),
        *[(session, "M1", "E1", True) for session in ("S2", "S3", "S4", "S5")],
    ]


def test_answers_take_the_site_of_their_person_and_a_total_of_every_domain(ask: Any) -> None:
    """6 x 2 + 3, 6 x 5 + 4; M2 left one domain out; understanding of role is in no total."""
    told = "select code, stage, cohort, role, site, specialty, total from answers order by all"
    assert ask(told) == [
        ("E1", "pre", "2023", "mentee", "Truro", "Surgery", 28),
        ("M1", "post", "2023", "mentor", "Hull", "Medicine", 34),
        ("M1", "post", "2024", "mentor", "Derby", "Oncology", 21),
        ("M1", "pre", "2023", "mentor", "Hull", "Medicine", 15),
        ("M2", "pre", "2023", "mentor", "Bath", "Medicine", None),
    ]


def test_a_pair_is_one_persons_answers_of_one_cohort_in_the_right_order(ask: Any) -> None:
    told = """
        select code, cohort, site, specialty, scores_before, scores_after, total_before, total_after
        from pairs where stage_before = 'pre' and stage_after = 'post'
    """
    before, after = [2, 2, 2, 2, 2, 2, 3, 1], [5, 5, 5, 5, 5, 5, 4, 4]
    assert ask(told) == [("M1", "2023", "Hull", "Medicine", before, after, 15, 34)]
    back = "select total_before, total_after from pairs where stage_before = 'post'"
    assert ask(back) == [(34, 15)]
