"""What in the data wants a second look: each thing found, each thing not there, counted by hand."""

from datetime import date
from typing import Any

import pytest

from rmdata.findings.data import rows
from rmdata.findings.evidence import Evidence, Selection
from rmdata.findings.finding import Finding
from rmdata.schema.vocabulary import Instrument
from rmdata.store.store import Store

OURS = Selection("Our programme")
EARLY, LATE = date(2025, 3, 3), date(2025, 6, 3)
Row = dict[str, Any]


@pytest.fixture
def looked(store: Store, load: Any) -> Any:
    """What is found in the sheets."""

    def found(**sheets: list[Row]) -> Finding:
        load(**sheets)
        return rows.checks(Evidence(store), OURS)

    return found


@pytest.fixture
def whole(answer: Any, instrument: Instrument) -> Any:
    """A questionnaire with every domain answered, as the digits say."""

    def row(code: str, digits: str, stage: str = "pre", **said: Any) -> Row:
        labels = [domain.label for domain in instrument.domains]
        return answer(code, stage, **said) | dict(zip(labels, map(int, digits), strict=True))

    return row


def lines(found: Finding) -> list[tuple[Any, ...]]:
    """What was found, whose, how often and of how many."""
    return [row[:4] for row in found.table.rows]


def listed(*codes: str) -> list[Row]:
    return [
        {"Participant code": code, "Role": "mentee" if code[0] == "E" else "mentor",
         "Agreed on": EARLY}
        for code in codes
    ]  # fmt: skip


def test_after_dated_before_before(looked: Any, answer: Any) -> None:
    days = {"M1": (LATE, EARLY), "M2": (EARLY, LATE), "M3": (EARLY, EARLY), "E1": (EARLY, None)}
    found = looked(
        Participants=listed("M1", "E1"),
        Questionnaires=[
            answer(code, stage, **{"Completed on": day})
            for code, both in days.items()
            for stage, day in zip(("pre", "post"), both, strict=True)
        ],
    )
    assert found.title == "One of the three checks of the data found something to look at"
    assert lines(found) == [
        ("After is dated earlier than before", "People with a day before and after", 1, 3)
    ]
    assert found.sentences == (
        "Looked for: answers after dated earlier than before (1 of 3 people with both days); codes "
        "in more than one cohort (0 of 4 codes); roles known by their answers alone (0 of 2 "
        "roles).",
    )


def test_codes_in_several_cohorts_count_as_so_many_people(looked: Any, answer: Any) -> None:
    where = {"M1": "AB", "M2": "ABC", "E1": "C"}
    found = looked(
        Participants=[
            person | {"Cohort": cohort}
            for person in listed(*where)
            for cohort in where[person["Participant code"]]
        ]
    )
    assert lines(found) == [("A code stands in more than one cohort", "Codes", 2, 3)]
    assert found.table.column("to_do")[0].startswith(
        "They count as 5 people, one in each cohort. Where it is the same person"
    )


@pytest.mark.parametrize(("last", "n_found"), [("3434343", 1), ("3434342", 0)])
def test_answers_that_are_all_alike(looked: Any, whole: Any, last: str, n_found: int) -> None:
    same = [whole(f"M{i}", "3434343") for i in range(4)]
    others = [whole(f"E{i}", "2323232") for i in range(4)]
    found = looked(
        Participants=listed("M1", "E1"), Questionnaires=[*same, whole("M9", last), *others]
    )
    # Four mentees alike are too few to wonder.
    everybody = "Everybody gave every domain the same answer as all the others"
    assert lines(found) == [(everybody, "Juniors (mentors), before", 5, 5)] * n_found
    assert f"answered every domain alike ({n_found} of 1)" in found.sentences[0]


def test_answers_of_one_point_throughout(looked: Any, whole: Any, answer: Any) -> None:
    found = looked(
        Participants=listed("M1", "E1"),
        Questionnaires=[
            whole("M1", "3333333"),
            whole("M2", "3333334"),
            whole("M3", "1111111"),
            whole("M1", "4444444", "post"),
            whole("E1", "4444443"),
            answer("M4", Strengths=3),
        ],
    )
    straight = "Gave every domain the same point"
    assert lines(found) == [
        (straight, "Juniors (mentors), after", 1, 1),
        (straight, "Juniors (mentors), before", 2, 3),
    ]
    assert "one point for every domain (3 of 5 whole answers)" in found.sentences[0]


def test_people_known_by_their_answers_alone(looked: Any, whole: Any, meeting: Any) -> None:
    found = looked(
        Participants=listed("E1"),
        Questionnaires=[whole("M1", "3434343"), whole("M2", "2323232"), whole("E2", "1212121")],
    )
    assert lines(found) == [("Known by their answers alone", "Juniors (mentors)", 2, 2)]
    assert "roles known by their answers alone (1 of 2 roles)" in found.sentences[0]


def test_nothing_found_says_what_was_looked_for(looked: Any, whole: Any) -> None:
    found = looked(
        Participants=listed("M1", "E1"),
        Questionnaires=[
            whole("M1", "3434343"),
            whole("M1", "3434344", "post", **{"Completed on": LATE}),
        ],
    )
    assert found.is_empty
    assert found.title == "None of the four checks of the data found anything to look at"
    assert found.sentences == (
        "Looked for: answers after dated earlier than before (0 of 1 person with both days); codes "
        "in more than one cohort (0 of 2 codes); one point for every domain (0 of 2 whole "
        "answers); roles known by their answers alone (0 of 2 roles).",
    )


def test_where_nothing_is_nothing_is_checked(programme: Evidence, nobody: Selection) -> None:
    found = rows.checks(programme, nobody)
    assert (found.is_empty, found.title, found.sentences) == (
        True,
        "There is nothing in this selection that could be checked.",
        (),
    )
