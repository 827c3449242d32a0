"""Declared columns found inside the whole sentences that surveys ask."""

from collections.abc import Callable

import pytest

from rmdata.reading.answers.cells import as_minutes
from rmdata.reading.opening.sheets import SourceFile
from rmdata.reading.understood import Reading

Understood = Callable[..., Reading]

FOUND = [
    ("How confident are you in each area? [Clinical practice]", "4", "clinical_practice"),
    ("How confident are you in each area? - Approachability", "Agree", "approachability"),
    ("My confidence in clinical practice today", "4", "clinical_practice"),
    ("Is the approach to juniors better than the approachability?", "4", None),
    ("What are the strengths?", "They listen to everybody, always, and then decide", None),
    ("Strengths of the senior", "5", "strengths"),
    ("What is your role in the programme?", "Consultant", "role"),
    ("What was your role in the quarrel?", "I was a mere bystander", None),
    ("How well do you understand your role?", "2", None),
    ("What stage of training are you at?", "ST3", None),
    ("Are you answering before or after the programme?", "After the programme", "stage"),
    ("Which time point is this?", "Baseline", "stage"),
    ("Please type your personal code", "AB12", "participant_code"),
    ("Your postcode", "LS1 1AA", None),
    ("What concerns do you have? Tick all that apply", "Lack of time", "concerns"),
    ("Which of these concerns were met in practice?", "Confidentiality", "happened"),
    ("Please describe your concerns", "I worry", "concerns_text"),
    ("Any concerns at all?", "I worry that it may be awkward on the ward", None),
    ("Would you recommend it to a friend?", "Yes", "would_recommend"),
    ("How likely are you to recommend it, from 0 to 10?", "9", None),
    ("In which hospital do you work, and which hospital next?", "Leeds", "site"),
    ("How is your clinical practice? [My strengths]", "4", "strengths"),
    ("Is there practice that is not clinical?", "4", None),
    ("Is your hospital kind to you? Say why", "Because " + "people listen " * 5, None),
    ("Is the hospital kind?", "Leeds", None),
    ("Colour", "Blue", None),
]


@pytest.mark.parametrize(("header", "cell", "column"), FOUND)
def test_a_longer_header_is_matched_where_only_one_column_fits(
    header: str, cell: str, column: str | None, understood: Understood
) -> None:
    text = f'Cohort,Experience,"{header}"\nA,4,"{cell}"\n'
    [source] = understood(SourceFile("a.csv", text.encode())).sources
    assert [m.column.name for m in source.matches if m.index == 2] == ([column] if column else [])


def test_exact_names_keep_their_columns(understood: Understood) -> None:
    text = "Code,Role,Stage,Rate the strengths,Strengths\nM1,mentor,pre,5,2\n"
    [source] = understood(SourceFile("a.csv", text.encode())).sources
    assert source.data["strengths"].to_pylist() == [2]
    assert source.ignored == ("Rate the strengths",)


LENGTHS = [
    ("45 min", 45),
    ("0:45", 45),
    ("1h 30m", 90),
    ("0.03125", 45),
    ("18:00-18:45", 45),
    ("18:00 – 18:45", 45),
    ("23:30 to 00:15", 45),
    ("09:05 until 10:50", 105),
    ("2h", 120),
    ("1h 5", 65),
    ("1 hour 20 minutes", 80),
    ("0,0625", 90),
    ("1900-01-01 01:30:00", 1530),
    ("45.5", 45.5),
    ("18:00-", None),
]


@pytest.mark.parametrize(("text", "minutes"), LENGTHS)
def test_lengths_of_time(text: str, minutes: float | None) -> None:
    assert as_minutes(text) == minutes
