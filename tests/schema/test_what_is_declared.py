"""What the declaration says, in its own words: headers, answers, keys, an instrument's parts."""

from pathlib import Path
from typing import Any

import pytest

from rmdata.reading.answers.cells import reader_for
from rmdata.reading.problems import Problem
from rmdata.reading.recognising.headers import exact
from rmdata.schema.instrument_file import load_instrument
from rmdata.schema.tables import answer_columns, declared_table, declared_tables
from rmdata.schema.vocabulary import Instrument, clean, squash

FOUR_DOMAINS = Path(__file__).with_name("four_domains.toml").read_text("utf-8")

# Headers as people type them, and the column each stands for.
HEADERS = {
    "questionnaires": {
        "participant_code": ("Participant code", "CODE", "participant", "Participant_ID",
                             "Person code:", "study id", "Pseudonym"),
        "programme": ("Programme", "program", "SCHEME"),
        "cohort": ("Cohort", "intake", "Wave", "round"),
        "role": ("Role", "Your role:", "your\u00a0role"),
        "stage": ("Stage", "Time point", "TimePoint", "phase", "Wave of survey"),
        "completed_on": ("Completed on", "completed", "Completion time", "Completion Date",
                         "date completed", "Date"),
        "site": ("Site", "hospital", "Location", "campus"),
        "specialty": ("Specialty", "Speciality", "department", "discipline"),
        "areas_for_improvement": ("Areas for improvement", "areas for development", "Weaknesses"),
        "concerns": ("Concerns", "concern", "Concerns before", "What concerns do you have?"),
        "concerns_text": ("Concerns in your own words", "concerns comment", "concerns free text"),
        "happened": ("Concerns that happened", "happened", "Concerns met"),
        "benefited": ("Benefited", "Did you benefit?"),
        "benefits": ("Benefits", "benefit"),
        "benefits_text": ("Benefits in your own words", "benefits text"),
        "experience": ("Experience", "Overall experience"),
        "would_recommend": ("Would recommend", "recommend"),
        "time_devoted": ("Time devoted", "time"),
        "relationship_harmed": ("Relationship harmed", "harmed", "relationship damaged"),
    },
    "sessions": {
        "session_id": ("Session id", "ID"),
        "mentor_code": ("Mentor code", "mentor", "Mentors", "mentor_id"),
        "mentee_code": ("Mentee code", "mentee", "mentees", "Mentee ID"),
        "held_on": ("Date", "Session date", "held on"),
        "minutes": ("Minutes", "Duration", "length", "Duration (minutes)"),
        "kind": ("Kind", "type"),
        "topics": ("Topics", "topic"),
        "mentor_rating": ("Mentor rating",),
        "mentee_rating": ("Mentee rating",),
    },
    "participants": {
        "grade": ("Grade", "level"),
        "years_in_post": ("Years in post", "years"),
        "sex": ("Sex", "gender"),
        "age_band": ("Age band", "Age"),
        "how_recruited": ("How recruited", "recruitment"),
        "how_matched": ("How matched", "matching"),
        "invited_on": ("Invited on", "invited"),
        "agreed_on": ("Agreed on", "agreed", "consented on"),
        "left_on": ("Left on", "left", "Withdrew on"),
        "reason_for_leaving": ("Reason for leaving", "reason"),
    },
}  # fmt: skip


@pytest.mark.parametrize("table", HEADERS)
def test_a_header_in_other_words_is_its_column(table: str, instrument: Instrument) -> None:
    declared = declared_table(instrument, table)
    found = {
        header: column.name if (column := exact(header, declared)) else None
        for headers in HEADERS[table].values()
        for header in headers
    }
    assert found == {header: name for name, headers in HEADERS[table].items() for header in headers}


# What is typed in a column, and what it means; nothing else of a column means the same.
ANSWERS: dict[tuple[str, str], dict[Any, tuple[str, ...]]] = {
    ("questionnaires", "role"): {
        "mentor": ("mentor", "Mentors", "JUNIOR", "trainee", "student", "junior doctor"),
        "mentee": ("mentee", "consultant", "Senior", "educator", "Reverse mentee"),
    },
    ("questionnaires", "stage"): {
        "pre": ("pre", "Before", "baseline", "Pre-programme", "T0"),
        "post": ("post", "After", "end", "Post programme", "t1"),
        "follow_up": ("Follow-up", "followup", "later", "T2"),
        "retrospective_pre": ("Before, looking back", "then-test", "retrospective pre"),
    },
    ("questionnaires", "benefited"): {True: ("yes", "Y", "true", "1"), False: ("no", "N", "0")},
    ("questionnaires", "relationship_harmed"): {True: ("Yes", "1"), False: ("No", "false")},
    ("questionnaires", "time_devoted"): {
        "too little": ("Too little",),
        "about right": ("about right", "Just right", "right"),
        "too much": ("too much",),
    },
    ("sessions", "status"): {
        "held": ("held", "Completed", "done", "attended"),
        "cancelled": ("Cancelled", "canceled", "no-show", "No show"),
        "planned": ("planned", "Upcoming", "scheduled"),
    },
    ("sessions", "mode"): {
        "in person": ("In person", "face-to-face", "F2F"),
        "online": ("online", "Teams", "zoom", "video"),
        "phone": ("Phone", "telephone", "call"),
    },
    ("sessions", "kind"): {
        "one-to-one": ("One-to-one", "1:1"),
        "group interview": ("Group interview", "group"),
        "induction": ("induction",),
        "support": ("Support",),
    },
    ("sessions", "format"): {"informal": ("informal",), "structured": ("Structured", "formal")},
}


