"""The report as a Word document: the paragraphs and the main table."""

import io
from collections.abc import Sequence
from datetime import date

from rmdata.export.version import VERSION
from rmdata.findings import Finding
from rmdata.findings.words import written


def report_bytes(report: Finding, about: Sequence[tuple[str, str]], today: date) -> bytes:
    """A .docx of a report: its parts under headings, its main table, filters and version.

    ``about`` holds pairs of a name and a value, for instance the filters in force.
    """
    from docx import Document

    document = Document()
    document.core_properties.title = report.title
    document.core_properties.author = "rmdata"
    for part in report.table.records():
        document.add_heading(part["part"], level=1)
        document.add_paragraph(part["text"])
    document.add_heading("Main table", level=1)
    fields = report.details.fields
    grid = document.add_table(rows=1, cols=len(fields))
    grid.style = "Light Grid Accent 1"
    for cell, field in zip(grid.rows[0].cells, fields, strict=True):
        cell.text = field.label
    for row in report.details.rows:
        for cell, value, field in zip(grid.add_row().cells, row, fields, strict=True):
            cell.text = written(value, field.form)
    document.add_heading("Where this comes from", level=1)
    for name, value in (*about, ("Made on", f"{today:%d/%m/%Y}"), ("Version", VERSION)):
        document.add_paragraph(f"{name}: {value}")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()
