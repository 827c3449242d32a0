"""A small programme that can be counted by hand, and another one beside it with other numbers.

What the tests of this room expect was counted on these tables with a pencil. Every row has a
number, so that a count can say which rows it is over. In "Rated" stand the answers to the seven
domains (the sixth is "Strengths") and, last, to the understanding of the role; a dot is blank.

Who is who: A1 of 2024 and A1 of 2025 are two people, and so is A1 of the other programme. A7 and
B5 stand in sessions alone, A6 and B4 also in questionnaires. The role of X1 stands nowhere. A6 is
a6 in one questionnaire and B3 is B-3 among the participants; somebody joined both.
"""

from collections.abc import Iterator
from typing import Any

from rmdata.schema.vocabulary import Instrument
from rmdata.store.results import Decision

Row = dict[str, Any]

OURS, THEIRS = "Ours", "Theirs"

PARTICIPANTS = """
No | Cohort | Code | Role | Site | Specialty | Grade | Sex | Age | How | Invited | Agreed | Left
p1 | 2024 | A1  | mentor | Leeds | Surgery  | ST5  | F | 31-40 | asked | 01-06 | 01-09 |
p2 | 2024 | A2  | mentor | York  | Medicine | ST3  | M | 31-40 | poster | 01-06 | 01-08 | 05-01
p3 | 2024 | A3  | mentor | Leeds | Medicine | ST3  | F |       |       | 01-06 |       |
p4 | 2024 | B1  | mentee | York  | Surgery  | Cons | M | 51-60 | asked | 01-07 | 01-20 |
p5 | 2024 | B2  | mentee |       | Surgery  | Cons | F |       |       | 01-07 | 01-14 |
p6 | 2025 | A1  | mentor | York  | Medicine | ST4  | M | 31-40 |       | 01-08 | 01-10 |
p7 | 2025 | A4  | mentor | York  | Surgery  | ST6  |   |       |       | 01-08 | 01-12 |
p8 | 2025 | A5  | mentor | Leeds | Surgery  | ST6  | F |       |       | 01-08 |       |
p9 | 2025 | B-3 | mentee | Leeds | Medicine | Cons | F |       | asked |       | 01-11 |
p0 | 2025 | X1  |        | York  | Medicine | ST7  | M | 31-40 |       | 01-08 | 01-13 |
"""
THEIR_PARTICIPANTS = """
No | Cohort | Code | Role | Site | Specialty | Grade | Sex | Invited | Agreed
t1 | 2024 | A1 | mentor | Leeds | Surgery  | FY2  | F | 02-01 | 02-03
t2 | 2024 | B1 | mentee | York  | Medicine | Cons |   |       | 02-05
t3 | 2025 | A9 | mentor | York  | Surgery  | FY1  | M | 02-01 | 02-04
"""
# More about the participants; p5, p0 and t3 said why they left, and no day of it is known.
POSTS = """
No | Years | Matched | Reason
p1 | 2    | interests |
p2 | 1.5  | site      | moved
p3 | 4    | site      |
p4 | 12   | interests |
p5 |      | by chance | no time
p6 | 2    | site      |
p7 | 3    |           |
p8 | 6    |           |
p9 | 20.5 | interests |
p0 | 9    | by chance | moved
t1 | 1    | theirs    |
t2 | 30   |           |
t3 | 0    | theirs    | theirs
"""

