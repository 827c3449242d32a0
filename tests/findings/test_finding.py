"""A finding's table, its words for somebody who cannot see it, and each form of a value."""

from datetime import date
from typing import Any

import pytest

from rmdata.disclosure import Audience
from rmdata.findings import wording
from rmdata.findings.evidence import Evidence, Selection
from rmdata.findings.finding import Field, Finding, Form, Table, table

FIELDS = (Field("who", "Who"), Field("n", "People", Form.COUNT))


def test_a_table_keeps_the_order_of_its_fields_and_leaves_out_the_rest():
    made = table(FIELDS, [{"n": 3, "who": "Mentors", "other": 1}, {"who": "Mentees"}])
    assert made.rows == (("Mentors", 3), ("Mentees", None))
    assert made.records() == [{"who": "Mentors", "n": 3}, {"who": "Mentees", "n": None}]
    assert made.column("n") == [3, None]
    with pytest.raises(ValueError):
        made.column("other")


@pytest.mark.parametrize(
    ("title", "basis", "alt"),
    [
        ("Five rose", "n = 6.", "Five rose. n = 6."),
        ("Nobody answered.", "", "Nobody answered."),
        ("Nobody answered.", "Mentors.", "Nobody answered. Mentors."),
    ],
    ids=["title and basis", "title alone", "one full stop"],
)
def test_the_words_for_somebody_who_cannot_see(title: str, basis: str, alt: str):
    assert Finding("x", title, basis=basis).alt == alt


def test_a_finding_is_empty_without_rows():
    assert Finding("x", "X").is_empty and Finding("x", "X", Table(FIELDS)).is_empty
    assert not Finding("x", "X", Table(FIELDS, (("Mentors", 0),))).is_empty


@pytest.mark.parametrize(
    ("form", "value", "written"),
    [
        (Form.TEXT, "as it is", "as it is"),
        (Form.TEXT, 7, "7"),
        (Form.COUNT, 0, "0"),
        (Form.COUNT, 1234, "1,234"),
        (Form.SCORE, 3.0, "3"),
        (Form.SCORE, 20.0, "20"),
        (Form.SCORE, 3.5, "3.5"),
        (Form.SCORE, 2.25, "2.25"),
        (Form.SCORE, 1250, "1,250"),
        (Form.SHARE, 0.0, "0%"),
        (Form.SHARE, 2 / 3, "67%"),
        (Form.SHARE, 1.0, "100%"),
        (Form.P, 0.03129, "0.0313"),
        (Form.P, 0.001, "0.001"),
        (Form.P, 0.0009, "< 0.001"),
        (Form.P, 1.0, "1"),
        (Form.DECIMAL, -0.5, "-0.50"),
        (Form.DECIMAL, 2.645, "2.65"),
        (Form.DATE, date(2025, 3, 9), "09/03/2025"),
        *((form, None, "–") for form in Form),
    ],
    ids=str,
)
def test_each_form_is_written_in_its_own_way(form: Form, value: Any, written: str):
    assert wording.written(value, form) == written


@pytest.mark.parametrize(
    ("value", "said"),
    [(1.0, "1"), (0.5, "0.5"), (0.125, "0.125"), (0.03125, "0.0313"), (0.0546875, "0.0547"),
     (0.00048828125, "< 0.001"), (None, "–")],
    ids=str,
)  # fmt: skip
def test_a_p_as_it_is_said_is_never_less_than_it_is(value: float | None, said: str):
    assert wording.p_value(value) == said


def test_what_the_filters_offer(programme: Evidence, ours: Selection):
    assert programme.options(ours.programme) == {
        "cohort": ("Autumn", "Spring"),
        "role": ("mentee", "mentor"),
        "site": ("Leeds", "York"),
        "specialty": ("Medicine", "Surgery"),
    }
    # 36 questionnaires, 14 participants, 14 sessions
    assert programme.programmes() == [
        {"programme": ours.programme, "n_rows": 64, "is_sample": False}
    ]


def test_rows_of_people_are_for_the_team(programme: Evidence, ours: Selection):
    assert programme.audience is Audience.TEAM
    with pytest.raises(PermissionError):
        Evidence(programme.store, "board").ask("decisions", ours)
