"""What is taken away comes back: the product's own tables, read by its own reader."""

import random
from collections.abc import Callable
from datetime import date

import pytest

from rmdata.export.tables import csv_bytes, workbook_bytes
from rmdata.findings.data import rows
from rmdata.findings.evidence import Evidence, Selection
from rmdata.findings.finding import Field, Table
from rmdata.reading.opening.files import parse
from rmdata.reading.opening.limits import COMMAND_LINE
from rmdata.reading.opening.sheets import SourceFile
from rmdata.reading.read import read
from rmdata.reading.understood import Reading
from rmdata.schema.vocabulary import Instrument
from rmdata.store.store import Store
from tests.conftest import saved

N_PROGRAMMES, N_A_FILE = 200, 20
# How a text may begin: as a formula, guarded already, after blanks that a person does not see.
BEGINNINGS = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\u200b=", "\ufeff-", "'", "''", "'=", "''=",
              "'''@", "'+", "' =", "'\t=", "'\n-", "'\u200b=", "\u2019=", "\"=", "_x003D_", "#N/A",
              "")  # fmt: skip
ENDINGS = ("1+1", "SUM(A1)", "really, I was", "two\nlines", "so-so;", "'", '"quoted"', "Café", "=")
Typed = dict[tuple[str, str], str]


def typed(about: random.Random) -> str:
    return about.choice(BEGINNINGS) + about.choice(ENDINGS) + about.choice(BEGINNINGS).strip()


def programmes() -> tuple[list[dict[str, object]], Typed]:
    """One questionnaire for each of three people of 200 programmes, and what each wrote."""
    about = random.Random(20_26)
    answers, wrote = [], {}
    for n in range(N_PROGRAMMES):
        programme = f"{about.choice(('=', '+', '@', 'P'))}{n}"
        for code in ("=1", "-2", f"C{n}"):
            text = typed(about)
            wrote[programme, code] = text.strip()
            answers.append({
                "Programme": programme, "Participant code": code, "Role": "mentor",
                "Stage": "pre", "Completed on": date(2025, 3, 3), "Experience": 4,
                "Cohort": about.choice(("@24", "2024")), "Concerns": "+what; -if",
                "Concerns in your own words": text,
            })  # fmt: skip
    return answers, wrote


@pytest.fixture(scope="module")
def wrote() -> Typed:
    return programmes()[1]


@pytest.fixture(scope="module")
def filled(instrument: Instrument) -> Store:
    import openpyxl

    book = openpyxl.Workbook()
    answers, _ = programmes()
    book.worksheets[0].append(list(answers[0]))
    for answer in answers:
        book.worksheets[0].append(list(answer.values()))
        for cell in book.worksheets[0][book.worksheets[0].max_row]:
            if isinstance(cell.value, str):
                # Openpyxl writes it as it stands; Excel and its readers take _x003D_ for a mark.
                cell.value = cell.value.replace("_x003D_", "_x005F_x003D_")
                cell.data_type = "s"
    store = Store(None, instrument)
    reading = read([parse(SourceFile("typed.xlsx", saved(book)))], instrument)
    assert not reading.stopped
    store.load(reading)
    return store


def as_csv(table: Table) -> SourceFile:
    return SourceFile("rows.csv", csv_bytes(table))


def as_workbook(table: Table) -> SourceFile:
    return SourceFile("rows.xlsx", workbook_bytes({"Questionnaires": table}, (("=1", "'=2"),)))


@pytest.mark.parametrize("made", [as_csv, as_workbook])
def test_what_was_typed_is_the_same_after_a_download_and_an_upload(
    made: Callable[[Table], SourceFile], filled: Store, wrote: Typed, instrument: Instrument
) -> None:
    evidence, back = Evidence(filled), {}
    names = sorted({programme for programme, _ in wrote})
    for at in range(0, len(names), N_A_FILE):
        tables = [
            rows.rows(evidence, Selection(name), "questionnaires", free_text=True).table
            for name in names[at : at + N_A_FILE]
        ]
        table = Table(tables[0].fields, tuple(row for each in tables for row in each.rows))
        reading: Reading = read([parse(made(table), COMMAND_LINE)], instrument)
        assert not reading.stopped, reading.problems
        [source] = reading.sources
        for row in source.data.to_pylist():
            back[row["programme"], row["participant_code"]] = row["concerns_text"]
            assert row["cohort"] in ("@24", "2024")
            assert row["concerns"] == ["+what", "-if"]
    assert back == wrote


CELLS = ["=1", "'=1", "''=1", "'", "'it", "''", " '=1", "' =1", "'\t", "-", "'-", "\uff1d1",
         "_x0041_", "_x005F_", "a_x000D_b"]  # fmt: skip


@pytest.mark.parametrize("made", [as_csv, as_workbook])
def test_a_header_and_any_cell_come_back(made: Callable[[Table], SourceFile]) -> None:
    table = Table(tuple(Field(str(n), text) for n, text in enumerate(CELLS)), (tuple(CELLS),))
    sheet = parse(made(table)).sheets[-1]
    assert [column[:2] for column in sheet.columns.values()] == [[text, text] for text in CELLS]


def test_another_programs_guard_is_taken_off_and_another_apostrophe_is_not() -> None:
    file = SourceFile("a.csv", b"'=1,'twas,'-,''+2,'\n")
    [sheet] = parse(file).sheets
    assert [column[0] for column in sheet.columns.values()] == ["=1", "'twas", "-", "'+2", "'"]
