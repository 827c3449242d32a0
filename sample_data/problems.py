"""A small invented workbook with one of each kind of problem, and where each stands."""

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from sheets import (
    DOMAINS,
    NONE_OF_THESE,
    PARTICIPANT_HEADERS,
    QUESTIONNAIRE_HEADERS,
    SESSION_HEADERS,
    Cell,
    Row,
    Table,
    add_listing,
    add_table,
    column_letter,
    new_workbook,
)

COMMON: Row = {"Programme": "Problem workbook (invented)", "Cohort": "2025"}
ABOUT = """\
Problem workbook: invented rows

Every row is invented. Each kind of problem that a workbook can bring is planted once; the table
below lists where.
"""
TOTAL, NEWSLETTER = "Total", "Newsletter"
HEADERS = {
    "Questionnaires": (*QUESTIONNAIRE_HEADERS, TOTAL),
    "Sessions": SESSION_HEADERS,
    "Participants": (*PARTICIPANT_HEADERS, NEWSLETTER),
}
HIDDEN_SHEET = Table(
    "Old list",
    ("Participant code", "Note"),
    [{"Participant code": "M01", "Note": "moved"}, {"Participant code": "E02", "Note": "asked"}],
)
FIRST_ROW = 2

SITES = {
    "M01": "Leeds",
    "M02": "York",
    "M03": "Leeds",
    "M04": "York",
    "M05": "Leeds",
    "E01": "Leeds",
    "E02": "York",
    "E03": "Leeds",
}
ANSWERED_ONCE = "M05"
# M01 after the programme, with the second answer.
CHANGED_TOTAL = 25
# Before and after, in the order of SITES; M05 answered before only.
BEFORE = ("3334323", "2343332", "3433423", "2334332", "3343332", "4434343", "3443434", "4343443")
AFTER = ("4444434", "3444343", "4444433", "3444443", "", "4444444", "4444444", "4444454")
CONCERNS = ("Hierarchical difference", "Lack of time", "Confidentiality", NONE_OF_THESE)
MATCHES = (("M01", "E01"), ("M02", "E02"), ("M03", "E03"), ("M04", "E02"), ("M05", "E01"))
N_SESSIONS = 14
LENGTHS = (45, 40, 60, 30, 50)
DECLINED = ("M06", "M07", "E04", "E05")
EMAIL_CODE, NAME_CODE, SILENT_CODE = "mentor8@example.org", "Alex Example", "M99"


@dataclass(frozen=True)
class Problem:
    """What is typed where, and why it is a problem. Keep: the cell is right as it stands."""

    sheet: str
    row: int
    header: str
    what: str
    value: Cell = None
    keep: bool = False

    @property
    def cell(self) -> str:
        """The address; for a whole column its header, for a whole sheet nothing."""
        if not self.header:
            return ""
        return f"{column_letter(HEADERS[self.sheet], self.header)}{self.row}"


PROBLEMS = (
    Problem("Questionnaires", 3, "Approachability", "Score 6 on a scale of 1 to 5", 6),
    Problem("Questionnaires", 5, "Concerns", "Unknown theme: Parking", "Lack of time; Parking"),
    Problem("Questionnaires", 6, "Role", 'Unknown role "guest"', "guest"),
    Problem("Questionnaires", 11, "Strengths", 'Text in a score: "good"', "good"),
    Problem("Questionnaires", 12, "Stage", 'Unknown stage "middle"', "middle"),
    Problem("Questionnaires", 13, TOTAL, "Total disagrees with its domains (26)", 31),
    Problem("Questionnaires", 16, "Stage", "Stage is blank"),
    Problem(
        "Questionnaires",
        17,
        "Clinical practice",
        "M01, post, a second time with another answer (2; row 10 says 4)",
        2,
    ),
    Problem(
        "Questionnaires",
        18,
        "Participant code",
        "E01, pre, a second time; the whole row is identical to row 7",
        keep=True,
    ),
    Problem("Questionnaires", 19, "Participant code", "Code looks like an e-mail", EMAIL_CODE),
    Problem("Sessions", 4, "Date", "Impossible date, as text", "31/02/2025"),
    Problem("Sessions", 6, "Minutes", 'Text in a number: "about 45"', "about 45"),
    Problem("Sessions", 8, "Mentor code", "Mentor code is blank"),
    Problem("Sessions", 11, "Mentor code", "M99 answered nothing, was not invited", SILENT_CODE),
    Problem(
        "Participants",
        10,
        "Participant code",
        "M02 a second time with another site (Hull; row 3 says York)",
        keep=True,
    ),
    Problem("Participants", 15, "Participant code", "Code looks like a full name", NAME_CODE),
    Problem("Participants", 1, NEWSLETTER, "Unknown extra column", keep=True),
    Problem(HIDDEN_SHEET.name, 1, "", "The sheet is hidden"),
)


