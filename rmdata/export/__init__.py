"""What people take away: tables, the blank template, the data dictionary, their own file back."""

from rmdata.export.annotated import annotated_name
from rmdata.export.annotating import file_back
from rmdata.export.dictionary import data_dictionary
from rmdata.export.file_names import file_name
from rmdata.export.person import person_bytes
from rmdata.export.report import report_bytes
from rmdata.export.shown_keys import shown_keys
from rmdata.export.template import template_bytes
from rmdata.export.text_files import csv_bytes
from rmdata.export.version import VERSION
from rmdata.export.workbook import workbook_bytes

__all__ = [
    "VERSION",
    "annotated_name",
    "csv_bytes",
    "data_dictionary",
    "file_back",
    "file_name",
    "person_bytes",
    "report_bytes",
    "shown_keys",
    "template_bytes",
    "workbook_bytes",
]
