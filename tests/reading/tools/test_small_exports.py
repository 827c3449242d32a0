"""An export of a few rows of every tool: what of it is read, left out, counted and dropped."""

import json
from collections.abc import Callable
from datetime import date

import pytest

from rmdata.reading.problems import Level
from rmdata.reading.understood import Reading
from tests.reading.tools.lines import EVERY, csv, rows, said, told_of

ReadIn = Callable[..., Reading]

# Qualtrics: when, what kind, finished or not, whose, through which channel, and the answers.
QUALTRICS = (
    "StartDate,EndDate,Status,IPAddress,Finished,RecordedDate,ResponseId,ExternalReference,"
    "DistributionChannel,Q1,Q2,Q3_1,Q3_2",
    "Start Date,End Date,Response Type,IP Address,Finished,Recorded Date,Response ID,External Data "
    "Reference,Distribution Channel,What is your role?,Before or after?,Rate - Strengths,"
    "Rate - Approachability",
    ",".join('"' + json.dumps({"ImportId": f"QID{n}"}).replace('"', '""') + '"' for n in range(13)),
)


def response(
    code: str, status: str = "IP Address", finished: str = "True", channel: str = "anonymous"
) -> str:
    when = "2025-03-{} 10:00:00"
    return ",".join(
        (when.format(26), when.format(27), status, "203.0.113.7", finished, when.format(28),
         f"R_{code}", code, channel, "Consultant", "After", "2", "5")
    )  # fmt: skip


def test_qualtrics_previews_spam_and_unfinished_answers_are_left_out_and_counted(
    read_in: ReadIn,
) -> None:
    left_out = [
        *(response("X1", status) for status in ("Survey Preview", "Survey Test", "1")),
        response("X2", channel="preview"),
        *(response("X3", status) for status in ("Spam", "8")),
        response("X4", finished="False"),
        response("X5", finished="0"),
        response("X6", finished="FALSE"),
    ]
    kept = [response("E1"), response("E2", "0", "1")]
    reading = read_in(csv(*QUALTRICS, *left_out[:5], kept[0], *left_out[5:], kept[1]))
    assert rows(reading, "row_no", *EVERY) == [
        (9, "E1", "mentee", "post", date(2025, 3, 27), 2, 5),
        (14, "E2", "mentee", "post", date(2025, 3, 27), 2, 5),
    ]
    assert said(reading)[0] == (
        "9 rows were left out: previews or tests (4), spam (2), unfinished (3)."
    )
    assert told_of(reading, "“IP") == [
        "“IPAddress” says who answered, or from where, and is not stored."
    ]
    assert "1 row was left out: spam (1)." in said(read_in(csv(*QUALTRICS, *kept, left_out[4])))


SURVEYMONKEY = (
    "Respondent ID,Collector ID,Start Date,End Date,IP Address,Custom Data 1,Your role,"
    "Before or after?,Rate yourself,,What concerns do you have?,,,",
    ",,,,,,Response,Response,Strengths,Approachability,Hierarchical difference,Lack of time,"
    "Confidentiality,Other (please specify)",
)


def test_surveymonkey_joins_its_two_header_rows(read_in: ReadIn) -> None:
    reading = read_in(
        csv(
            *SURVEYMONKEY,
            "11,4,2025-03-26 10:00:00,2025-03-27 10:00:00,203.0.113.7,M1,Junior doctor,Before,2,5,"
            "Hierarchical difference,,Confidentiality,",
            "12,4,2025-03-28 10:00:00,2025-03-29 10:00:00,203.0.113.7,M2,Junior doctor,After,4,3,"
            ",Lack of time,,",
            "13,4,2025-03-28 10:00:00,,203.0.113.7,M3,Junior doctor,After,,,,,,",
        )
    )
    assert rows(reading, "row_no", *EVERY, "concerns") == [
        (3, "M1", "mentor", "pre", date(2025, 3, 27), 2, 5, ["hierarchy", "confidentiality"]),
        (4, "M2", "mentor", "post", date(2025, 3, 29), 4, 3, ["time"]),
    ]
    assert told_of(reading, "1 row") == [
        "1 row holds no answer to any question that is read and is left out."
    ]


MICROSOFT = (
    "ID,Start time,Completion time,Email,Name,Your participant code,Your role,Before or after?,"
    "Strengths,Points - Strengths,Approachability,Total points"
)