def role_of(code: str) -> str:
    """Mentor codes begin with M, mentee codes with E."""
    return "mentee" if code.startswith("E") else "mentor"


def answered(code: str, stage: str, digits: str, on: date) -> Row:
    """One questionnaire; every digit is the score of one domain."""
    scores = [int(digit) for digit in digits]
    person: Row = {"Participant code": code, "Role": role_of(code), "Specialty": "Medicine"}
    rest: Row = {"Stage": stage, "Completed on": on, "Understanding of role": scores[0]}
    domains: dict[str, Cell] = dict(zip(DOMAINS, scores, strict=True))
    return COMMON | person | {"Site": SITES[code], TOTAL: sum(scores)} | rest | domains


def before(number: int, code: str) -> Row:
    """One person before the programme."""
    row = answered(code, "pre", BEFORE[number], date(2025, 2, 3 + number % 5))
    return row | {"Concerns": CONCERNS[number % len(CONCERNS)]}


def after(number: int, code: str) -> Row:
    """One person after the programme."""
    return answered(code, "post", AFTER[number], date(2025, 10, 6 + number % 5)) | {
        "Concerns that happened": NONE_OF_THESE,
        "Benefited": "yes",
        "Benefits": "Better communication",
        "Experience": 4 + number % 2,
        "Would recommend": "yes",
        "Time devoted": "about right",
        "Relationship harmed": "no",
    }


def questionnaires() -> list[Row]:
    """Everybody before and after, two rows again, and one person with an odd code."""
    rows = [before(i, code) for i, code in enumerate(SITES)]
    rows += [after(i, code) for i, code in enumerate(SITES) if code != ANSWERED_ONCE]
    first_after = len(SITES)
    rows += [dict(rows[first_after]), dict(rows[5]), dict(rows[1])]
    for row in (rows[1], rows[9]):
        row[TOTAL] = None
    rows[-3][TOTAL] = CHANGED_TOTAL
    return rows


def session(number: int) -> Row:
    """One held session."""
    mentor, mentee = MATCHES[number % len(MATCHES)]
    return COMMON | {
        "Session id": f"S{number + 1:02d}",
        "Mentor code": mentor,
        "Mentee code": mentee,
        "Date": date(2025, 3, 3) + timedelta(weeks=number),
        "Minutes": LENGTHS[number % len(LENGTHS)],
        "Mode": ("in person", "online")[number % 2],
        "Kind": "one-to-one",
        "Format": "informal",
        "Mentor rating": 4,
        "Mentee rating": 4 + number % 2,
        "Topics": "Feedback",
        "Status": "held",
        "Site": SITES[mentor],
    }


def participant(code: str, site: str, *, agreed: bool = True) -> Row:
    """One person invited."""
    return COMMON | {
        "Participant code": code,
        "Role": role_of(code),
        "Site": site,
        "Specialty": "Medicine",
        "Grade": "Registrar" if role_of(code) == "mentor" else "Consultant",
        "Years in post": 4 if role_of(code) == "mentor" else 12,
        "Sex": "female" if code[-1] in "135" else "male",
        "Age band": "31-40" if role_of(code) == "mentor" else "45-54",
        "How recruited": "Volunteered",
        "How matched": "By preference" if agreed else None,
        "Invited on": date(2025, 1, 13),
        "Agreed on": date(2025, 1, 20) if agreed else None,
        NEWSLETTER: "yes",
    }


def participants() -> list[Row]:
    """Everybody who answered, one of them twice, and some who declined."""
    rows = [participant(code, site) for code, site in SITES.items()]
    rows.append(participant("M02", "Hull"))
    return rows + [participant(code, "Leeds", agreed=False) for code in (*DECLINED, "M08")]


def plant(sheet: str, rows: list[Row]) -> list[Row]:
    """Put the problems of one sheet into its rows."""
    for problem in PROBLEMS:
        if problem.sheet == sheet and not problem.keep:
            rows[problem.row - FIRST_ROW][problem.header] = problem.value
    return rows


def save(path: Path) -> None:
    """Write the workbook with its hidden sheet."""
    workbook = new_workbook(ABOUT)
    listed = [(problem.what, problem.sheet, problem.cell) for problem in PROBLEMS]
    add_listing(workbook, ("What it is", "Sheet", "Cell"), listed)
    rows = {
        "Questionnaires": questionnaires(),
        "Sessions": [session(number) for number in range(N_SESSIONS)],
        "Participants": participants(),
    }
    for name, headers in HEADERS.items():
        add_table(workbook, Table(name, headers, plant(name, rows[name])))
    add_table(workbook, HIDDEN_SHEET).sheet_state = "hidden"
    workbook.save(path)
