"""The blank template: what it offers, and that what is typed into it can be read."""

import io
from dataclasses import replace
from datetime import date

import openpyxl
import pytest

from rmdata.export.cells import VERSION
from rmdata.export.template import template_bytes
from rmdata.reading.opening.files import parse
from rmdata.reading.opening.sheets import SourceFile
from rmdata.reading.read import read
from rmdata.schema.instrument_file import load_instrument
from rmdata.schema.tables import declared_tables
from rmdata.schema.vocabulary import Choice, Instrument, Kind, Scale

INSTRUMENT = load_instrument()
# Words that an in-line list could not hold: commas, quotes, and more than 255 characters.
OTHER = replace(
    INSTRUMENT,
    id="other",
    scale=Scale(0, 3, ()),
    rated=INSTRUMENT.rated[:2],
    concerns=tuple(Choice(f"c{n}", f"A long concern, “{n}”, of many words") for n in range(12)),
)
SAMPLES = {
    Kind.TEXT: "001",
    Kind.CODE: "007",
    Kind.CODES: "007; 008",
    Kind.TAGS: "Handover; Clinics",
    Kind.NUMBER: 3.5,
    Kind.MINUTES: 45,
    Kind.DATE: date(2026, 3, 4),
    Kind.FREE_TEXT: "- well, it was good",
}


@pytest.fixture(scope="module", params=[INSTRUMENT, OTHER], ids=lambda i: i.id)
def instrument(request: pytest.FixtureRequest) -> Instrument:
    return request.param


@pytest.fixture
def book(instrument: Instrument) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(template_bytes(instrument)))


def checks_by_header(book: openpyxl.Workbook, title: str) -> dict[str, object]:
    sheet = book[title]
    headers = {cell.column_letter: cell.value for cell in sheet[1]}
    found = {}
    for check in sheet.data_validations.dataValidation:
        letter = str(check.sqref).split("2:")[0]
        assert str(check.sqref) == f"{letter}2:{letter}1001"
        found[headers[letter]] = check
    return found


def words_of(book: openpyxl.Workbook, check) -> list[str]:
    name, cells = check.formula1.split("!")
    return [row[0].value for row in book[name.strip("'")][cells.replace("$", "")]]


def test_the_headers_are_the_declared_ones_in_order(book, instrument):
    tables = declared_tables(instrument)
    titles = [table.title for table in tables]
    assert book.sheetnames == ["How to fill it in", *titles, "Allowed values"]
    for table in tables:
        header = book[table.title][1]
        assert [cell.value for cell in header] == [column.label for column in table.columns]
        assert all(cell.font.bold for cell in header)
        assert book[table.title].freeze_panes == "A2"


def test_every_column_has_its_check_and_its_hint(book, instrument):
    for table in declared_tables(instrument):
        checks = checks_by_header(book, table.title)
        for column in table.columns:
            check = checks[column.label]
            assert check.showInputMessage
            assert column.meaning[:40] in check.prompt
            assert len(check.promptTitle) <= 32
            assert len(check.prompt) <= 255
            assert len(check.error) <= 225
            assert len(check.formula1 or "") <= 255


def test_choices_are_offered_and_others_refused(book, instrument):
    for table in declared_tables(instrument):
        checks = checks_by_header(book, table.title)
        for column in table.columns:
            check = checks[column.label]
            if column.kind in (Kind.CHOICE, Kind.YES_NO, Kind.THEMES):
                assert check.type == "list"
                assert words_of(book, check) == [choice.label for choice in column.choices]
                assert not check.showDropDown  # the format's word for a hidden arrow
                assert check.showErrorMessage == (column.kind is not Kind.THEMES)


def test_required_columns_are_told_by_colour_hint_and_guide(book, instrument):
    guide = [row[0].value for row in book.worksheets[0].iter_rows()]
    for table in declared_tables(instrument):
        checks, required = checks_by_header(book, table.title), []
        for cell, column in zip(book[table.title][1], table.columns, strict=True):
            is_yellow = cell.fill.fgColor.rgb == "00FFF2CC"
            is_told = checks[column.label].prompt.startswith("Required in every row.")
            assert (is_yellow, is_told) == (column.required, column.required), column.label
            required += [column.label] if column.required else []
        told = f"{table.title}: every row needs {', '.join(required)}."
        assert (told in guide) == bool(required)


def test_words_stand_below_the_columns_they_are_for(book):
    said = [row[0].value for row in book["Allowed values"].iter_rows()]
    start = said.index("For Mode")
    assert said[start : start + 5] == ["For Mode", "In person", "Online", "Phone", None]


def test_ratings_and_dates_are_checked(book, instrument):
    checks = checks_by_header(book, "Questionnaires")
    rating = checks[instrument.rated[0].label]
    scale = instrument.scale
    assert (rating.type, rating.formula1, rating.formula2) == (
        "whole", str(scale.low), str(scale.high)
    )  # fmt: skip
    assert rating.showErrorMessage
    assert f"{scale.low} to {scale.high}" in rating.error
    day = checks["Completed on"]
    assert (day.type, day.formula1, day.formula2) == ("date", "18264", "73415")
    assert book["Questionnaires"].column_dimensions["F"].number_format == "dd/mm/yyyy"
    assert book["Questionnaires"].column_dimensions["C"].number_format == "@"


def test_the_template_says_which_version_made_it(book, instrument):
    stamp = f"rmdata {VERSION} for the instrument {instrument.id}"
    assert stamp in book.properties.subject
    assert any(stamp in str(cell.value) for cell in book.worksheets[0]["A"])


def typed(column, instrument: Instrument) -> object:
    if column.kind is Kind.RATING:
        return int(column.high)
    if column.kind is Kind.THEMES:
        return "; ".join(choice.label for choice in column.choices[:2])
    return column.choices[-1].label if column.choices else SAMPLES[column.kind]


def fill(book: openpyxl.Workbook, instrument: Instrument) -> bytes:
    """One row a table: the mentor 007, who met the mentee 008, each on every sheet."""
    mentor, mentee = (instrument.role(name).label for name in ("mentor", "mentee"))
    for table in declared_tables(instrument):
        for code, role in (("007", mentor), ("008", mentee)):
            known = {"participant_code": code, "role": role, "session_id": code}
            known |= {"mentor_code": "007", "mentee_code": "008"}
            row = [known.get(c.name, typed(c, instrument)) for c in table.columns]
            book[table.title].append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def test_a_filled_in_template_reads_back_without_a_problem(book, instrument):
    reading = read([parse(SourceFile("template.xlsx", fill(book, instrument)))], instrument)
    assert reading.problems == ()
    assert {source.table: source.n_rows for source in reading.sources} == {
        table.name: 2 for table in declared_tables(instrument)
    }
    assert reading.files[0].passed_over == ("How to fill it in", "Allowed values")
    first = {source.table: source.data.to_pylist()[0] for source in reading.sources}
    answers = first["questionnaires"]
    assert answers["participant_code"] == "007"
    assert answers["completed_on"] == date(2026, 3, 4)
    assert answers["stage"] == instrument.stages[-1].value
    assert answers["concerns"] == [choice.value for choice in instrument.concerns[:2]]
    assert answers[instrument.rated[0].id] == instrument.scale.high
    assert answers["would_recommend"] is False
    assert first["sessions"]["minutes"] == 45


def test_a_blank_template_holds_no_rows(instrument):
    reading = read([parse(SourceFile("template.xlsx", template_bytes(instrument)))], instrument)
    assert sum(source.n_rows for source in reading.sources) == 0
