"""The overview's figures, the report's table, the rows and the methods, by hand."""

from datetime import date
from importlib.metadata import version

import pytest

from rmdata.findings.data import rows
from rmdata.findings.evidence import Evidence, Selection
from rmdata.findings.finding import Field, Form
from rmdata.findings.overview import overview, report

LATE = date(2025, 12, 31)
MENTORS, MENTEES = "Juniors (mentors)", "Consultants (mentees)"
COUNT, SCORE, P, DATE = Form.COUNT, Form.SCORE, Form.P, Form.DATE


def test_the_figures_of_the_overview(programme: Evidence, ours: Selection):
    found = overview.overview(programme, ours, LATE)
    assert found.name == "overview"
    assert [(field.name, field.form) for field in found.table.fields] == [
        (name, Form.TEXT) for name in ("point", "label", "sentence", "page")
    ]
    assert found.table.column("point") == ["took_part", "sessions", "change", "concerns", "limits"]
    assert tuple(found.table.column("sentence")) == found.sentences
    assert found.table.column("page") == [
        "Participation", "Participation", "Confidence", "Concerns and benefits", "Methods"
    ]  # fmt: skip
    # M1 to M7, E1 E2 E3 E5 of them and M08 M9 E4; S01 to S05, S07 to S09, S13, S14; the total of
    # M1 M2 M6 of M1 to M6; of E1 E3 of E1 to E3.
    assert [(metric.label, metric.value, metric.source) for metric in found.metrics] == [
        ("Answered before and after", "11 of 14", "9 of them every domain"),
        ("Sessions held", "10", "Participation"),
        ("Juniors (mentors) whose total rose", "3 of 6", "1 fell"),
        ("Consultants (mentees) whose total rose", "2 of 3", "1 fell"),
    ]


@pytest.mark.parametrize(
    ("filters", "values"),
    [
        # M6 M7 E3 E5 of them; S09; M6; E3
        pytest.param({"cohorts": ("Autumn",)}, ["4 of 4", "1", "1 of 1", "1 of 1"], id="a cohort"),
        # M3 M6 M7 E2 E5 of them and M08; S07 S08 S09 S13; M6 of M3 M6; E2 fell
        pytest.param({"sites": ("York",)}, ["5 of 6", "4", "1 of 2", "0 of 1"], id="a site"),
        # M4 M5 M7 E2 E3 of them and M08 E4; M4 stayed and M5 fell; E3 rose, E2 fell
        pytest.param({"specialties": ("Medicine",)}, ["5 of 7", "–", "0 of 2", "1 of 2"],
                     id="a specialty"),
        pytest.param({"roles": ("mentee",)}, ["4 of 5", "10", "2 of 3"], id="a role"),
        pytest.param({"cohorts": ("Nowhere",)}, ["0 of 0", "0", "–", "–"], id="nobody"),
    ],
)  # fmt: skip
def test_the_figures_of_a_filtered_overview(
    programme: Evidence, filters: dict[str, tuple[str]], values: list[str]
):
    found = overview.overview(programme, Selection("Mentoring upwards", **filters), LATE)
    assert [metric.value for metric in found.metrics] == values


def test_the_last_day_is_of_the_chosen_cohorts(programme: Evidence, ours: Selection):
    assert programme.span(ours) == (date(2025, 1, 6), date(2025, 7, 3))
    autumn = Selection("Mentoring upwards", cohorts=("Autumn",))
    assert programme.span(autumn) == (date(2025, 1, 9), date(2025, 7, 2))
    assert programme.span(Selection("Another programme")) is None


def test_the_table_of_the_report(programme: Evidence, ours: Selection):
    found = report.report(programme, ours, LATE)
    assert found.name == "report"
    assert found.table.fields == (Field("part", "Part"), Field("text", "Text"))
    assert len(found.table.rows) == 3
    assert found.details.fields == (
        Field("role", "Role"),
        Field("label", "Domain"),
        Field("n_pairs", "n pairs", COUNT),
        Field("n_up", "Rose", COUNT),
        Field("n_same", "Stayed", COUNT),
        Field("n_down", "Fell", COUNT),
        Field("pre_median", "Median before", SCORE),
        Field("post_median", "Median after", SCORE),
        Field("p_exact", "Exact signed-rank p", P),
        Field("p_holm", "Holm p", P),
        Field("p_sign", "Exact sign test p", P),
        Field("p_judged", "p as judged", P),
    )
    told = found.details.rows
    # In the order of the instrument, mentors first; the p as in test_change_goldens.py.
    assert [row[0] for row in told] == [MENTORS] * 8 + [MENTEES] * 8
    # Sign tests of 5 and 1, 2 and 3, ...; the total's, doubled for two roles, bars all others.
    assert told[:8] == (
        (MENTORS, "Clinical practice", 7, 5, 1, 1, 2, 3, 12 / 64, 1, 14 / 64, 1),
        (MENTORS, "Approach to juniors", 7, 2, 2, 3, 4, 3, 1, 1, 1, 1),
        (MENTORS, "Approachability", 7, 3, 4, 0, 3, 4, 2 / 8, 1, 2 / 8, 1),
        (MENTORS, "Use of technology", 6, 4, 0, 2, 2.5, 3, 50 / 64, 1, 44 / 64, 1),
        (MENTORS, "Time management", 7, 1, 3, 3, 4, 3, 8 / 16, 1, 10 / 16, 1),
        (MENTORS, "Strengths", 6, 3, 2, 1, 3, 4, 8 / 16, 1, 10 / 16, 1),
        (MENTORS, "Areas for improvement", 7, 6, 1, 0, 2, 4, 2 / 64, 7 / 32, 2 / 64, 1),
        (MENTORS, "Total (of 35)", 6, 3, 2, 1, 21, 24, 4 / 16, None, 10 / 16, 1),
    )
    assert told[15] == (MENTEES, "Total (of 35)", 3, 2, 0, 1, 24, 27, 4 / 8, None, 1, 1)


