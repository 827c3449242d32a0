"""Who could be matched, whose codes may be one person's, and what a decision changes."""

from collections.abc import Callable
from typing import Any

import pytest

from rmdata.findings.confidence.changes import changes
from rmdata.findings.data import matching
from rmdata.findings.evidence import Evidence, Selection
from rmdata.reading.opening.files import parse
from rmdata.reading.opening.sheets import SourceFile
from rmdata.reading.read import read
from rmdata.schema.instrument_file import load_instrument
from rmdata.schema.look_alikes import near_misses
from rmdata.store.results import Decision
from rmdata.store.store import Store

ANSWERS = """Participant code,Role,Stage,Clinical practice,Site
M01,mentor,pre,2,Leeds
M1,mentor,post,4,Leeds
M02,mentor,pre,2,York
M02,mentor,post,3,York
M03,mentor,post,3,York
"""
SESSIONS = "Mentor code,Mentee code,Date\nM1,E1,13/02/2025\nM01,E1,22/03/2025\n"
SELECTION = Selection("Our programme")
ONE_PERSON = Decision("Our programme", "All", "M1", "M01")


@pytest.fixture
def answered() -> Store:
    answered = Store(None, load_instrument())
    files = [SourceFile("a.csv", ANSWERS.encode()), SourceFile("s.csv", SESSIONS.encode())]
    answered.load(read([parse(file) for file in files], answered.instrument))
    return answered


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        ("M01", "M1", True),
        ("m-01", "M01", True),
        ("MO1", "M01", True),
        ("Ml2", "M12", True),
        ("MO1", "M1", True),
        ("A12", "A21", True),
        ("M01", "M02", False),
        ("M11", "M12", False),
        ("M123", "M321", False),
        ("M01", "E01", False),
        ("M01", "M01", False),
    ],
)
def test_a_near_miss_is_a_slip_of_typing_and_never_another_digit(
    one: str, other: str, near: bool
) -> None:
    assert bool(near_misses([one], [other])) is near


def test_only_somebody_before_and_somebody_after_may_be_the_same(answered: Store) -> None:
    found = matching.suggestions(Evidence(answered), SELECTION)
    assert [record["before"] for record in found.table.records()] == ["M01"]
    assert found.table.records()[0]["evidence"] == "Same role and same site"


def test_joined_codes_are_one_person_in_answers_and_sessions_until_undone(answered: Store) -> None:
    assert changes(Evidence(answered), SELECTION)[0].n_pairs == 1
    made = answered.decide(ONE_PERSON, joined=True)
    assert changes(Evidence(answered), SELECTION)[0].n_pairs == 2
    met = answered.run("select mentor, count(*) from meetings group by mentor").rows
    assert met == (("M01", 2),)
    assert matching.suggestions(Evidence(answered), SELECTION).is_empty
    answered.undo(made.import_id)
    assert changes(Evidence(answered), SELECTION)[0].n_pairs == 1
    assert not matching.suggestions(Evidence(answered), SELECTION).is_empty


def test_codes_kept_apart_are_not_suggested_again(answered: Store) -> None:
    answered.decide(ONE_PERSON, joined=False)
    assert matching.suggestions(Evidence(answered), SELECTION).is_empty
    assert changes(Evidence(answered), SELECTION)[0].n_pairs == 1


def test_a_decision_outlives_a_later_export_with_the_old_code(answered: Store) -> None:
    answered.decide(ONE_PERSON, joined=True)
    again = ANSWERS.replace("M1,mentor,post,4", "M1,mentor,post,5")
    answered.load(read([parse(SourceFile("b.csv", again.encode()))], answered.instrument))
    (change,) = changes(Evidence(answered), SELECTION)
    assert (change.n_pairs, change.post_median) == (2, 4.0)


def test_a_list_of_participants_with_both_codes_keeps_the_row_of_the_code_that_stays(
    answered: Store,
) -> None:
    listed = "Participant code,Role,Site,Invited on\nM01,mentor,Leeds,13/01/2025\n"
    listed += "M1,mentor,York,14/01/2025\n"
    answered.load(read([parse(SourceFile("p.csv", listed.encode()))], answered.instrument))
    answered.decide(ONE_PERSON, joined=True)
    assert answered.run("select site from people where code = 'M01'").rows == (("Leeds",),)
    assert matching.audit(Evidence(answered), SELECTION).table.records()[0]["n"] == 2


@pytest.mark.parametrize("log", [False, True], ids=["no list of sessions", "a list of sessions"])
def test_nobody_is_missing_from_a_list_of_sessions_that_is_not_kept(
    log: bool, store: Store, load: Callable[..., Any], answer: Any, meeting: Any
) -> None:
    sheets = {"Questionnaires": [answer("M1"), answer("M2"), answer("E1")]}
    load(**sheets | ({"Sessions": [meeting("M1", "E1")]} if log else {}))
    found = matching.unmatched(Evidence(store), SELECTION).table.records()
    never_met = [person["code"] for person in found if person["standing"] == matching.NEVER_MET]
    assert never_met == (["M2"] if log else [])
