"""Every filter of ``show`` reaches the answer: counted by hand over ten people of one programme."""

import csv
import io
import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from rmdata.commands import showing
from rmdata.commands.showing import QUESTIONS
from rmdata.findings.catalogue import catalogue
from rmdata.reading.choices import Choices
from rmdata.reading.opening.files import parse
from rmdata.reading.opening.sheets import SourceFile
from rmdata.reading.read import read
from rmdata.schema.instrument_file import load_instrument
from rmdata.store.store import Store
from tests.command_line.conftest import Call

# Who, of which cohort, site and specialty, and what each was afraid of and met in the end. All
# answered before and after, except M8, who answered before alone.
PEOPLE = """
M1 A Leeds Surgery  time time
M2 A York  Surgery  time none
M3 B Leeds Surgery  time none
M4 B Leeds Surgery  none none
M5 B Leeds Medicine time time
M6 B York  Surgery  none none
M7 B York  Medicine time none
M8 B York  Medicine none
E1 A Leeds Medicine time time
E2 B York  Surgery  time none
E3 B York  Surgery  none none
""".strip().splitlines()
ANSWERS = {"time": "Lack of time", "none": "None of these"}


def rows() -> list[dict[str, Any]]:
    """A questionnaire before of everybody, and one after of everybody but M8."""
    found = []
    for line in PEOPLE:
        code, cohort, site, specialty, feared, *met = line.split()
        about = {
            "Participant code": code, "Role": "mentor" if code.startswith("M") else "mentee",
            "Cohort": cohort, "Site": site, "Specialty": specialty,
        }  # fmt: skip
        found.append({**about, "Stage": "pre", "Strengths": 2, "Concerns": ANSWERS[feared]})
        found += [
            {**about, "Stage": "post", "Strengths": 4, "Concerns that happened": ANSWERS[answer]}
            for answer in met
        ]
    return found


@pytest.fixture(scope="module")
def told() -> Iterator[Store]:
    """A store of these people, and of one more in another programme."""
    every = [*({"Programme": "North", **row} for row in rows()),
             {**rows()[0], "Programme": "South"}]  # fmt: skip
    headers = list(dict.fromkeys(header for row in every for header in row))
    out = io.StringIO()
    writer = csv.DictWriter(out, headers)
    writer.writeheader()
    writer.writerows(every)
    store = Store(None, load_instrument())
    file = parse(SourceFile("answers.csv", out.getvalue().encode()))
    store.load(read([file], store.instrument, Choices()))
    yield store
    store.close()


