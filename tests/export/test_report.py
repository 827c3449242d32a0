"""The Word document: the paragraphs and the main table as the finding has them."""

import io
from datetime import date
from typing import Any

import pytest
from docx import Document

from rmdata.export.cells import VERSION
from rmdata.export.report import report_bytes
from rmdata.findings.finding import Field, Finding, Form, Table

PARTS = Table(
    (Field("part", "Part"), Field("text", "Text")),
    (("Methods", "How it was done."), ("Results", "Five rose."), ("Board", "It worked.")),
)
MAIN = Table(
    (
        Field("label", "Domain"),
        Field("n_up", "Rose", Form.COUNT),
        Field("share", "Share", Form.SHARE),
        Field("p", "Exact p", Form.P),
    ),
    (("Strengths", 1250, 0.25, 0.0312), ("Total", 7, None, 0.00001)),
)
REPORT = Finding("report", "Ready to copy", PARTS, basis="North.", details=MAIN)
ABOUT = (("Programme", "North"), ("Filters", "Site: Leeds"))


@pytest.fixture(scope="module")
def document() -> Any:
    return Document(io.BytesIO(report_bytes(REPORT, ABOUT, date(2026, 11, 2))))


def test_every_part_stands_under_its_heading_in_order(document: Any) -> None:
    told = [(p.style.name, p.text) for p in document.paragraphs]
    assert told == [
        ("Heading 1", "Methods"),
        ("Normal", "How it was done."),
        ("Heading 1", "Results"),
        ("Normal", "Five rose."),
        ("Heading 1", "Board"),
        ("Normal", "It worked."),
        ("Heading 1", "Main table"),
        ("Heading 1", "Where this comes from"),
        ("Normal", "Programme: North"),
        ("Normal", "Filters: Site: Leeds"),
        ("Normal", "Made on: 02/11/2026"),
        ("Normal", f"Version: {VERSION}"),
    ]


def test_the_main_table_has_its_labels_and_every_row_as_it_is_written(document: Any) -> None:
    [grid] = document.tables
    assert [[cell.text for cell in row.cells] for row in grid.rows] == [
        ["Domain", "Rose", "Share", "Exact p"],
        ["Strengths", "1,250", "25%", "0.0312"],
        ["Total", "7", "–", "< 0.001"],
    ]


def test_the_document_says_what_it_is_called_and_who_made_it(document: Any) -> None:
    properties = document.core_properties
    assert (properties.title, properties.author) == ("Ready to copy", "rmdata")


def test_an_annex_stands_behind_the_main_table_finding_by_finding() -> None:
    """A list of two items, and one that there is nothing to say of."""
    fields = (Field("number", "Item"), Field("answer", "Answer"), Field("most", "Of", Form.SCORE))
    full = Finding(
        "list",
        "A list",
        Table(fields, (("1", "Yes.", 3.0), ("2", "Not stated: the title.", 1.5))),
        basis="Source: a paper.",
        sentences=("It is no test.",),
        notes=("Site: Leeds",),
    )
    annex = (full, Finding("other", "Nothing to score."))
    made = Document(io.BytesIO(report_bytes(REPORT, ABOUT, date(2026, 11, 2), annex)))
    told = [(p.style.name, p.text) for p in made.paragraphs]
    first = told.index(("Heading 1", "Annex"))
    assert told[first - 1] == ("Heading 1", "Main table")
    assert told[first + 1 : first + 7] == [
        ("Heading 2", "A list"),
        ("Normal", "It is no test."),
        ("Normal", "Source: a paper."),
        ("Normal", "Site: Leeds"),
        ("Heading 2", "Nothing to score."),
        ("Heading 1", "Where this comes from"),
    ]
    assert len(made.tables) == 2
    assert [[cell.text for cell in row.cells] for row in made.tables[1].rows] == [
        ["Item", "Answer", "Of"],
        ["1", "Yes.", "3"],
        ["2", "Not stated: the title.", "1.5"],
    ]
