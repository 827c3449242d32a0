"""One programme, written out so that everything in it can be counted by hand.

Seven mentors answered before and after, six of them every question (M1 to M6). M08 and M9 answered
before only, M8 after only (and may be M08), M10 never came. Of the mentees E1 to E3 answered
everything twice, E5 most of it, E4 before and much later, E6 only met. X1 never said in which role.
Three people gave no code. No two groups are alike, and nothing is after as it was before.
"""

import csv
import io
from collections.abc import Iterable, Iterator

import pytest

from rmdata.findings.evidence import Evidence, Selection
from rmdata.reading.opening.files import parse
from rmdata.reading.opening.sheets import SourceFile
from rmdata.reading.read import read
from rmdata.schema.instrument_file import load_instrument
from rmdata.store.store import Store

# Seven answers in the instrument's order, then understanding of role; a point is a blank.
ANSWERS = """
who   stage       day        cohort site  specialty answers  concerns
M1    pre         2025-01-06 Spring Leeds Surgery   32324322 hierarchy;time
M2    pre         2025-01-07 Spring Leeds Surgery   24233213 hierarchy;time
M3    pre         2025-01-08 Spring York  Surgery   24445431 hierarchy;time;damaged_relationship
M4    pre         2025-01-08 Spring -     Medicine  45314524 none
M5    pre         2025-01-09 Spring Leeds Medicine  2455214. time
M6    pre         2025-01-09 Autumn York  Surgery   11322312 confidentiality
M7    pre         2025-01-10 Autumn York  Medicine  324.5235 -
M08   pre         2025-01-10 Spring York  Medicine  4323333. time;unclear_expectations
M9    pre         2025-01-10 Spring Leeds -         22313224 hierarchy
-     pre         2025-01-10 Spring Leeds Surgery   55.1122. time
E1    pre         2025-01-13 Spring Leeds Surgery   44323443 confidentiality;time
E2    pre         2025-01-13 Spring York  Medicine  3344223. none
E3    pre         2025-01-14 Autumn Leeds Medicine  54534444 time
E4    pre         2025-01-14 Spring -     Medicine  22222111 confidentiality;unclear_expectations
E5    pre         2025-01-15 Autumn York  Surgery   4.332543 -
X1    pre         2025-01-15 Autumn Leeds -         11111111 time
M1    post        2025-05-06 Spring Leeds Surgery   43334444 -
M2    post        2025-05-07 Spring Leeds Surgery   43343333 none
M3    post        2025-05-08 Spring York  Surgery   34434444 -
M4    post        2025-05-08 Spring -     Medicine  34433433 -
M5    post        2025-05-09 Spring Leeds Medicine  33532155 -
M6    post        2025-05-09 Autumn York  Surgery   22533543 -
M7    post        2025-05-12 Autumn York  Medicine  32453.3. -
M8    post        2025-05-12 Spring Leeds -         44333342 -
E1    post        2025-05-13 Spring Leeds Surgery   53433454 -
E2    post        2025-05-13 Spring York  Medicine  23422332 -
E3    post        2025-05-14 Autumn Leeds Medicine  55544553 -
E5    post        2025-05-15 Autumn York  Surgery   544335.5 -
-E    post        2025-05-16 Autumn York  Surgery   33333331 -
-E    post        2025-05-16 Spring Leeds -         1....... -
M1    follow_up   2025-07-01 Spring Leeds Surgery   53334445 confidentiality
M3    follow_up   2025-07-02 Spring York  Surgery   3443.521 none
M6    follow_up   2025-07-02 Autumn York  Surgery   32433441 -
E1    follow_up   2025-07-03 Spring Leeds Surgery   33333333 -
E4    follow_up   2025-07-03 Spring -     Medicine  1....... -
M2    retro._pre  2025-05-07 Spring Leeds Surgery   3333332. -
"""

