"""Nothing that is written ever shows a machine's word for nothing; numbers read as people say."""

import io
import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rmdata.findings import wording
from rmdata.findings.confidence.changes import changes
from rmdata.findings.evidence import Evidence, Selection
from rmdata.findings.finding import Finding
from rmdata.findings.participation import selection_bias
from rmdata.reading.opening.files import parse
from rmdata.reading.opening.sheets import SourceFile
from rmdata.reading.read import read
from rmdata.schema.instrument_file import load_instrument
from rmdata.schema.vocabulary import Instrument
from rmdata.store.store import Store
from tests.findings.all_findings import every_finding

NO_WORDS = re.compile(r"\b(nan|null|NaN|None|True|False|inf)\b|\.\.|  |\bone of one\b|\{|\}")
# "None of six" and "None of these" begin sentences; "None" alone is Python's.
SAID = re.compile(r"None (of|rose)\b")
# Superlatives compare with everything else, and nothing has tested that.
SUPERLATIVE = re.compile(r"(?<!\bat )\b(most|best|least|worst|clearest|strongest)\b(?! of\b)", re.I)
DAY = date(2025, 3, 3)
AS_OF = DAY + timedelta(days=60)


@pytest.mark.parametrize(
    ("part", "whole", "of", "who"),
    [
        (0, 1, "nobody", "no mentor"),
        (1, 1, "the only one", "the only mentor"),
        (0, 2, "neither", "neither mentor"),
        (1, 2, "one of two", "one of the two mentors"),
        (2, 2, "both", "both mentors"),
        (0, 6, "none of six", "none of the six mentors"),
        (5, 6, "five of six", "five of the six mentors"),
        (6, 6, "all six", "all six mentors"),
        (13, 1200, "13 of 1,200", "13 of the 1,200 mentors"),
    ],
)
def test_shares_of_people(part: int, whole: int, of: str, who: str):
    assert wording.of(part, whole) == of
    assert wording.who(part, whole, "mentor", "mentors") == who


@pytest.mark.parametrize(
    ("value", "written"),
    [(3.0, "3"), (3.5, "3.5"), (2.25, "2.25"), (1250.0, "1,250"), (100.0, "100"), (None, "–")],
)
def test_numbers(value: float | None, written: str):
    assert wording.number(value) == written


@pytest.mark.parametrize(
    ("value", "written"),
    [(0.0043, "0.43%"), (0.393, "39%"), (0.995, "99.5%"), (1.0, "100%"), (0.0, "0%"), (None, "–")],
)
def test_limits_are_never_rounded_to_nothing(value: float | None, written: str):
    assert wording.limit(value) == written


@pytest.mark.parametrize(
    ("minutes", "written"),
    [(45, "45 minutes"), (60, "one hour"), (1, "one minute"), (61, "1 hour 1 minute"),
     (2430, "40 hours 30 minutes")],
)  # fmt: skip
def test_amounts_of_time(minutes: float, written: str):
    assert wording.lasted(minutes) == written


@pytest.mark.parametrize(
    ("label", "inside"), [("Use of IT", "use of IT"), ("ECG", "ECG"), ("Strengths", "strengths")]
)
def test_labels_within_a_sentence(label: str, inside: str):
    assert wording.inside(label) == inside


def cells(table: Any) -> Iterator[str]:
    yield from (field.label for field in table.fields)
    for row in table.rows:
        for value, field in zip(row, table.fields, strict=True):
            yield wording.written(value, field.form)


def texts(finding: Finding) -> Iterator[str]:
    yield from (finding.title, finding.basis, finding.alt, *finding.sentences, *finding.notes)
    for metric in finding.metrics:
        yield from (metric.label, metric.value, metric.source)
    yield from cells(finding.table)
    yield from cells(finding.details)


def blank_or(*values: Any) -> st.SearchStrategy[Any]:
    return st.sampled_from([None, *values])


SCORE = blank_or(1, 2, 3, 4, 5)
ANSWER = st.fixed_dictionaries(
    {
        "Strengths": SCORE,
        "Approachability": SCORE,
        "Understanding of role": SCORE,
        "Site": blank_or("Leeds", "York"),
        "Concerns": blank_or("Lack of time", "Hierarchical difference", "None of these"),
        "Concerns that happened": blank_or("Lack of time", "None of these"),
        "Benefits": blank_or("More confidence", "None of these"),
        "Benefited": blank_or("yes", "no"),
        "Relationship harmed": blank_or("yes", "no"),
        "Experience": SCORE,
        "Time devoted": blank_or("about right", "too little"),
        "Completed on": blank_or(DAY),
        "rest": SCORE,
    }
)
PEOPLE = st.dictionaries(
    st.sampled_from(["M1", "M2", "M3", "E1", "E2"]),
    st.fixed_dictionaries(
        {"pre": st.none() | ANSWER, "post": st.none() | ANSWER, "follow-up": st.none() | ANSWER}
    ),
    max_size=5,
)
MEETINGS = st.lists(
    st.fixed_dictionaries(
        {
            "Mentor code": st.sampled_from(["M1", "M2"]),
            "Mentee code": st.sampled_from(["E1", "E2"]),
            "Minutes": blank_or(20, 45),
            "Mode": blank_or("online", "phone"),
            "Topics": blank_or("Rota; ECG"),
            "Status": st.sampled_from(["held", "cancelled", "planned"]),
        }
    ),
    max_size=4,
)
JOINED = st.dictionaries(
    st.sampled_from(["M1", "M2", "M4", "E1"]),
    st.fixed_dictionaries(
        {"Agreed on": blank_or(DAY), "Left on": blank_or(DAY), "Sex": blank_or("F", "M")}
    ),
    max_size=4,
)