QUESTIONNAIRES = """
No  | Cohort | Code | Role | Stage | Completed | Site | Specialty | Rated
q1  | 2024 | A1 | mentor | pre       | 03-01 |       |          | 22222123
q2  | 2024 | A1 | mentor | post      | 06-10 |       |          | 33333434
q3  | 2024 | A1 | mentor | follow-up | 09-01 |       |          | 44444545
q4  | 2024 | A2 | mentor | pre       | 03-02 |       |          | 3333333.
q5  | 2024 | B1 | mentee | pre       | 03-04 |       |          | 44444444
q6  | 2024 | B1 | mentee | post      | 06-11 |       |          | 4444432.
q7  | 2024 | B2 | mentee | pre       | 03-05 |       |          | 5555.555
q8  | 2024 | B4 | mentee | post      | 06-12 | York  |          | 5555522.
q9  | 2024 |    | mentor | pre       | 03-03 | Leeds | Surgery  | 3333333.
q10 | 2024 |    | mentor | pre       | 03-03 | Leeds |          | .....2..
q11 | 2024 |    | mentor | post      | 06-13 | Leeds | Surgery  | 5555555.
q12 | 2025 | A1 | mentor | pre       | 03-20 |       |          | 23232323
q13 | 2025 | A1 | mentor | post      | 07-01 |       |          | 3434343.
q14 | 2025 | A4 | mentor | pre       | 03-21 |       |          | 1212121.
q15 | 2025 | A6 | mentor | pre       | 03-22 | Leeds | Medicine | .....3..
q16 | 2025 | a6 | mentor | post      | 07-02 | Leeds | Medicine | 4444454.
q17 | 2025 | B3 | mentee | pre       | 03-23 |       |          | 3535353.
q18 | 2025 | B3 | mentee | follow-up | 09-20 |       |          | 5353535.
q19 | 2025 | X1 |        | pre       | 03-24 |       |          | 22222222
q20 | 2025 | X1 |        | post      | 03-23 |       |          | 33333333
q21 | 2025 |    | mentee | post      | 07-04 | York  | Medicine | .....4.4
"""
THEIR_QUESTIONNAIRES = """
No | Cohort | Code | Role | Stage | Completed | Rated
u1 | 2024 | A1 | mentor | pre  | 04-01 | 2121212.
u2 | 2024 | A1 | mentor | post | 05-01 | 5454545.
u3 | 2024 | B1 | mentee | pre  | 04-02 | 4343434.
u4 | 2024 | B1 | mentee | post | 04-30 | 3333353.
"""

THEMES = """
No  | Concerns | Happened | Benefits
q1  | Lack of time; Confidentiality | |
q2  | Hierarchical difference | Lack of time | Self-awareness; Leadership skills
q3  | | Confidentiality | None of these
q4  | None of these | |
q5  | Lack of time | |
q6  | | None of these | Better communication
q8  | | | Self-awareness
q9  | Confidentiality | |
q11 | | Lack of time |
q12 | Hierarchical difference | |
q13 | | Hierarchical difference; Lack of time |
q14 | Lack of time | |
q15 | Lack of time | |
q16 | | | Leadership skills
q17 | Confidentiality | |
q18 | | Confidentiality |
q19 | Lack of time | |
q20 | | Lack of time |
q21 | | | None of these
u1  | Confidentiality | |
u2  | | Lack of time | More confidence
u3  | Lack of time | |
u4  | | Lack of time |
"""
OPINIONS = """
No  | Harmed | Benefited | Recommend | Time devoted | Experience
q2  | no  | yes | yes | about right | 5
q3  |     |     |     |             | 3
q6  | yes | yes | no  | too little  | 2
q8  |     | no  |     |             | 1
q11 |     | yes | yes |             | 4
q13 |     |     | yes | too much    | 4
q16 |     | no  |     |             |
q18 |     |     | yes |             | 4
q20 |     | yes |     |             | 5
q21 | no  | no  |     |             | 2
u2  |     | yes |     |             | 1
u4  |     |     |     |             | 3
"""
OWN_WORDS = """
No  | Concerns text | Benefits text
q1  | Too busy |
q2  | | I listen more
q7  | Who reads this? |
q11 | | Good talks
q17 | Gossip |
q19 | No role |
q21 | | Not much
u1  | From the others |
"""

SESSIONS = """
No  | Cohort | Mentor | Mentee | Date | Minutes | Mode | Kind | Format | Status | Site | Topics
s1  | 2024 | A1     | B1     | 03-03 | 45 | in person | one-to-one | informal | held |  | rota;exams
s2  | 2024 | A1     | B1     | 03-17 | 30 | online    | one-to-one | structured |  |  | exams
s3  | 2024 | A1     | B1     | 04-07 |    | in person | one-to-one |  | cancelled |  |
s4  | 2024 | A1     | B1     | 04-14 | 60 | in person | one-to-one |  | held | York |
s5  | 2024 | A1     | B1     | 07-01 | 45 | online    | one-to-one |  | planned |  |
s6  | 2024 | A2     | B1     | 03-10 | 50 | phone     | one-to-one |  | held |  | rota
s7  | 2024 | A2     | B4     | 04-02 | 30 | in person | one-to-one |  | cancelled |  | exams
s8  | 2024 | A1; A2 | B4     | 05-05 | 40 | in person | group      |  | held |  |
s9  | 2025 | A1     | B3     | 04-01 | 20 | phone     | one-to-one |  | held |  |
s10 | 2025 | A1     | B3     | 04-20 | 25 | online    | support    |  | held |  | careers
s11 | 2025 | A4     | B3     | 07-08 | 30 | online    | one-to-one |  | planned |  |
s12 | 2025 | A7     | B3     | 05-06 |    | in person | one-to-one |  | held |  |
s13 | 2025 | A6     | B3; B5 | 05-20 | 35 | in person | group      | structured | held |  | rota
"""
# How both sides rated a session; s3 was cancelled.
RATINGS = """
No  | Mentor rating | Mentee rating
s1  | 5 | 4
s2  | 4 |
s3  | 1 | 1
s4  | 5 | 3
s8  | 3 | 5
s9  | 4 | 2
s10 | 2 |
s13 |   | 4
v1  | 1 | 1
v2  |   | 2
"""
THEIR_SESSIONS = """
No | Cohort | Mentor | Mentee | Date | Minutes | Mode | Kind | Format | Status | Topics
v1 | 2024 | A1 | B1 | 03-05 | 15 | phone | one-to-one | informal | held | theirs
v2 | 2024 | A1 | B1 | 03-12 | 20 | phone | one-to-one |          | held |
v3 | 2024 | A1 | B1 | 07-05 | 20 | phone | one-to-one |          | planned |
"""