# What was said after the programme, and (to be left out of it) before and later.
AFTERWARDS = """
who stage     experience benefited recommend time        harmed happened             benefits
M1  post      4          yes       yes       about_right no     time                 insight;communication
M2  post      5          yes       yes       too_little  no     unclear_expectations insight
M3  post      3          no        yes       too_little  no     none                 insight;leadership
M4  post      2          no        -         too_much    yes    damaged_relationship none
M5  post      4          yes       no        -           no     -                    -
M6  post      5          yes       yes       about_right no     time                 -
M7  post      -          yes       yes       too_little  -      hierarchy            communication
M8  post      4          yes       no        -           yes    unclear_expectations -
E1  post      5          yes       yes       about_right no     confidentiality      self-awareness
E2  post      2          no        no        too_much    yes    none                 none
E3  post      5          yes       yes       about_right no     time                 self-awareness;communication
E5  post      5          yes       yes       too_little  -      time                 self-awareness
-E  post      3          no        -         -           no     -                    -
M9  pre       1          -         -         -           -      -                    -
M1  follow_up 1          no        no        too_much    yes    hierarchy            leadership
"""  # noqa: E501

WRITTEN = {
    ("M1", "pre"): ("Concerns in your own words", "My rota"),
    ("X1", "pre"): ("Concerns in your own words", "Unsure"),
    ("E3", "post"): ("Benefits in your own words", "I listen more"),
}

PARTICIPANTS = """
who role   cohort site  specialty grade sex age   recruited     invited    agreed     left       years matched   reason
M1  mentor Spring Leeds Surgery   ST3   F   25-34 e-mail        2024-11-04 2024-11-11 -          2     by_chance -
M2  mentor Spring Leeds Surgery   ST3   M   25-34 poster        2024-11-04 -          -          3     by_chance -
M3  mentor Spring York  Surgery   ST5   M   35-44 e-mail        2024-11-04 -          -          5     interests -
M4  mentor Spring -     Medicine  ST5   M   25-34 -             2024-11-05 -          -          -     interests -
M5  mentor Spring Leeds Medicine  ST4   F   35-44 poster        2024-11-05 2024-11-14 -          4     -         -
M6  mentor Autumn York  Surgery   ST3   F   25-34 e-mail        2024-11-06 2024-11-15 -          2     interests -
M7  mentor Autumn York  Medicine  ST4   M   -     e-mail        2024-11-06 2024-11-18 -          1     -         -
M08 mentor Spring York  Medicine  ST5   M   35-44 poster        2024-11-06 2024-11-18 -          9     -         -
M9  mentor Spring Leeds -         ST5   M   35-44 word_of_mouth 2024-11-07 2024-11-19 2025-03-10 2.5   by_chance a_new_post
M10 mentor Autumn York  Surgery   ST4   M   45-54 word_of_mouth 2024-11-07 -          -          8     -         no_time
E1  mentee Spring Leeds Surgery   Lead  F   45-54 e-mail        2024-11-11 2024-11-20 -          20    by_chance -
E2  mentee Spring York  Medicine  Staff M   45-54 poster        2024-11-11 -          -          11    interests -
E3  mentee Autumn Leeds Medicine  Staff M   55-64 e-mail        -          -          -          -     interests -
E4  mentee Spring -     Medicine  Lead  F   55-64 e-mail        2024-11-12 2024-11-12 -          14    -         -
"""  # noqa: E501