def sheet(book: openpyxl.Workbook, title: str, headers: list[str], found: list[Any]) -> None:
    page = book.create_sheet(title)
    page.append(headers)
    for row in found:
        page.append([row.get(header) for header in headers])


def programme(instrument: Instrument, people: Any, meetings: Any, joined: Any) -> SourceFile:
    """A workbook of one random programme; "rest" answers all domains that are not drawn."""
    drawn = {"Strengths", "Approachability"}
    rest = [d.label for d in instrument.domains if d.label not in drawn]
    answers = [
        {"Participant code": code, "Role": role_of(code), "Stage": stage}
        | said
        | dict.fromkeys(rest, said["rest"])
        for code, stages in people.items()
        for stage, said in stages.items()
        if said
    ]
    about = ["Participant code", "Role", "Stage"]
    asked = ["Site", "Concerns", "Concerns that happened", "Benefits", "Benefited",
             "Relationship harmed", "Experience", "Time devoted", "Completed on"]  # fmt: skip
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    rated = [*sorted(drawn), *rest, "Understanding of role"]
    sheet(book, "Questionnaires", [*about, *asked, *rated], answers)
    dated = [m | {"Date": DAY + timedelta(days=i)} for i, m in enumerate(meetings)]
    when = ["Mentor code", "Mentee code", "Date", "Minutes", "Mode", "Topics", "Status"]
    sheet(book, "Sessions", when, dated)
    invited = [{"Participant code": c, "Role": role_of(c)} | said for c, said in joined.items()]
    joining = ["Participant code", "Role", "Agreed on", "Left on", "Sex"]
    sheet(book, "Participants", joining, invited)
    content = io.BytesIO()
    book.save(content)
    return SourceFile("random.xlsx", content.getvalue())


def role_of(code: str) -> str:
    return "mentor" if code.startswith("M") else "mentee"


@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(people=PEOPLE, meetings=MEETINGS, joined=JOINED)
def test_whatever_the_programme_every_word_is_sane(people: Any, meetings: Any, joined: Any):
    instrument = load_instrument()
    reading = read([parse(programme(instrument, people, meetings, joined))], instrument)
    store = Store(None, instrument)
    try:
        if not reading.stopped:
            store.load(reading)
        check(Evidence(store))
    finally:
        store.close()


def check(evidence: Evidence) -> None:
    for sites in ((), ("Leeds",)):
        selection = Selection("Our programme", sites=sites)
        for change in changes(evidence, selection):
            assert change.n_up + change.n_same + change.n_down == change.n_pairs > 0
        for finding in every_finding(evidence, selection, AS_OF):
            if finding.name == "methods":
                continue  # its one sentence is a page of documentation
            for text in texts(finding):
                strange = NO_WORDS.search(SAID.sub("Some", text))
                assert not strange, f"{finding.name}: {text}"
            superlative = SUPERLATIVE.search(" ".join((finding.title, *finding.sentences)))
            assert not superlative, f"{finding.name}: {superlative}"
            assert not (finding.claims and selection.is_filtered), finding.name
            assert finding.title[:1] == finding.title[:1].upper(), finding.title


def test_under_a_filter_nothing_is_judged(store: Store, load: Any, answer: Any):
    """Twelve who took part and twelve who did not, unlike in everything, at one site."""
    about = {"Role": "mentor", "Site": "Leeds"}
    load(
        Participants=[
            {"Participant code": f"M{i}", "Sex": "FM"[i // 12], **about}
            | ({"Agreed on": DAY} if i < 12 else {"Invited on": DAY})
            for i in range(24)
        ]
    )
    ours, leeds = Selection("Our programme"), Selection("Our programme", sites=("Leeds",))
    assert len(selection_bias.took_part(Evidence(store), ours, "mentor").claims) == 1
    found = selection_bias.took_part(Evidence(store), leeds, "mentor")
    assert not found.claims
    assert found.title == "Mentors who took part and those who did not, side by side"
