"""Which questions are about single people or matches, and through which door findings ask them.

And that whatever is asked of people and sessions is asked for: every column ends in some finding.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest

from rmdata import queries
from rmdata.disclosure import SafeCounts
from rmdata.findings.confidence import comparisons
from rmdata.findings.evidence import Evidence, Selection
from rmdata.findings.overview import overview
from rmdata.queries import Door
from rmdata.reading.opening.files import parse
from rmdata.reading.opening.sheets import SourceFile
from rmdata.reading.read import read
from rmdata.schema.tables import declared_tables
from rmdata.schema.vocabulary import Column, Instrument
from rmdata.store.results import SAMPLE
from rmdata.store.store import Store
from tests.conftest import SAMPLES
from tests.findings.all_findings import every_finding

OURS = Selection("Founding study (invented rows)")
AS_OF = date(2020, 6, 1)
OF_SINGLE_PEOPLE = {
    "answered_stages",
    "decisions",
    "dose",
    "free_text",
    "leaving",
    "matches",
    "owing",
    "patterns",
    "rows_participants",
    "rows_questionnaires",
    "rows_sessions",
    "without_session",
}
OF_COUNTS = {
    "baselines",
    "change",
    "codes_in_cohorts",
    "cohort_days",
    "days_of_answers",
    "feared",
    "filled_totals",
    "match_counts",
    "outcomes",
    "partners",
    "row_counts",
    "scores",
    "session_features",
    "session_gaps",
    "session_periods",
    "session_ratings",
    "span",
    "stage_pairs",
    "steps",
    "themes",
    "totals_of_people",
    "traits",
    "ways_of_answering",
    "without_code",
    "years_in_post",
}
# Evidence asks these itself, before there is a selection; tests/disclosure/test_doors.py has them.
BY_EVIDENCE = {"options", "programmes", "settings"}


@dataclass(frozen=True)
class Listening(Evidence):
    """Evidence that remembers which questions it was asked."""

    heard: set[str] = field(default_factory=set)

    def ask(self, name: str, selection: Selection, **parameters: Any) -> SafeCounts:
        self.heard.add(name)
        return super().ask(name, selection, **parameters)


@pytest.fixture(scope="module")
def heard(instrument: Instrument) -> Iterator[set[str]]:
    """What all findings ask together, once, of the small sample."""
    store = Store(None, instrument)
    file = SourceFile("raju2022.xlsx", (SAMPLES / "raju2022.xlsx").read_bytes())
    store.load(read([parse(file)], instrument), kind=SAMPLE)
    listening = Listening(store)
    comparisons.comparisons(listening, OURS)
    assert overview.usual_as_of(listening, OURS.programme, AS_OF) > AS_OF
    for _ in every_finding(listening, OURS, AS_OF):
        pass
    yield listening.heard
    store.close()


def test_the_findings_ask_every_question(heard: set[str]):
    assert heard == OF_COUNTS | OF_SINGLE_PEOPLE


def test_what_is_about_single_people_leaves_as_rows_and_nothing_else_does():
    doors = {name: queries.question(name).door for name in queries.names()}
    assert {name for name, door in doors.items() if door is Door.ROWS} == OF_SINGLE_PEOPLE
    assert set(doors) == OF_COUNTS | OF_SINGLE_PEOPLE | BY_EVIDENCE


# Whole rows are shown as they were stored, whatever they hold: that is no use of a column.
WHOLE_ROWS = {"rows_participants", "rows_questionnaires", "rows_sessions"}
# What a column is called where questions are asked.
CALLED = {"participant_code": "code", "mentor_code": "mentor", "mentee_code": "mentee"}
IN_NO_FINDING = {
    "session_id": "It tells two sessions apart that are alike in all else.",
}


def test_every_column_ends_in_a_finding(heard: set[str], instrument: Instrument):
    """A column that no finding reads is asked of people for nothing, and leaves the template."""
    asked = heard - WHOLE_ROWS
    read = {word for question in asked for word in words_of(queries.question(question).sql)}
    rated = {item.id for item in instrument.rated}

    def is_read(column: Column) -> bool:
        name = CALLED.get(column.name, column.name)
        return ("scores" if name in rated else name) in read

    columns = [column for table in declared_tables(instrument) for column in table.columns]
    assert {column.name for column in columns if not is_read(column)} == set(IN_NO_FINDING)


def words_of(sql: str) -> set[str]:
    """The names in a question; what its comments say does not count."""
    return set(re.findall(r"\w+", re.sub(r"--.*|\$\w+", "", sql)))