def test_microsoft_forms_reads_the_answers_and_not_its_marks(read_in: ReadIn) -> None:
    reading = read_in(
        csv(MICROSOFT, "1,2025-03-26 18:35:10,2025-03-27 18:36:44,anonymous,,M1,Junior,Before,2,1,"
            "5,1")
    )  # fmt: skip
    assert rows(reading, *EVERY) == [("M1", "mentor", "pre", date(2025, 3, 27), 2, 5)]
    assert {m.header for m in reading.sources[0].matches} & {"Points - Strengths", "ID"} == set()
    assert reading.sources[0].ignored == ()


GOOGLE = (
    "Timestamp,Score,Code,Your role,Before or after?,Rate [Strengths],Rate [Approachability],"
    "Concerns"
)


@pytest.mark.parametrize("first", ["Timestamp", "Carimbo de data/hora", "Horodateur", "When"])
def test_google_forms_is_known_by_its_first_column(first: str, read_in: ReadIn) -> None:
    """An option may hold a comma; where the next one begins is known from who ticked it alone."""
    reading = read_in(
        csv(
            GOOGLE.replace("Timestamp", first),
            '27/03/2025 18:36:44,3,M1,Junior,Before,2,5,"Lack of time, Late, or ill, Rota"',
            "28/03/2025 09:12:03,4,M2,Junior,After,4,3,Rota",
        )
    )
    assert reading.files[0].recognised == "google_forms"
    assert rows(reading, *EVERY, "concerns") == [
        ("M1", "mentor", "pre", date(2025, 3, 27), 2, 5, ["time", "Late, or ill", "Rota"]),
        ("M2", "mentor", "post", date(2025, 3, 28), 4, 3, ["Rota"]),
    ]
    assert reading.sources[0].ignored == ()


# Jisc: one column a cell of the grid; the options of one question with 0 and 1; and the key.
JISC = '"URN","Q1","Q2","Q3","Q4_1_a","Q4_1_b","Q4_1_c","Q4_1_d","Q4_1_e","Q5_1","Q5_2","Completed"'
LABELS = ("Not at all", "Slightly", "Moderately", "Very", "Extremely")
KEY = (
    '"URN","Unique Response Number"', '"Q1","Your participant code"', '"Q2","Your role"',
    '"1","Junior doctor"', '"2","Consultant"', '"Q3","Before or after?"', '"1","Before"',
    '"2","After"', '"Q4","How confident are you?"',
    *(line for letter, word in zip("abcde", LABELS, strict=True)
      for line in (f'"Q4_1_{letter}","Strengths"', f'"1","{word}"')),
    '"Q5","What concerns do you have?"', '"Q5_1","Lack of time"', '"Q5_2","Confidentiality"',
    '"Completed","Submission date"',
)  # fmt: skip


def test_jisc_answers_take_the_words_of_their_key(read_in: ReadIn) -> None:
    lines = (
        '"1-2-3","M1","1","1","","","","1","","1","0","2025-03-27"',
        '"1-2-4","E1","2","2","","1","1","","","1","1","2025-03-28"',
        '"1-2-5","M2","1","2","","","","","1","0","1","2025-03-29"',
    )
    key = csv(*KEY, name="answers-key.csv")
    reading = read_in(csv(JISC, *lines), key)
    assert rows(reading, *EVERY[:5], "concerns") == [
        ("M1", "mentor", "pre", date(2025, 3, 27), 4, ["time"]),
        ("E1", "mentee", "post", date(2025, 3, 28), None, ["time", "confidentiality"]),
        ("M2", "mentor", "post", date(2025, 3, 29), 5, ["confidentiality"]),
    ]
    [ticked] = [p for p in reading.problems if "Two answers are ticked" in p.message]
    assert (ticked.level, ticked.file, ticked.cell) == (Level.WARNING, "answers.csv", "F3")
    assert ticked.value == "Slightly; Moderately"
    alone = read_in(csv(JISC, *lines))
    assert alone.stopped and alone.sources == ()


def test_jisc_numbers_before_the_questions_are_no_part_of_them(read_in: ReadIn) -> None:
    reading = read_in(
        csv(
            "Unique Response Number,1. Your participant code,2. Your role,3. Stage,4.1. Strengths,"
            "4.2. Approachability,5.a. Experience,Submission date",
            "1-2-3,M1,Junior doctor,Before,2,5,3,2025-03-27",
        )
    )
    assert rows(reading, *EVERY, "experience") == [
        ("M1", "mentor", "pre", date(2025, 3, 27), 2, 5, 3)
    ]
    assert reading.sources[0].ignored == ()
