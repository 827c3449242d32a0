"""What an export leaves open is asked or flagged with its cell, and never guessed."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from rmdata.reading.answers.words import stage_of
from rmdata.reading.choices import DAY_FIRST, HIGHEST_FIRST, LOWEST_FIRST
from rmdata.reading.problems import Asks, Level, Problem
from rmdata.reading.understood import Reading
from rmdata.schema.vocabulary import Instrument
from tests.reading.tools.shapes import ROLES, Rows, as_file, export, export_rows

ReadIn = Callable[..., Reading]


def stopping(reading: Reading) -> list[Problem]:
    return [problem for problem in reading.problems if problem.level is not Level.WARNING]


def scores(reading: Reading, column: str = "clinical_practice") -> list[Any]:
    return [value for source in reading.sources for value in source.data[column].to_pylist()]


def replaced(rows: Rows, header: str, change: Callable[[str], str], below: int = 1) -> Rows:
    at = rows[0].index(header)
    return [
        [change(cell) if i == at and n >= below and cell else cell for i, cell in enumerate(row)]
        for n, row in enumerate(rows)
    ]


def test_coded_answers_without_their_key(read_in: ReadIn) -> None:
    [problem] = read_in(export("jisc_before.csv"), stage="pre").problems
    assert problem.level is Level.ERROR
    assert "Add the key file of the same survey" in problem.message


def test_a_key_alone(read_in: ReadIn) -> None:
    reading = read_in(export("jisc_before_key.csv"))
    [problem] = reading.problems
    assert (problem.level, reading.files[0].recognised) == (Level.ERROR, "jisc")
    assert "says what the codes of a survey mean" in problem.message


def test_the_key_is_found_by_its_codes_among_several_surveys(read_in: ReadIn) -> None:
    names = ("jisc_after_key.csv", "jisc_after.csv", "jisc_before_key.csv", "jisc_before.csv")
    reading = read_in(*(export(name) for name in names), stage="pre", duplicates="first")
    assert stopping(reading) == []
    alone = read_in(export("jisc_before.csv"), export("jisc_after_key.csv"), stage="pre")
    assert "key file" in stopping(alone)[0].message


def test_two_different_keys_that_both_fit(read_in: ReadIn) -> None:
    other = [[cell.replace("Junior doctor", "Consultant") for cell in row]
             for row in export_rows("jisc_before_key.csv")]  # fmt: skip
    files = export("jisc_before.csv"), export("jisc_before_key.csv"), as_file(other, "other.csv")
    [problem] = stopping(read_in(*files, stage="pre"))
    assert problem.message.startswith("Two key files fit")


def test_two_ticks_in_one_row_are_flagged_and_left_out(read_in: ReadIn) -> None:
    rows = export_rows("jisc_before.csv")
    grid = rows[0].index("Q3_1_a")
    rows[2][grid : grid + 5] = ["", "1", "1", "", ""]
    reading = read_in(as_file(rows), export("jisc_before_key.csv"), stage="pre")
    [problem] = reading.problems
    assert (problem.level, problem.cell) == (Level.WARNING, "E3")
    assert problem.value == "Slightly confident; Somewhat confident"
    assert scores(reading)[:3] == [3, None, 3]


def qualtrics_codes(codes: dict[str, str]) -> Rows:
    rows = export_rows("qualtrics_numbers.csv")
    for n in range(1, 9):
        rows = replaced(rows, f"Q3_{n}", lambda cell: codes[cell], below=3)
    return rows


UP = dict(zip("12345", ("18", "19", "20", "21", "22"), strict=True))


def test_codes_outside_the_scale_are_a_question(read_in: ReadIn) -> None:
    file = as_file(qualtrics_codes(UP))
    [problem] = stopping(read_in(file, meanings=ROLES))
    assert (problem.level, problem.asks, problem.cell) == (Level.QUESTION, Asks.SCALE, "R4")
    assert "the numbers 18 to 22" in problem.message
    plain = scores(read_in(export("qualtrics_numbers.csv"), meanings=ROLES))
    for said, told in [
        (LOWEST_FIRST, plain),
        ("18-22", plain),
        (HIGHEST_FIRST, [6 - point for point in plain]),
        ("22-18", [6 - point for point in plain]),
    ]:
        reading = read_in(file, meanings=ROLES, scale=said)
        assert (stopping(reading), scores(reading)) == ([], told)


def test_codes_of_a_longer_scale_are_never_squeezed(read_in: ReadIn) -> None:
    seven = dict(zip("12345", ("18", "19", "21", "23", "24"), strict=True))
    file = as_file(replaced(qualtrics_codes(seven), "Q3_1", lambda _: "20", below=3))
    for said in ({}, {"scale": LOWEST_FIRST}):
        [problem] = stopping(read_in(file, meanings=ROLES, **said))
        assert problem.asks is Asks.SCALE
    outside = stopping(read_in(file, meanings=ROLES, scale="18-22"))
    assert {problem.level for problem in outside} == {Level.ERROR}


def test_numbers_of_the_scale_are_taken(read_in: ReadIn) -> None:
    assert stopping(read_in(export("qualtrics_numbers.csv"), meanings=ROLES)) == []


def test_codes_of_roles_are_a_question(read_in: ReadIn) -> None:
    [problem] = stopping(read_in(export("qualtrics_numbers.csv")))
    assert (problem.asks, problem.value) == (Asks.MEANINGS, "1; 2")
    assert read_in(export("redcap_raw.csv")).asked("redcap_raw.csv") == (Asks.MEANINGS,)


def test_raw_names_that_say_nothing_are_asked_about(
    read_in: ReadIn, instrument: Instrument
) -> None:
    reading = read_in(export("redcap_raw_coded.csv"))
    problem = next(p for p in reading.problems if p.asks is Asks.COLUMNS)
    assert problem.level is Level.QUESTION
    assert "“conf_1”, “conf_2”" in problem.message
    labels = (*(domain.label for domain in instrument.domains), "Understanding of role")
    said = "; ".join(f"conf_{n} = {label}" for n, label in enumerate(labels, start=1))
    told = read_in(export("redcap_raw_coded.csv"), columns=said)
    assert Asks.COLUMNS not in told.asked("redcap_raw_coded.csv")
    assert scores(told) == scores(read_in(export("redcap_raw.csv"), meanings=ROLES))


def test_codes_of_options_are_asked_about(read_in: ReadIn) -> None:
    reading = read_in(export("redcap_raw_coded.csv"), columns="conf_1 = Clinical practice")
    asked = [p for p in reading.problems if p.asks is Asks.MEANINGS and "concern___1" in p.value]
    assert asked
    said = f"{ROLES}; concern___1 = Hierarchical difference; concern___2 = Lack of time"
    said += (
        "; concern___3 = Confidentiality; concern___6 = Lack of time; concern___4 = Lack of time"
    )
    said += "; concern___99 = None of these"
    told = read_in(
        export("redcap_raw_coded.csv"), columns="conf_1 = Clinical practice", meanings=said
    )
    assert scores(told, "concerns")[:2] == [["hierarchy", "time"], ["hierarchy", "time"]]
    assert scores(told, "concerns")[9] == []


def test_short_names_that_fit_two_domains_are_not_read(read_in: ReadIn) -> None:
    rows = export_rows("redcap_raw_short.csv")
    rows[0] = ["conf_appr2" if name == "conf_jun" else name for name in rows[0]]
    reading = read_in(as_file(rows), meanings=ROLES)
    assert Asks.COLUMNS in reading.asked("answers.csv")
    assert not {"approachability", "approach_to_juniors"} & set(reading.sources[0].carried)


def test_two_grids_of_one_form_are_a_question(read_in: ReadIn) -> None:
    file = export("microsoft_forms_two_grids.xlsx")
    [problem] = stopping(read_in(file))
    assert (problem.level, problem.asks) == (Level.QUESTION, Asks.GRIDS)
    assert "Clinical practice stands in columns O, G" in problem.message
    before, after = (
        scores(read_in(file, grids="pre, post"))[:11],
        scores(read_in(file, grids="ignore, post")),
    )
    both = read_in(file, grids="retrospective_pre, after")
    assert scores(both) == before + after
    assert set(scores(both, "stage")) == {"retrospective_pre", "post"}


def test_an_unknown_word_is_a_question(read_in: ReadIn) -> None:
    rows = export_rows("google_forms.csv")
    at = next(i for i, name in enumerate(rows[0]) if "Clinical practice" in name)
    rows[1][at] = "Sort of"
    [problem] = stopping(read_in(as_file(rows)))
    assert (problem.asks, problem.cell) == (Asks.MEANINGS, "E2")
    assert "Sort of" in problem.value
    said = "Sort of = 3; Not at all confident = 1; Slightly confident = 2; Somewhat confident = 3"
    said += "; Very confident = 4; Extremely confident = 5"
    assert scores(read_in(as_file(rows), meanings=said))[0] == 3


def test_a_column_of_two_scales_is_a_question(read_in: ReadIn) -> None:
    rows = export_rows("microsoft_forms.csv")
    at = rows[0].index("Clinical practice")
    rows[3][at] = "Very satisfied"
    [problem] = stopping(read_in(as_file(rows)))
    assert problem.message.startswith("This column mixes the words of two scales")


def test_words_that_rise_as_their_numbers_fall_are_a_question(read_in: ReadIn) -> None:
    words = ("Strongly agree", "Agree", "Neutral", "Disagree", "Strongly disagree")
    falling = {word: f"{n} - {word}" for n, word in enumerate(words, start=1)}
    rows = export_rows("microsoft_forms.csv")
    rows = replaced(rows, "Clinical practice", lambda cell: falling[cell])
    [problem] = stopping(read_in(as_file(rows)))
    assert problem.asks is Asks.SCALE
    told = read_in(as_file(rows), scale=HIGHEST_FIRST)
    assert scores(told) == scores(read_in(export("microsoft_forms.csv")))


def test_no_answer_is_not_the_middle(read_in: ReadIn) -> None:
    rows = export_rows("microsoft_forms.csv")
    at = rows[0].index("Clinical practice")
    for n, said in enumerate(("N/A", "Not applicable", "Don't know", "Prefer not to answer"), 1):
        rows[n][at] = said
    reading = read_in(as_file(rows))
    assert (stopping(reading), scores(reading)[:4]) == ([], [None] * 4)


def test_dates_of_either_order_are_asked_about(read_in: ReadIn) -> None:
    rows = export_rows("google_forms.csv")
    rows = [rows[0], *(["03/04/2025 18:36:44", *row[1:]] for row in rows[1:])]
    [problem] = stopping(read_in(as_file(rows)))
    assert (problem.asks, problem.cell) == (Asks.DATES, "A2")
    days = scores(read_in(as_file(rows), dates=DAY_FIRST), "completed_on")
    assert set(days) == {date(2025, 4, 3)}


def test_repeated_instances_are_the_question_which_one_counts(read_in: ReadIn) -> None:
    rows = export_rows("redcap_raw.csv")
    again = list(rows[12])
    again[3], again[7] = "2", "1" if rows[12][7] != "1" else "2"
    reading = read_in(as_file([*rows, again]), meanings=ROLES)
    assert [problem.asks for problem in stopping(reading)] == [Asks.DUPLICATES]


def test_records_without_events_are_not_taken_for_people(read_in: ReadIn) -> None:
    rows = export_rows("redcap_raw.csv")
    rows = [[cell for i, cell in enumerate(row) if i != 1] for row in rows]
    reading = read_in(as_file(rows), meanings=ROLES, stage="pre")
    assert any("numbers the records" in p.message for p in reading.problems)
    assert "participant_code" not in reading.sources[0].carried


def test_nothing_ticked_is_none_only_in_a_complete_form_that_others_answered(
    read_in: ReadIn,
) -> None:
    rows = export_rows("redcap_labels.csv")
    boxes = [i for i, name in enumerate(rows[0]) if name.startswith("What concerns")]
    for i in boxes:
        rows[1][i] = rows[2][i] = "Unchecked"
    rows[2][-1] = "Incomplete"
    told = scores(read_in(as_file(rows)), "concerns")
    assert (told[0], told[1]) == ([], None)
    assert told[11:] == [None] * 11


def test_options_that_hold_commas_are_found_whole(read_in: ReadIn) -> None:
    rows = export_rows("google_forms.csv")
    at = rows[0].index("What concerns do you have? (tick all)")
    own = "Being late, or ill, or both"
    rows[1][at] = own
    rows[2][at] = f"Lack of time, {own}, Confidentiality"
    rows[3][at], rows[4][at] = "Rota", "Rota, Weather"
    told = scores(read_in(as_file(rows)), "concerns")
    assert told[:2] == [[own], ["time", own, "confidentiality"]]
    assert told[2:4] == [["Rota"], ["Rota", "Weather"]]


@pytest.mark.parametrize("reference", ["X9", ""])
def test_the_external_reference_is_the_code_where_it_is_filled(
    reference: str, read_in: ReadIn
) -> None:
    rows = export_rows("qualtrics_numbers.csv")
    rows = replaced(rows, "ExternalReference", lambda _: reference, below=3)
    rows = [[*row, "Participant code" if n < 2 else f"M{n}"] for n, row in enumerate(rows)]
    reading = read_in(as_file(rows), meanings=ROLES, duplicates="first")
    assert scores(reading, "participant_code")[0] == (reference or "M3")
    said = [p for p in reading.problems if "ExternalReference” holds the codes" in p.message]
    assert bool(said) == bool(reference)


def test_topics_of_texts_are_themes_and_the_texts_stay_words(read_in: ReadIn) -> None:
    rows = export_rows("qualtrics_numbers.csv")
    tags = ["Q9", "Q9 - Topics"], ["What concerns do you have?", "Q9 - Topics"], ["{}", "{}"]
    answers = [["worried about who is who", "Hierarchy, Lack of time"]] * 30
    rows = [row + more for row, more in zip(rows, [*tags, *answers], strict=False)]
    reading = read_in(as_file(rows), meanings=ROLES)
    assert scores(reading, "concerns")[0] == ["hierarchy", "time"]
    assert scores(reading, "concerns_text")[0] == "worried about who is who"


def test_codes_of_yes_and_no_mean_what_was_said(read_in: ReadIn) -> None:
    rows = export_rows("redcap_raw_coded.csv")
    key = export("redcap_dictionary.csv")
    labelled = scores(read_in(as_file(rows), key), "relationship_harmed")
    reading = read_in(as_file(rows), columns="conf_1 = Clinical practice")
    [problem] = [p for p in reading.problems if "Relationship harmed" in p.message]
    assert (problem.asks, problem.value) == (Asks.MEANINGS, "2")
    told = read_in(as_file(rows), columns="conf_1 = Clinical practice", meanings="1 = yes; 2 = no")
    assert scores(told, "relationship_harmed") == labelled
    harmed = rows[0].index("harmed")
    both = [[*row[:harmed], "1", *row[harmed + 1 :]] if n == 12 else row
            for n, row in enumerate(rows)]  # fmt: skip
    reading = read_in(as_file(both), columns="conf_1 = Clinical practice")
    [problem] = [p for p in reading.problems if "Relationship harmed" in p.message]
    assert problem.value == "1; 2"
    turned = read_in(as_file(rows), columns="conf_1 = Clinical practice", meanings="1 = no")
    assert set(scores(turned, "benefited")) == {None, False}


def test_a_short_remark_is_not_taken_for_a_domain_that_was_not_asked(read_in: ReadIn) -> None:
    rows = [[*row[:6], *row[7:], "fine"] for row in export_rows("redcap_labels.csv")]
    rows[0][-1] = "Remarks"
    reading = read_in(as_file(rows))
    assert (reading.asked("answers.csv"), reading.stopped) == ((), False)


def test_the_code_of_a_person_has_no_other_meaning(read_in: ReadIn) -> None:
    rows = replaced(export_rows("redcap_raw.csv"), "record_id", lambda code: code.lstrip("ME"))
    rows = [row for n, row in enumerate(rows) if n == 0 or row[6] == "1"]
    reading = read_in(as_file(rows), meanings=ROLES)
    assert scores(reading, "participant_code") == ["1", "2", "3", "4", "5", "6"]


def test_an_excel_error_among_options_is_an_error(read_in: ReadIn) -> None:
    rows = export_rows("google_forms.csv")
    rows[1][rows[0].index("What concerns do you have? (tick all)")] = "#N/A"
    [problem] = stopping(read_in(as_file(rows)))
    assert "Excel error #N/A" in problem.message


def test_an_option_to_be_said_in_words_is_no_theme(read_in: ReadIn) -> None:
    rows = export_rows("surveymonkey.csv")
    rows[2][rows[1].index("Other (please specify)")] = "The rota, mostly"
    own = scores(read_in(as_file(rows)), "concerns_text")[0]
    assert own == "I am not sure how frank I can be with someone so senior."
    words = rows[0].index("Tell us more about your concerns")
    rows = [[cell for i, cell in enumerate(row) if i != words] for row in rows]
    reading = read_in(as_file(rows))
    assert scores(reading, "concerns")[0] == ["hierarchy", "selection_bias_mentors"]
    assert scores(reading, "concerns_text")[0] == "The rota, mostly"


@pytest.mark.parametrize("n_rows", [1, 2])
def test_an_export_without_answers_is_told(n_rows: int, read_in: ReadIn) -> None:
    for name in ("surveymonkey.csv", "qualtrics.csv", "jisc_questions.csv"):
        if n_rows == 1 or name != "jisc_questions.csv":
            assert stopping(read_in(as_file(export_rows(name)[:n_rows])))


def test_two_short_names_of_one_domain_are_both_left_alone(read_in: ReadIn) -> None:
    rows = export_rows("redcap_raw_short.csv")
    rows[0] = ["conf_clinic" if name == "conf_str" else name for name in rows[0]]
    reading = read_in(as_file(rows), meanings=ROLES)
    [problem] = [p for p in reading.problems if p.asks is Asks.COLUMNS]
    assert "“conf_clin”, “conf_clinic”" in problem.message
    assert not {"clinical_practice", "strengths"} & set(reading.sources[0].carried)


def test_a_survey_that_was_begun_and_not_completed_has_no_date(read_in: ReadIn) -> None:
    rows = export_rows("redcap_raw.csv")
    rows[1][5] = "[not completed]"
    reading = read_in(as_file(rows), meanings=ROLES)
    assert (stopping(reading), scores(reading, "completed_on")[0]) == ([], None)


@pytest.mark.parametrize(
    ("text", "stage"),
    [
        ("pre_arm_1", "pre"),
        ("baseline_arm_2b", "pre"),
        ("Post (Arm 1: before the summer)", "post"),
        ("After the programme", "post"),
        ("Before, looking back", "retrospective_pre"),
        ("6 months after", None),
        ("before and after", None),
        ("enrolment_arm_1", None),
        ("How I feel now", "post"),
        ("Now and before", None),
    ],
)
def test_the_stage_that_a_text_names(text: str, stage: str | None, instrument: Instrument) -> None:
    assert stage_of(text, instrument) == stage