SESSIONS = """
id  mentor mentee date       minutes mode      kind            format     topics        status    cohort site
S01 M1     E1     2025-01-20 45      in_person induction       informal   feedback;rota held      Spring -
S02 M1     E1     2025-02-03 60      online    one-to-one      informal   feedback      held      Spring -
S03 M1     E1     2025-02-24 60      phone     one-to-one      informal   -             held      Spring -
S04 M2     E1     2025-01-22 -       online    -               -          -             held      Spring -
S05 M2     E1     2025-02-05 80      in_person one-to-one      structured feedback      held      Spring -
S06 M3     E2     2025-02-10 15      online    one-to-one      informal   rota          cancelled Spring -
S07 M3     E2     2025-02-17 52      in_person one-to-one      structured careers       held      Spring -
S08 M3;M4  E2     2025-03-03 75      in_person group_interview structured -             held      Spring -
S09 M6     E3     2025-03-05 40      online    one-to-one      structured careers       held      Autumn -
S10 M6     E3     2025-03-19 -       online    one-to-one      -          -             planned   Autumn -
S11 M7     E3     2025-02-26 25      online    one-to-one      -          -             cancelled Autumn -
S12 M2     E1     2025-04-07 60      online    one-to-one      -          -             planned   Spring -
S13 M2     E2     2025-03-04 45      -         support         -          -             held      Spring York
S14 M4     E6     2025-02-12 65      -         -               -          -             held      Spring Leeds
"""  # noqa: E501

HEADERS = {
    "who": "Participant code",
    "day": "Completed on",
    "recommend": "Would recommend",
    "time": "Time devoted",
    "harmed": "Relationship harmed",
    "happened": "Concerns that happened",
    "age": "Age band",
    "recruited": "How recruited",
    "invited": "Invited on",
    "agreed": "Agreed on",
    "left": "Left on",
    "years": "Years in post",
    "matched": "How matched",
    "reason": "Reason for leaving",
    "id": "Session id",
    "mentor": "Mentor code",
    "mentee": "Mentee code",
}
Row = dict[str, str]


@pytest.fixture(scope="session")
def programme() -> Iterator[Evidence]:
    """The written programme in a store that nobody changes."""
    with_code = Store(None, load_instrument())
    files = [
        _file("questionnaires.csv", _questionnaires()),
        _file("participants.csv", _rows(PARTICIPANTS)),
        _file("sessions.csv", _rows(SESSIONS)),
    ]
    with_code.load(read([parse(file) for file in files], with_code.instrument))
    yield Evidence(with_code)
    with_code.close()


@pytest.fixture(scope="session")
def ours() -> Selection:
    """Everybody in the written programme."""
    return Selection("Mentoring upwards")


@pytest.fixture(scope="session")
def nobody() -> Selection:
    """A place of the written programme where nobody is."""
    return Selection("Mentoring upwards", sites=("Nowhere",))


def _questionnaires() -> list[Row]:
    instrument = load_instrument()
    afterwards = {(row["who"], row["stage"]): row for row in _rows(AFTERWARDS)}
    found = []
    for row in _rows(ANSWERS):
        who, answers = row["who"], row.pop("answers")
        rated = {r.label: a.strip(".") for r, a in zip(instrument.rated, answers, strict=True)}
        said = afterwards.pop((who, row["stage"]), {})
        header, text = WRITTEN.get((who, row["stage"]), ("Concerns in your own words", ""))
        role = {"M": "mentor", "E": "mentee", "X": "", "": "mentor"}[who.strip("-")[:1]]
        found.append({**row, **said, **rated, "Role": role, "who": who, header: text})
    assert not afterwards
    return found


def _rows(written: str) -> Iterable[Row]:
    header, *lines = written.strip().splitlines()
    for line in lines:
        yield dict(zip(header.split(), line.split(), strict=True))


def _file(name: str, rows: Iterable[Row]) -> SourceFile:
    cells = [{HEADERS.get(h, h): _cell(h, v) for h, v in row.items()} for row in rows]
    headers = dict.fromkeys(["Programme", *(header for row in cells for header in row)])
    text = io.StringIO()
    sheet = csv.DictWriter(text, list(headers), restval="")
    sheet.writeheader()
    sheet.writerows({"Programme": "Mentoring upwards"} | row for row in cells)
    return SourceFile(name, text.getvalue().encode())


def _cell(header: str, text: str) -> str:
    """As a person writes it: nothing for -, a word for retro._pre, spaces for underscores."""
    if text == "-" or (header == "who" and text.startswith("-")):
        return ""
    return text.replace("retro.", "retrospective").replace("_", " ")