@pytest.fixture
def printed(call: Call, told: Store, monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """What ``show`` prints; the store stays open from one answer to the next."""
    monkeypatch.setattr(showing, "opened", lambda path: told)
    return lambda *words: call("show", *words).stdout


@pytest.fixture
def show(printed: Callable[..., str]) -> Callable[..., list[dict[str, Any]]]:
    def shown(what: str, *words: str) -> list[dict[str, Any]]:
        text = printed(what, "--programme", "North", "--format", "json", *words)
        records: list[dict[str, Any]] = json.loads(text)
        return records

    return shown


# Mentors and mentees who answered before and after, who were afraid of lack of time and answered
# after too, and who answered before.
FILTERS = [
    ((), {"mentor": (7, 5, 8), "mentee": (3, 2, 3)}),
    (("--cohort", "A"), {"mentor": (2, 2, 2), "mentee": (1, 1, 1)}),
    (("--cohort", "B"), {"mentor": (5, 3, 6), "mentee": (2, 1, 2)}),
    (("--site", "Leeds"), {"mentor": (4, 3, 4), "mentee": (1, 1, 1)}),
    (("--specialty", "Surgery"), {"mentor": (5, 3, 5), "mentee": (2, 1, 2)}),
    (("--role", "junior"), {"mentor": (7, 5, 8)}),
    (("--cohort", "B", "--site", "York", "--role", "mentor"), {"mentor": (2, 1, 3)}),
    (("--cohort", "A", "--cohort", "B", "--specialty", "Medicine"),
     {"mentor": (2, 2, 3), "mentee": (1, 1, 1)}),
]  # fmt: skip


@pytest.mark.parametrize(("words", "counted"), FILTERS, ids=lambda said: " ".join(said))
def test_a_filter_reaches_every_answer(
    words: tuple[str, ...], counted: dict[str, tuple[int, int, int]], show: Any
) -> None:
    change = {r["role"]: r["n_pairs"] for r in show("change", *words)}
    feared = {r["role"]: r["n_feared"] for r in show("concerns", *words) if r["theme"] == "time"}
    steps = show("participation", *words)
    before = {r["role"]: r["n"] for r in steps if r["step"] == "answered_before"}
    found = {role: (change[role], feared[role], before[role]) for role in before}
    assert found == counted


BY = [
    ("cohort", {"A": 2, "B": 5}, {"A": 2, "B": 6}),
    ("site", {"Leeds": 4, "York": 3}, {"Leeds": 4, "York": 4}),
    ("specialty", {"Surgery": 5, "Medicine": 2}, {"Surgery": 5, "Medicine": 3}),
]


@pytest.mark.parametrize(("group", "pairs", "known"), BY)
def test_groups_are_told_apart(
    group: str, pairs: dict[str, int], known: dict[str, int], show: Any
) -> None:
    """Mentors who answered both times, were afraid of lack of time, and were there at all."""
    words = ("--role", "mentor", "--by", group)
    assert {r[group]: r["n_pairs"] for r in show("change", *words)} == pairs
    steps = [r for r in show("participation", *words) if r["step"] == "answered_before"]
    assert {r[group]: r["n_of"] for r in steps} == known
    themes = show("concerns", *words)
    answered = {r[group]: r["n_answered"] for r in themes if r["theme"] == "time"}
    assert answered == pairs
    assert set(themes[0]) & {"cohort", "site", "specialty"} == {group}


@pytest.mark.parametrize(
    ("words", "n"), [((), "Ten"), (("--cohort", "A"), "Three"), (("--site", "Leeds"), "Five")]
)
def test_the_overview_is_of_the_people_asked_for(words: tuple[str, ...], n: str, show: Any) -> None:
    """Seven mentors and three mentees; two and one of cohort A; four and one in Leeds."""
    first = show("overview", *words)[0]["sentence"]
    assert first == f"{n} people answered before and after."


def test_another_programme_is_not_counted(printed: Callable[..., str]) -> None:
    text = printed("participation", "--programme", "South", "--format", "csv")
    found = {row["step"]: row["n"] for row in csv.DictReader(io.StringIO(text))}
    assert found["answered_before"] == "1"


def test_text_is_a_line_a_record(printed: Callable[..., str]) -> None:
    words = ("--programme", "North", "--role", "mentor", "--cohort")
    [line] = printed("change", *words, "A").splitlines()
    assert "n_pairs 2 " in line
    assert printed("change", *words, "C") == "Nothing to show.\n"


def test_a_finding_is_printed_whole(call: Call, written: Callable[[str, bytes], str]) -> None:
    rows = ["Programme,Participant code,Role,Stage,Strengths,Completed on"]
    for code, role, before, after in (("M1", "mentor", 5, 4), ("E1", "mentee", 2, 3)):
        rows += [f"North,{code},{role},pre,{before},2025-03-01",
                 f"North,{code},{role},post,{after},2025-09-01"]  # fmt: skip
    call("load", written("answers.csv", "\n".join(rows).encode()))
    told = call("show", "where-began").stdout.split("\n\n")
    assert [part.split("\n")[0] for part in told] == [
        "How many mentors began at the ends of the scale",
        "How many mentees began at the ends of the scale",
    ]
    assert "label Strengths  n_pairs 1  n_top 1  share_top 1  n_bottom 0  share_bottom 0" in told[0]
    mentees = json.loads(call("show", "where-began", "--role", "mentee", "--format", "json").stdout)
    assert [(row["finding"], row["n_top"]) for row in mentees] == [("where-they-began-mentee", 0)]
    csv = call("show", "criteria", "--format", "csv").stdout.splitlines()
    assert csv[0] == "finding,title"
    # The day reaches those that are judged by one.
    early = call("show", "strength", "--as-of", "01/04/2025").stdout
    assert early.count("no questionnaire after has fallen due") == 2
    assert "no questionnaire after" not in call("show", "strength").stdout


def test_every_finding_can_be_shown_and_is_listed(printed: Callable[..., str], call: Call) -> None:
    names = list(catalogue())
    for name in names:
        found = json.loads(printed(name, "--programme", "North", "--format", "json"))
        assert name in QUESTIONS or {row["finding"] for row in found}, name
    listed = [
        line.split()[0] for line in call("show", "--list").stdout.splitlines() if line[0] != " "
    ]
    assert listed == names
    assert "Was what people feared met in practice?" in call("show", "--list").stdout