@pytest.mark.parametrize(("table", "column"), ANSWERS)
def test_an_answer_in_other_words_is_its_value(
    table: str, column: str, instrument: Instrument
) -> None:
    read = reader_for(declared_table(instrument, table).column(column))
    wanted = {t: value for value, texts in ANSWERS[(table, column)].items() for t in texts}
    assert {text: read(text) for text in wanted} == wanted
    assert isinstance(read("something else"), Problem)


@pytest.mark.parametrize("column", ["concerns", "happened", "benefits"])
def test_none_of_these_is_an_answer_and_blank_is_none(column: str, instrument: Instrument) -> None:
    read = reader_for(declared_table(instrument, "questionnaires").column(column))
    for text in ("None of these", "none", "No concerns", "no concern", "Nothing"):
        assert read(text) == []
    assert [read(text) for text in ("", "N/A", "-")] == [None] * 3


def test_what_makes_a_row_and_what_it_cannot_do_without(instrument: Instrument) -> None:
    tables = declared_tables(instrument)
    assert {table.name: table.key for table in tables} == {
        "questionnaires": ("programme", "cohort", "participant_code", "stage"),
        "sessions": ("programme", "cohort", "session_id"),
        "participants": ("programme", "cohort", "participant_code"),
    }
    assert {table.name: [column.name for column in table.required()] for table in tables} == {
        "questionnaires": [],
        "sessions": ["mentor_code", "mentee_code", "held_on"],
        "participants": ["participant_code"],
    }


def test_whose_and_when_is_no_answer(instrument: Instrument) -> None:
    columns = declared_table(instrument, "questionnaires").columns
    assert {column.name for column in columns} - set(answer_columns(instrument)) == {
        "programme", "cohort", "participant_code", "role", "stage", "completed_on", "site",
        "specialty",
    }  # fmt: skip


@pytest.mark.parametrize(
    "text", ["Time  Point", "time_point", "TIME-POINT:", "time\u200b point", "ｔｉｍｅ point"]
)
def test_space_case_and_punctuation_do_not_matter(text: str) -> None:
    assert squash(text) == "timepoint"


def test_a_text_keeps_its_words_and_loses_what_nobody_sees() -> None:
    assert clean(" Lack\u00a0of \u200btime\n") == "Lack of time"


def test_numbers_have_ends(instrument: Instrument) -> None:
    ends = {
        column.name: (column.low, column.high)
        for table in declared_tables(instrument)
        for column in table.columns
        if column.low is not None and column.name not in {rated.id for rated in instrument.rated}
    }
    assert ends == {
        "experience": (1, 5), "minutes": (0, 1440), "mentor_rating": (1, 5),
        "mentee_rating": (1, 5), "years_in_post": (0, 70),
    }  # fmt: skip


# One more question, one benefit, a target and two published medians beside the four domains.
FURTHER = """
[[items]]
id = "warmth"
label = "Warmth"

[[benefits]]
id = "insight"
label = "Insight"
aliases = ["understanding"]

[targets]
sessions = 8
months = 3

[[published]]
role = "mentor"
domain = "total"
n = 9
before = 11.5
after = 14
p = 0.02
"""


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Instrument:
    path = tmp_path_factory.mktemp("own") / "own.toml"
    words = 'words = ["A", "B", "C", "D", "E", "F", "G"]'
    path.write_text(FOUR_DOMAINS.replace("high = 7", f"high = 7\n{words}") + FURTHER, "utf-8")
    return load_instrument(path)


def test_only_domains_count_in_the_total(own: Instrument) -> None:
    """Four domains of seven points are 28 at the most, whatever else is rated."""
    assert [rated.id for rated in own.domains] == ["listening", "order", "fairness", "presence"]
    assert [rated.id for rated in own.rated][4:] == ["warmth"]
    assert own.highest_total == 28
    columns = declared_table(own, "questionnaires")
    assert columns.column("warmth").meaning == "Warmth (outside the total)."
    assert columns.column("order").meaning == "Order of work (part of the total)."


def test_every_point_has_its_word(own: Instrument) -> None:
    points = own.scale.points()
    assert [(point, own.scale.word(point)) for point in points] == list(enumerate("ABCDEFG", 1))
    read = reader_for(declared_table(own, "questionnaires").column("fairness"))
    assert [read(text) for text in ("A", "c", "7")] == [1, 3, 7]


def test_the_parts_of_an_instrument_keep_their_places(own: Instrument) -> None:
    assert (own.target_sessions, own.target_months) == (8, 3)
    assert [theme.value for theme in own.concerns] == ["trust"]
    assert [theme.value for theme in own.benefits] == ["insight"]
    [median] = own.published
    assert (median.role, median.n, median.before, median.after) == ("mentor", 9, 11.5, 14)
    assert median.p == 0.02
    assert (own.role("mentee").plural, own.role("mentor").construct) == ("Seniors", "Ease")
    assert own.stage_label("post") == "After"
    assert [own.theme_label(theme) for theme in ("trust", "insight", "Weather")] == [
        "Trust",
        "Insight",
        "Weather",
    ]
    benefits = reader_for(declared_table(own, "questionnaires").column("benefits"))
    assert benefits("Understanding") == ["insight"]
