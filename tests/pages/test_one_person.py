"""Erasing on the page Upload: the person who is meant, and nobody else."""

from collections.abc import Callable
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from pages.parts import session
from rmdata.reading.opening.sheets import SourceFile


@pytest.fixture
def upload(
    stored: Callable[..., None],
    workbook: Callable[..., SourceFile],
    answer: Callable[..., Any],
    visit: Callable[..., AppTest],
) -> AppTest:
    """The page with E1 in one cohort, and M1 in two: two people of one code."""
    people = [("M1", "2024"), ("M1", "2025"), ("E1", "2025")]
    stored(workbook(Questionnaires=[answer(code, Cohort=cohort) for code, cohort in people]))
    return visit("pages/data/upload")


def sure(app: AppTest) -> Any:
    return next(box for box in app.checkbox if "for good" in box.label)


def erase(app: AppTest) -> Any:
    return app.button(key="erase-person")


def test_the_confirmation_is_for_one_person_alone(upload: AppTest) -> None:
    upload.text_input(key="person-code").set_value("E1").run()
    sure(upload).check().run()
    assert not erase(upload).disabled
    upload.text_input(key="person-code").set_value("M1").run()
    upload.selectbox(key="person-whose").select_index(0).run()
    assert erase(upload).disabled
    sure(upload).check().run()
    upload.selectbox(key="person-whose").select_index(1).run()
    assert erase(upload).disabled


def test_of_two_people_with_one_code_the_chosen_one_is_erased(upload: AppTest) -> None:
    upload.text_input(key="person-code").set_value("M1").run()
    assert not [box for box in upload.checkbox if "for good" in box.label]
    upload.selectbox(key="person-whose").select("Our programme, cohort 2025").run()
    sure(upload).check().run()
    erase(upload).click().run()
    assert not upload.exception and not upload.error
    assert upload.success[0].value.startswith("Erased&#58; one row of questionnaires&#46;")
    left = sorted((cohort, code) for _, cohort, code in session.store().known_people())
    assert left == [("2024", "M1"), ("2025", "E1")]
