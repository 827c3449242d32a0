"""Who was matched, and whose codes may be one person's, by hand in the programme of conftest.py."""

from typing import Any

import pytest

from rmdata.findings.data import matching
from rmdata.findings.evidence import Evidence, Selection
from rmdata.findings.finding import Field, Form
from rmdata.schema.look_alikes import near_misses
from rmdata.store.store import Store

COUNT = Form.COUNT
BOTH, BEFORE, AFTER = "Before and after", "Before only", "After only"
SILENT, NEVER_MET = "Sessions, no questionnaire", "Questionnaire, no session"

MENTORS, MENTEES = "Juniors (mentors)", "Consultants (mentees)"


def test_how_many_were_matched(programme: Evidence, ours: Selection):
    found = matching.audit(programme, ours)
    assert found.name == "matching"
    assert found.table.fields == (
        Field("standing", "Answered"),
        Field("role", "Role"),
        Field("n", "People", COUNT),
    )
    assert found.table.rows == (
        (BOTH, MENTORS, 7),  # M1 to M7
        (BOTH, MENTEES, 4),  # E1 E2 E3 E5
        (BEFORE, MENTORS, 2),  # M08 M9
        (BEFORE, MENTEES, 1),  # E4, who answered the follow-up but not after
        (BEFORE, "Not said", 1),  # X1
        (AFTER, MENTORS, 1),  # M8
        (SILENT, MENTEES, 1),  # E6
        (NEVER_MET, MENTORS, 5),  # M5 M7 M08 M8 M9
        (NEVER_MET, MENTEES, 2),  # E4 E5
        (NEVER_MET, "Not said", 1),  # X1
    )


def test_who_was_not_matched(programme: Evidence, ours: Selection):
    found = matching.unmatched(programme, ours)
    assert found.name == "unmatched"
    assert found.table.fields == (
        Field("standing", "Answered"),
        Field("role", "Role"),
        Field("cohort", "Cohort"),
        Field("code", "Participant code"),
        Field("site", "Site"),
        Field("n_sessions", "Sessions held", COUNT),
    )
    assert found.table.rows == (
        (NEVER_MET, MENTEES, "Autumn", "E5", "York", 0),
        (NEVER_MET, MENTORS, "Autumn", "M7", "York", 0),
        (BEFORE, "Not said", "Autumn", "X1", "Leeds", 0),
        (NEVER_MET, "Not said", "Autumn", "X1", "Leeds", 0),
        (BEFORE, MENTEES, "Spring", "E4", None, 0),
        (NEVER_MET, MENTEES, "Spring", "E4", None, 0),
        (SILENT, MENTEES, "Spring", "E6", None, 1),
        (BEFORE, MENTORS, "Spring", "M08", "York", 0),
        (NEVER_MET, MENTORS, "Spring", "M08", "York", 0),
        (NEVER_MET, MENTORS, "Spring", "M5", "Leeds", 0),
        (AFTER, MENTORS, "Spring", "M8", "Leeds", 0),
        (NEVER_MET, MENTORS, "Spring", "M8", "Leeds", 0),
        (BEFORE, MENTORS, "Spring", "M9", "Leeds", 0),
        (NEVER_MET, MENTORS, "Spring", "M9", "Leeds", 0),
    )


def test_what_speaks_for_one_person_and_what_against(programme: Evidence, ours: Selection):
    found = matching.suggestions(programme, ours)
    assert found.name == "suggestions"
    assert found.table.fields == (
        Field("cohort", "Cohort"),
        Field("before", "Code before"),
        Field("after", "Code after"),
        Field("reason", "Why they may be the same"),
        Field("evidence", "What speaks for it, what against"),
    )
    # M08 was in York, M8 in Leeds; M8 named no specialty.
    reason, evidence = "Leading zeros are missing", "Same role and different site"
    assert found.table.rows == (("Spring", "M08", "M8", reason, evidence),)


def test_codes_of_two_cohorts_are_two_people(store: Store, load: Any, answer: Any):
    load(
        Questionnaires=[
            answer("M01", "pre", Cohort="Spring", Role=None),
            answer("M1", "post", Cohort="Autumn"),
            answer("A-7", "pre", Cohort="Autumn", Role=None),
            answer("A7", "post", Cohort="Autumn", Role=None),
        ]
    )
    (found,) = matching.suggestions(Evidence(store), Selection("Our programme")).table.records()
    assert (found["cohort"], found["before"], found["after"]) == ("Autumn", "A-7", "A7")
    assert found["evidence"] == "Nothing else is known of both"


CASE, ZEROS = "only case, spaces or punctuation differ", "leading zeros are missing"
LOOKS = "a letter looks like a digit"
LOOKS_AND_ZEROS = "a letter looks like a digit, and zeros are missing"
SWAPPED = "two neighbouring characters are swapped"


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        (["m-01"], ["M01"], [("m-01", "M01", CASE)]),
        (["M007"], ["M7"], [("M007", "M7", ZEROS)]),
        (["M100"], ["M1"], []),
        (["M1O"], ["M10"], [("M1O", "M10", LOOKS)]),
        (["A1I"], ["A11"], [("A1I", "A11", LOOKS)]),
        (["Ml2"], ["M12"], [("Ml2", "M12", LOOKS)]),
        (["LO"], ["10"], []),
        (["MO7"], ["M7"], [("MO7", "M7", LOOKS_AND_ZEROS)]),
        (["A12"], ["A21"], [("A12", "A21", SWAPPED)]),
        (["AB12"], ["BA21"], []),
        (["A123"], ["A321"], []),
        (["M7", "M07"], ["M7"], [("M07", "M7", ZEROS)]),
        (["m7"], ["M7", "M07"], [("m7", "M07", ZEROS), ("m7", "M7", CASE)]),
    ],
    ids=lambda codes: " ".join(codes) if codes and isinstance(codes[0], str) else None,
)
def test_every_near_miss_with_its_reason(
    first: list[str], second: list[str], found: list[tuple[str, str, str]]
):
    assert near_misses(first, second) == found
