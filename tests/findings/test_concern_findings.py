"""What was feared, what happened, what was said: by role, in words."""

from typing import Any

import pytest

from rmdata.findings.concerns import answers, feared
from rmdata.findings.data import rows
from rmdata.findings.evidence import Evidence, Selection
from rmdata.store.store import Store

OURS = Selection("Our programme")
HIERARCHY, TIME = "Hierarchical difference", "Lack of time"


@pytest.fixture
def told(store: Store, load: Any, answer: Any) -> Any:
    """The finding about mentors who feared and then met so, a pair of themes a person."""

    def finding(*people: tuple[str, str]) -> Any:
        load(
            Questionnaires=[
                row
                for number, (feared, happened) in enumerate(people)
                for row in (
                    answer(f"M{number}", "pre", Concerns=feared),
                    answer(f"M{number}", "post", **{"Concerns that happened": happened}),
                )
            ]
        )
        return feared.feared_and_happened(Evidence(store), OURS, "mentor")

    return finding


NONE = "None of these"


@pytest.mark.parametrize(
    ("people", "title", "sentences"),
    [
        pytest.param(
            [(HIERARCHY, NONE)] * 6,
            "Of six mentors who said what they feared and what happened, all six feared "
            "hierarchical difference, and none of them saw it happen",
            ["Of six mentors who feared hierarchical difference, none saw it happen (compatible "
             "with up to 39% of such people)."], id="none of six"),
        pytest.param(
            [(TIME, TIME), (NONE, NONE), (NONE, NONE)],
            "Of three mentors who said what they feared and what happened, one feared lack of "
            "time and saw it happen",
            ["The only mentor of those who said both who feared lack of time saw it happen."],
            id="one of three"),
        pytest.param(
            [(TIME, NONE), (NONE, TIME)],
            "Of two mentors who said what they feared and what happened, one feared lack of time "
            "and did not see it happen",
            ["The only mentor of those who said both who feared lack of time did not see it happen "
             "(compatible with up to 95% of such people); one who had not feared it saw it "
             "happen."], id="another"),
        pytest.param(
            [(HIERARCHY, NONE), (TIME, NONE), (NONE, NONE)],
            "Of three mentors who said what they feared and what happened, hierarchical "
            "difference and lack of time were feared by one each; of these two fears neither came "
            "true", [], id="a tie"),
        pytest.param(
            [(NONE, TIME), (NONE, NONE), (NONE, NONE)],
            "Of three mentors who said what they feared and what happened, none had feared "
            "anything; lack of time happened to one",
            ["Lack of time: feared by none of those who said both; one of three saw it happen."],
            id="none feared"),
        pytest.param(
            [(NONE, NONE)],
            "No mentor who said both feared anything or saw it happen.", [],
            id="nothing at all"),
    ],
)  # fmt: skip
def test_feared_and_happened(
    told: Any, people: list[tuple[str, str]], title: str, sentences: list[str]
):
    finding = told(*people)
    assert finding.title == title
    if sentences:
        assert list(finding.sentences) == sentences


def test_roles_are_never_pooled(store: Store, load: Any, answer: Any):
    load(
        Questionnaires=[
            row
            for code in ("M1", "M2", "E1")
            for row in (
                answer(code, "pre", Concerns=TIME),
                answer(code, "post", **{"Concerns that happened": TIME}),
            )
        ]
    )
    found = feared.feared(Evidence(store), OURS)
    assert [(theme.role, theme.n_answered) for theme in found] == [("mentor", 2), ("mentee", 1)]
    for role, n in (("mentor", 2), ("mentee", 1)):
        raised = answers.themes(Evidence(store), OURS, role, "concerns")
        assert raised.table.column("n") == [n]


@pytest.mark.parametrize(
    ("harmed", "title", "limits"),
    [
        (["no"], "Mentors: nobody reported a harmed relationship",
         ("Nobody reported harm; that is compatible with a true share of up to 95%.",)),
        (["yes"], "Mentors: the only one reported a harmed relationship", ()),
        (["no"] * 6, "Mentors: none of six reported a harmed relationship",
         ("None of six reported harm; that is compatible with a true share of up to 39%.",)),
        (["yes", "no"], "Mentors: one of two reported a harmed relationship",
         ("One of two reported harm; that is compatible with a true share of up to 97%.",)),
    ],
    ids=["0 of 1", "1 of 1", "0 of 6", "1 of 2"],
)  # fmt: skip
def test_harm(
    store: Store, load: Any, answer: Any, harmed: list[str], title: str, limits: tuple[str, ...]
):
    load(
        Questionnaires=[
            answer(f"M{i}", "post", **{"Relationship harmed": said})
            for i, said in enumerate(harmed)
        ]
    )
    finding = answers.outcomes(Evidence(store), OURS, "mentor")
    assert (finding.title, finding.sentences) == (title, limits)


def test_free_text_is_read_without_its_code(store: Store, load: Any, answer: Any):
    load(Questionnaires=[answer("M1", "pre", **{"Concerns in your own words": "My rota"})])
    finding = answers.free_text(Evidence(store), OURS)
    assert finding.table.rows == (("Concerns", "Mentor", "Before", "My rota"),)
    assert "M1" not in repr(finding)


def test_rows_leave_free_text_out_unless_asked(store: Store, load: Any, answer: Any):
    load(Questionnaires=[answer("M1", "pre", **{"Concerns in your own words": "My rota"})])
    evidence = Evidence(store)
    assert rows.rows(evidence, OURS, "questionnaires").title == (
        "One questionnaire in this selection"
    )
    assert "My rota" not in repr(rows.rows(evidence, OURS, "questionnaires"))
    assert "My rota" in repr(rows.rows(evidence, OURS, "questionnaires", free_text=True))