# Two codes on which somebody decided: whether they are one person's; the last one was undone.
DECISIONS = (
    (Decision(OURS, "2025", "a6", "A6"), True),
    (Decision(OURS, "2025", "B-3", "B3"), True),
    (Decision(OURS, "2024", "A2", "A3"), False),
    (Decision(THEIRS, "2024", "A1", "B1"), False),
    (Decision(OURS, "2024", "A3", "A2"), True),
)

# What was declared, in this order: cohort, name, value; a blank value takes the setting back.
SETTINGS = (
    (OURS, "2024", "last_day", "2025-08-31"),
    (OURS, None, "primary_outcome", "mentor total"),
    (THEIRS, None, "primary_outcome", "mentee total"),
    (OURS, "2025", "last_day", "2025-10-31"),
    (OURS, "2024", "last_day", "2025-09-30"),
    (OURS, None, "primary_outcome", None),
    (OURS, "2025", "after_due", "2025-10-15"),
)

HEADERS = {
    "Code": "Participant code",
    "Age": "Age band",
    "How": "How recruited",
    "Invited": "Invited on",
    "Agreed": "Agreed on",
    "Left": "Left on",
    "Years": "Years in post",
    "Matched": "How matched",
    "Reason": "Reason for leaving",
    "Completed": "Completed on",
    "Happened": "Concerns that happened",
    "Harmed": "Relationship harmed",
    "Recommend": "Would recommend",
    "Concerns text": "Concerns in your own words",
    "Benefits text": "Benefits in your own words",
}
DATES = {"Invited", "Agreed", "Left", "Completed", "Date"}


def sheets(instrument: Instrument) -> dict[str, list[Row]]:
    """Both programmes as the sheets of one workbook."""
    return {
        "Participants": [more(row, POSTS) for row in both(PARTICIPANTS, THEIR_PARTICIPANTS)],
        "Questionnaires": [
            rated(row, instrument) for row in both(QUESTIONNAIRES, THEIR_QUESTIONNAIRES)
        ],
        "Sessions": [
            more(row, RATINGS) | {"Session id": row["No"]} for row in both(SESSIONS, THEIR_SESSIONS)
        ],
    }


def both(ours: str, theirs: str) -> list[Row]:
    return [
        {"Programme": programme} | row
        for programme, table in ((OURS, ours), (THEIRS, theirs))
        for row in written(table)
    ]


def written(table: str) -> Iterator[Row]:
    """The rows of a table as a sheet would hold them; every day is one of 2025."""
    for row in lines(table):
        dated = {name: f"2025-{row[name]}" for name in DATES & set(row)}
        yield {HEADERS.get(name, name): cell for name, cell in (row | dated).items()}


def lines(table: str) -> Iterator[dict[str, str]]:
    """The rows of a table as written above: the cells that say something, by their column."""
    head, *rows = [[cell.strip() for cell in line.split("|")] for line in table.split("\n")[1:-1]]
    for cells in rows:
        yield {name: cell for name, cell in zip(head, cells, strict=False) if cell}


def rated(row: Row, instrument: Instrument) -> Row:
    """A questionnaire with each rated answer under its own header, and all else it says."""
    marks = zip(instrument.rated, row.pop("Rated"), strict=True)
    answers = {item.label: int(mark) for item, mark in marks if mark != "."}
    return more(row, THEMES, OPINIONS, OWN_WORDS) | answers


def more(row: Row, *tables: str) -> Row:
    """A row with what other tables say under its number."""
    for found in (found for table in tables for found in written(table)):
        row |= found if found["No"] == row["No"] else {}
    return row
