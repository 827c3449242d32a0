"""Codes that name somebody, look like another one, or are made: wherever a code may stand."""

from collections.abc import Callable
from typing import Any

import pytest

from rmdata.reading.choices import Choices
from rmdata.reading.opening.files import parse
from rmdata.reading.opening.sheets import SourceFile
from rmdata.reading.problems import Level
from rmdata.reading.read import read
from rmdata.reading.understood import Reading
from rmdata.schema.vocabulary import Instrument

Understood = Callable[..., Reading]
Workbook = Callable[..., SourceFile]
Make = Callable[..., dict[str, Any]]


def said(reading: Reading) -> list[tuple[Level, str, str]]:
    return [(problem.level, problem.cell, problem.message) for problem in reading.problems]


@pytest.mark.parametrize("code", ["12345", "12345678901", "M1234567", "Nora", "P-12"])
def test_codes_that_name_nobody_are_not_warned_of(
    code: str, understood: Understood, workbook: Workbook, answer: Make
) -> None:
    assert understood(workbook(Questionnaires=[answer(code)])).problems == ()


def test_every_code_of_a_session_is_looked_at(
    understood: Understood, workbook: Workbook, meeting: Make
) -> None:
    reading = understood(workbook(Sessions=[meeting("M1; 1234567", "E1; someone@example.org")]))
    assert [(level, cell) for level, cell, _ in said(reading)] == [
        (Level.WARNING, "A2"),
        (Level.WARNING, "B2"),
    ]
    assert reading.sources[0].data.select(["mentor_code", "mentee_code"]).to_pylist() == [
        {"mentor_code": ["M1", "1234567"], "mentee_code": ["E1", "someone@example.org"]}
    ]


# A code of a session, the cohort it stands in, and whether it is warned of beside M01 of cohort A.
LIKE_M01 = [
    ("M01", "A", False),
    ("MO1", "A", True),
    ("M0l", "A", True),
    ("\u041c01", "A", True),
    ("M\u200d01", "A", True),
    ("MO1", "B", False),
    ("M02", "A", False),
    ("m01", "A", False),
]


@pytest.mark.parametrize(("code", "cohort", "alike"), LIKE_M01)
def test_a_code_of_a_session_that_looks_like_a_person_s_is_warned_of(
    code: str, cohort: str, alike: bool,
    understood: Understood, workbook: Workbook, answer: Make, meeting: Make,
) -> None:  # fmt: skip
    file = workbook(
        Questionnaires=[answer("M01", Cohort="A"), answer("E1", Cohort="A")],
        Sessions=[meeting("M01", "E1", Cohort="A"), meeting(f"M03; {code}", "E1", Cohort=cohort)],
    )
    warned = [
        cell for _, cell, sentence in said(understood(file)) if " looks like “M01” " in sentence
    ]
    assert warned == (["A3"] if alike else [])


# Headers that say who answered, or from where.
PERSONAL = ("E-mail", "Email address", "Username", "IP address", "Name", "Full name", "First name",
            "Surname", "Postcode", "Zip code", "Latitude", "Phone number", "Mobile",
            "Date of birth", "DOB", "GMC number")  # fmt: skip


@pytest.mark.parametrize("header", PERSONAL)
def test_a_personal_column_is_told_and_goes_nowhere(header: str, understood: Understood) -> None:
    text = f"Code,Role,Stage,{header},Experience\nM1,mentor,pre,Nightingale-4711,4\n"
    reading = understood(SourceFile("a.csv", text.encode()))
    assert said(reading) == [
        (Level.WARNING, "", f"“{header}” says who answered, or from where, and is not stored.")
    ]
    [source] = reading.sources
    assert (source.ignored, "Nightingale" in repr(reading)) == ((), False)


def test_a_file_with_codes_keeps_them_whatever_codes_may_be_made_from(
    instrument: Instrument,
) -> None:
    text = b"Code,Email,Role,Stage,Experience\nM1,one@example.org,mentor,pre,4\n"
    reading = read([parse(SourceFile("a.csv", text))], instrument, Choices(code_from="Email"))
    assert reading.sources[0].data["participant_code"].to_pylist() == ["M1"]
    assert not reading.stopped


def test_an_address_makes_one_code_however_it_is_typed(instrument: Instrument) -> None:
    text = (
        b"Email,Role,Stage,Experience\none@example.org,mentor,pre,2\n"
        b"two@example.org,mentor,pre,3\n One@Example.ORG ,mentor,post,4\n"
    )
    file = parse(SourceFile("a.csv", text))
    made = [
        read([file], instrument, Choices(code_from="Email"), salt=salt)
        .sources[0]
        .data["participant_code"]
        .to_pylist()
        for salt in ("one secret", "another")
    ]
    for first, second, third in made:
        assert first == third != second
    assert not set(made[0]) & set(made[1])
