"""The report as a Word document: the paragraphs and the main table, tables behind them."""

import io
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from rmdata.export.cells import VERSION
from rmdata.findings.finding import Finding, Table
from rmdata.findings.wording import written

if TYPE_CHECKING:
    from docx.document import Document as Opened


def report_bytes(
    report: Finding,
    about: Sequence[tuple[str, str]],
    today: date,
    annex: Sequence[Finding] = (),
) -> bytes:
    """A .docx of a report: its parts under headings, its main table, filters and version.

    ``about`` holds pairs of a name and a value, for instance the filters in force. ``annex`` are
    findings that are set out behind it in their order: title, sentences, table, basis and notes.
    """
    from docx import Document

    document = Document()
    document.core_properties.title = report.title
    document.core_properties.author = "rmdata"
    for part in report.table.records():
        document.add_heading(part["part"], level=1)
        for paragraph in part["text"].split("\n\n"):
            document.add_paragraph(paragraph)
    document.add_heading("Main table", level=1)
    _grid(document, report.details)
    if annex:
        document.add_heading("Annex", level=1)
    for finding in annex:
        _set_out(document, finding)
    document.add_heading("Where this comes from", level=1)
    for name, value in (*about, ("Made on", f"{today:%d/%m/%Y}"), ("Version", VERSION)):
        document.add_paragraph(f"{name}: {value}")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _set_out(document: "Opened", finding: Finding) -> None:
    """One finding: what it says, its figures, and on what they rest."""
    document.add_heading(finding.title, level=2)
    for sentence in finding.sentences:
        document.add_paragraph(sentence)
    if not finding.is_empty:
        _grid(document, finding.table)
    for line in (finding.basis, *finding.notes):
        if line:
            document.add_paragraph(line)


def _grid(document: "Opened", table: Table) -> None:
    grid = document.add_table(rows=1, cols=len(table.fields))
    grid.style = "Light Grid Accent 1"
    for cell, field in zip(grid.rows[0].cells, table.fields, strict=True):
        cell.text = field.label
    for row in table.rows:
        for cell, value, field in zip(grid.add_row().cells, row, table.fields, strict=True):
            cell.text = written(value, field.form)