ROWS = {"questionnaires": 36, "participants": 14, "sessions": 14}


@pytest.mark.parametrize("name", ROWS)
def test_how_many_rows_there_are(programme: Evidence, ours: Selection, name: str):
    assert rows.n_rows(programme, ours, name) == ROWS[name]
    found = rows.rows(programme, ours, name)
    assert (found.name, len(found.table.rows)) == (name, ROWS[name])
    assert rows.n_rows(programme, Selection("Another programme"), name) == 0


def test_rows_of_sessions(programme: Evidence):
    autumn = Selection("Mentoring upwards", cohorts=("Autumn",))
    found = rows.rows(programme, autumn, "sessions").table
    dates = [field.name for field in found.fields if field.form is DATE]
    scores = [field.name for field in found.fields if field.form is SCORE]
    assert (dates, scores) == (["held_on"], ["minutes", "mentor_rating", "mentee_rating"])
    assert [field.label for field in found.fields][:6] == [
        "Programme", "Cohort", "Session id", "Mentor code", "Mentee code", "Date"
    ]  # fmt: skip
    who = {"programme": "Mentoring upwards", "cohort": "Autumn", "mentee_code": "E3"}
    told = found.records()
    assert [row["session_id"] for row in told] == ["S11", "S09", "S10"]
    for row in told:
        assert {name: row[name] for name in who} == who
    first = (told[0]["mentor_code"], told[0]["minutes"], told[0]["status"])
    assert first == ("M7", 25, "Cancelled")
    assert (told[1]["kind"], told[1]["mode"], told[1]["topics"], told[1]["site"]) == (
        "One-to-one", "Online", "careers", None
    )  # fmt: skip
    assert (told[1]["held_on"], told[2]["minutes"]) == (date(2025, 3, 5), None)


def test_several_themes_and_codes_in_one_cell(programme: Evidence, ours: Selection):
    answered = rows.rows(programme, ours, "questionnaires").table.records()
    by_code = {(row["participant_code"], row["stage"]): row for row in answered}
    assert by_code["M1", "Before"]["concerns"] == "Hierarchical difference; Lack of time"
    assert by_code["M4", "Before"]["concerns"] == "None of these"
    assert by_code["M7", "Before"]["concerns"] is None
    assert by_code["M8", "After"]["relationship_harmed"] == "yes"
    assert by_code["M8", "After"]["would_recommend"] == "no"
    assert by_code["M1", "After"]["time_devoted"] == "About right"
    met = rows.rows(programme, ours, "sessions").table.records()
    (three,) = [row for row in met if row["session_id"] == "S08"]
    assert (three["mentor_code"], three["mentee_code"]) == ("M3; M4", "E2")


@pytest.mark.parametrize(
    ("page", "codes"),
    [
        (None, ["E3", "M10", "M6", "M7"]),
        (rows.Page(3), ["E3", "M10", "M6"]),
        (rows.Page(3, 2), ["M7"]),
        (rows.Page(2, 2), ["M6", "M7"]),
        (rows.Page(2, 3), []),
    ],
    ids=["all", "three", "the rest", "two", "beyond"],
)
def test_pages_of_rows(programme: Evidence, page: rows.Page | None, codes: list[str]):
    autumn = Selection("Mentoring upwards", cohorts=("Autumn",))
    found = rows.rows(programme, autumn, "participants", page)
    assert found.table.column("participant_code") == codes


def test_free_text_is_a_column_only_where_it_is_asked_for(programme: Evidence, ours: Selection):
    every, most = (
        {f.name for f in rows.rows(programme, ours, "questionnaires", free_text=f).table.fields}
        for f in (True, False)
    )
    assert every - most == {"concerns_text", "benefits_text"}


def test_the_methods_name_what_they_rest_on(programme: Evidence):
    chosen = Selection("Mentoring upwards", ("Autumn",), ("York", "Leeds"), ("Surgery",))
    found = report.methods(programme, chosen)
    assert found.name == "methods"
    assert found.table.fields == (Field("name", "What"), Field("value", "Which"))
    told = dict(found.table.rows)
    assert told["Programme"] == "Mentoring upwards"
    assert told["Filters in force"] == "Cohort: Autumn; Site: York, Leeds; Specialty: Surgery"
    assert "Raju et al. 2022 (" in told["Instrument"]
    for package in ("duckdb", "numpy", "scipy", "streamlit"):
        assert told[package] == version(package)
    assert dict(report.methods(programme, Selection("Mentoring upwards")).table.rows)[
        "Filters in force"
    ] == "none"  # fmt: skip
    assert len(found.sentences) == 1 and "Clopper" in found.sentences[0]
