"""Who answered never reaches the store: a canary in every personal column."""

from collections.abc import Callable
from pathlib import Path

import pytest

from rmdata.reading.choices import NO_CODE, Choices
from rmdata.reading.opening.files import parse
from rmdata.reading.opening.sheets import SourceFile
from rmdata.reading.problems import Asks, Level
from rmdata.reading.read import read
from rmdata.reading.understood import Reading
from rmdata.schema.vocabulary import Instrument
from rmdata.store.store import Store
from tests.reading.tools.shapes import ROLES, SALT, Rows, as_file, export, export_rows

ReadIn = Callable[..., Reading]
CANARY = "Canary-Nightingale"
PERSONAL = [
    ("microsoft_forms.csv", ("Email", "Name"), {}),
    ("google_forms.csv", ("Email Address",), {}),
    (
        "qualtrics.csv",
        (
            "IPAddress",
            "LocationLatitude",
            "LocationLongitude",
            "RecipientLastName",
            "RecipientFirstName",
            "RecipientEmail",
        ),
        {},
    ),
    ("surveymonkey.csv", ("IP Address", "Email Address", "First Name", "Last Name"), {}),
    ("redcap_raw.csv", ("redcap_survey_identifier",), {"meanings": ROLES}),
    ("jisc_questions.csv", ("What is your e-mail address?",), {}),
]


def with_canary(rows: Rows, columns: tuple[str, ...]) -> Rows:
    for name in columns:
        if name not in rows[0]:
            rows = [[*row, name if n == 0 else ""] for n, row in enumerate(rows)]
    places = [rows[0].index(name) for name in columns]
    n_headers = next(n for n, row in enumerate(rows) if any("Junior doctor" in c or c == "M1"
                                                            for c in row))  # fmt: skip
    for number, row in enumerate(rows[n_headers:]):
        for place in places:
            row[place] = f"{CANARY}-{number}@example.org"
    return rows


@pytest.mark.parametrize(("name", "columns", "said"), PERSONAL)
@pytest.mark.parametrize("coded", [False, True])
def test_no_name_is_in_the_bytes_of_the_store(
    name: str, columns: tuple[str, ...], said: dict[str, str], coded: bool,
    instrument: Instrument, tmp_path: Path,
) -> None:  # fmt: skip
    file = as_file(with_canary(export_rows(name), columns))
    path = tmp_path / "programme.duckdb"
    store = Store(path, instrument)
    choices = Choices(**said, code_from=columns[-1] if coded else None)
    reading = read([parse(file)], instrument, choices, salt=SALT)
    assert not reading.stopped
    told = " ".join(p.message for p in reading.problems)
    assert all(f"“{column}”" in told for column in columns)
    assert not {name for source in reading.sources for name in source.ignored} & set(columns)
    store.load(reading)
    store.close()
    stored = b"".join(p.read_bytes() for p in tmp_path.iterdir())
    assert b"practice" in stored
    assert CANARY.encode() not in stored
    assert CANARY.casefold().encode() not in stored
    assert CANARY not in repr(reading)


def signed(stage: str) -> SourceFile:
    return export(f"microsoft_forms_signed_{stage}.xlsx")


def codes(reading: Reading) -> set[str]:
    return {c for source in reading.sources for c in source.data["participant_code"].to_pylist()}


def test_codes_from_a_personal_column_are_offered_and_never_made_unasked(read_in: ReadIn) -> None:
    reading = read_in(signed("before"), stage="pre")
    [problem] = [p for p in reading.problems if p.level is Level.QUESTION]
    assert (problem.asks, problem.value, problem.cell) == (Asks.CODE, "Email", "D1")
    assert codes(reading) == {None}
    declined = read_in(signed("before"), stage="pre", code_from=NO_CODE)
    assert not declined.stopped
    assert any("no column of participant codes" in p.message for p in declined.problems)


def test_the_same_address_gives_the_same_code_under_the_same_secret(
    instrument: Instrument, read_in: ReadIn
) -> None:
    before = codes(read_in(signed("before"), stage="pre", code_from="email"))
    after = codes(read_in(signed("after"), stage="post", code_from="Email"))
    assert before == after
    assert len(before) == 11
    other = read(
        [parse(signed("after"))], instrument, Choices(stage="post", code_from="Email"), salt="x"
    )
    assert not codes(other) & before


def test_without_a_secret_no_codes_are_made(instrument: Instrument) -> None:
    reading = read([parse(signed("before"))], instrument, Choices(stage="pre", code_from="Email"))
    assert [p.level for p in reading.problems if p.level is Level.ERROR] == [Level.ERROR]
    assert "example.org" not in repr(reading)


def test_anonymous_is_nobody(read_in: ReadIn) -> None:
    rows = export_rows("microsoft_forms.csv")
    at = rows[0].index("Your participant code")
    file = as_file([[cell for i, cell in enumerate(row) if i != at] for row in rows])
    reading = read_in(file, dates="month-first")
    assert Asks.CODE not in reading.asked("answers.csv")
    assert codes(reading) == {None}
    assert read_in(file, code_from="Email").sources[0].data["participant_code"].null_count == 22


def test_a_question_that_names_a_place_is_no_personal_column(read_in: ReadIn) -> None:
    text = b"Code,Role,Stage,Location,Experience\nM1,mentor,pre,Leeds,4\n"
    [source] = read_in(SourceFile("a.csv", text)).sources
    assert source.data["site"].to_pylist() == ["Leeds"]
