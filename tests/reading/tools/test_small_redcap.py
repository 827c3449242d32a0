"""An export of a few records of REDCap, raw, with labels, and with its dictionary."""

from collections.abc import Callable
from datetime import date

from rmdata.reading.problems import Asks
from rmdata.reading.understood import Reading
from tests.reading.tools.lines import EVERY, csv, rows, told_of

ReadIn = Callable[..., Reading]

# REDCap: one row a record and event; the role is asked once; boxes are 0 in any case.
REDCAP = (
    "record_id,redcap_event_name,redcap_data_access_group,start_timestamp,end_timestamp,role,"
    "cohort,strengths,approachability,concerns___time,concerns___confidentiality,form_complete"
)
RECORDS = (
    "X1,pre_arm_1,leeds,[not completed],2025-03-27 10:00:00,mentor,A,2,5,1,0,2",
    "X2,pre_arm_1,york,2025-03-28 10:00:00,2025-03-29 10:00:00,mentee,B,3,4,0,0,2",
    "X3,pre_arm_1,york,2025-03-30 10:00:00,,mentor,A,1,2,0,0,0",
    "X1,post_arm_1,leeds,2025-09-01 10:00:00,,,,4,1,0,0,2",
    "X2,post_arm_1,york,2025-09-02 10:00:00,,,,5,5,0,0,2",
    "X4,post_arm_1,york,,,,,,,0,0,0",
)


def test_redcap_events_are_stages_and_what_is_asked_once_holds_for_the_record(
    read_in: ReadIn,
) -> None:
    """No box is an answer only in a complete form whose boxes somebody ticked at that event."""
    reading = read_in(csv(REDCAP, *RECORDS))
    assert rows(reading, "row_no", *EVERY, "site", "cohort", "concerns") == [
        (2, "X1", "mentor", "pre", date(2025, 3, 27), 2, 5, "leeds", "A", ["time"]),
        (3, "X2", "mentee", "pre", date(2025, 3, 28), 3, 4, "york", "B", []),
        (4, "X3", "mentor", "pre", date(2025, 3, 30), 1, 2, "york", "A", None),
        (5, "X1", "mentor", "post", date(2025, 9, 1), 4, 1, "leeds", "A", None),
        (6, "X2", "mentee", "post", date(2025, 9, 2), 5, 5, "york", "B", None),
    ]
    assert told_of(reading, "1 row") == [
        "1 row holds no answer to any question that is read and is left out."
    ]
    no_events = [",".join(line.split(",")[:1] + line.split(",")[2:]) for line in (REDCAP, *RECORDS)]
    alone = read_in(csv(*no_events[:4]))
    assert alone.asked("answers.csv") == (Asks.STAGE,)
    assert [code for (code,) in rows(alone, "participant_code")] == [None] * 3


BOX = "What concerns do you have? (choice={})"
LABELLED = (
    "Record ID,Event Name,Survey Timestamp,Your role,Strengths,Approachability,"
    f"{BOX.format('Lack of time')},{BOX.format('Confidentiality')},Complete?",
    "X1,Pre,2025-03-27 10:00:00,Junior doctor,2,5,Unchecked,Checked,Complete",
    "X1,Post,2025-09-01 10:00:00,,4,1,Unchecked,Unchecked,Complete",
    "X2,Post,2025-09-02 10:00:00,Consultant,5,3,Checked,Unchecked,Complete",
)


def test_redcap_labels_of_boxes_are_checked_or_unchecked(read_in: ReadIn) -> None:
    assert rows(read_in(csv(*LABELLED)), *EVERY, "concerns") == [
        ("X1", "mentor", "pre", date(2025, 3, 27), 2, 5, ["confidentiality"]),
        ("X1", "mentor", "post", date(2025, 9, 1), 4, 1, []),
        ("X2", "mentee", "post", date(2025, 9, 2), 5, 3, ["time"]),
    ]


DICTIONARY = (
    '"Variable / Field Name","Form Name","Field Type","Field Label",'
    '"Choices, Calculations, OR Slider Labels"',
    '"side","form","radio","Your role","1, Consultant | 2, Junior doctor"',
    '"q1","form","radio","Strengths","0, Very low | 1, Low | 2, Moderate | 3, High | 4, Very high"',
)


def test_a_dictionary_says_what_fields_and_codes_mean(read_in: ReadIn) -> None:
    answers = csv(
        "record_id,redcap_event_name,side,q1,form_complete",
        "X1,pre_arm_1,1,0,2",
        "X2,pre_arm_1,2,3,2",
    )
    reading = read_in(answers, csv(*DICTIONARY, name="dictionary.csv"))
    assert rows(reading, "participant_code", "role", "strengths") == [
        ("X1", "mentee", 1),
        ("X2", "mentor", 4),
    ]
    assert not reading.stopped
