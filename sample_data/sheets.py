"""The template's three sheets, and how a sample workbook is written."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

Cell = str | int | date | None
Row = dict[str, Cell]

DOMAINS = (
    "Clinical practice",
    "Approach to juniors",
    "Approachability",
    "Use of technology",
    "Time management",
    "Strengths",
    "Areas for improvement",
)
QUESTIONNAIRE_HEADERS = (
    "Programme",
    "Cohort",
    "Participant code",
    "Role",
    "Stage",
    "Completed on",
    "Site",
    "Specialty",
    *DOMAINS,
    "Understanding of role",
    "Concerns",
    "Concerns in your own words",
    "Concerns that happened",
    "Benefited",
    "Benefits",
    "Benefits in your own words",
    "Experience",
    "Would recommend",
    "Time devoted",
    "Relationship harmed",
)
SESSION_HEADERS = (
    "Programme",
    "Cohort",
    "Session id",
    "Mentor code",
    "Mentee code",
    "Date",
    "Minutes",
    "Mode",
    "Kind",
    "Format",
    "Mentor rating",
    "Mentee rating",
    "Topics",
    "Status",
    "Site",
)
PARTICIPANT_HEADERS = (
    "Programme",
    "Cohort",
    "Participant code",
    "Role",
    "Site",
    "Specialty",
    "Grade",
    "Years in post",
    "Sex",
    "Age band",
    "How recruited",
    "How matched",
    "Invited on",
    "Agreed on",
    "Left on",
    "Reason for leaving",
)

ABOUT_TITLE = "About"
DATE_FORMAT = "dd/mm/yyyy"
NARROWEST, WIDEST, ABOUT_WIDTH, LISTED_WIDTH = 10, 48, 100, 18
NONE_OF_THESE = "None of these"


@dataclass(frozen=True)
class Table:
    """One sheet: its name, its headers in order, its rows."""

    name: str
    headers: Sequence[str]
    rows: Sequence[Row]


def standard_tables(
    questionnaires: Sequence[Row], sessions: Sequence[Row], participants: Sequence[Row]
) -> list[Table]:
    """The three sheets of the template, in its order."""
    return [
        Table("Questionnaires", QUESTIONNAIRE_HEADERS, questionnaires),
        Table("Sessions", SESSION_HEADERS, sessions),
        Table("Participants", PARTICIPANT_HEADERS, participants),
    ]


def joined(labels: Iterable[str]) -> str:
    """Several labels or codes in one cell."""
    return "; ".join(labels)


def column_letter(headers: Sequence[str], header: str) -> str:
    """Where a header stands."""
    return str(get_column_letter(headers.index(header) + 1))


def new_workbook(about: str) -> Workbook:
    """A workbook whose first sheet says what it is: one row for each paragraph."""
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = ABOUT_TITLE
    for paragraph in about.split("\n\n"):
        sheet.append([" ".join(paragraph.split())])
    for (cell,) in sheet.iter_rows(max_col=1):
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet["A1"].font = Font(bold=True)
    sheet.column_dimensions["A"].width = ABOUT_WIDTH
    return workbook


def add_table(workbook: Workbook, table: Table) -> Worksheet:
    """Write one sheet: bold frozen headers, true dates, readable widths."""
    sheet = workbook.create_sheet(table.name)
    sheet.append(list(table.headers))
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    sheet.freeze_panes = "A2"
    for row in table.rows:
        unknown = set(row) - set(table.headers)
        if unknown:
            raise KeyError(f"{table.name} has no column {sorted(unknown)}")
        sheet.append([row.get(header) for header in table.headers])
    format_columns(sheet)
    return sheet


def format_columns(sheet: Worksheet) -> None:
    """Show dates as in the template; widen each column to what it holds."""
    for number, column in enumerate(sheet.iter_cols(), start=1):
        longest = NARROWEST
        for cell in column:
            if isinstance(cell.value, date):
                cell.number_format = DATE_FORMAT
            elif cell.value is not None:
                longest = max(longest, len(str(cell.value)))
        sheet.column_dimensions[get_column_letter(number)].width = min(longest + 2, WIDEST)


def add_listing(workbook: Workbook, headers: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """A small list below the words of the sheet About."""
    sheet = workbook[ABOUT_TITLE]
    sheet.append([])
    sheet.append(list(headers))
    for cell in sheet[sheet.max_row]:
        cell.font = Font(bold=True)
    for row in rows:
        sheet.append(list(row))
    sheet.column_dimensions["B"].width = LISTED_WIDTH


def save(path: Path, about: str, tables: Sequence[Table]) -> None:
    """Write a whole sample workbook."""
    workbook = new_workbook(about)
    for table in tables:
        add_table(workbook, table)
    workbook.save(path)
