"""The sample workbooks say what their About sheets promise."""

import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

import openpyxl
import pytest

from rmdata import queries
from rmdata.findings.evidence import Selection
from rmdata.reading.opening.sheets import SourceFile
from rmdata.reading.problems import Level
from rmdata.reading.understood import Reading
from rmdata.store.store import Store
from tests.conftest import SAMPLES

Understood = Callable[..., Reading]
WORKBOOKS = ("raju2022.xlsx", "programme.xlsx", "problems.xlsx")


def sample(name: str) -> SourceFile:
    return SourceFile(name, (SAMPLES / name).read_bytes())


def test_the_problem_workbook_brings_exactly_the_problems_it_lists(understood: Understood) -> None:
    about = openpyxl.load_workbook(SAMPLES / "problems.xlsx")["About"]
    listed = [row for row in about.iter_rows(values_only=True) if row[1]][1:]
    found = understood(sample("problems.xlsx")).problems
    assert sorted((p.sheet, p.cell) for p in found) == sorted(
        (sheet, cell or "") for _, sheet, cell in listed
    )
    levels = {(p.sheet, p.cell): p.level for p in found}
    assert levels[("Questionnaires", "I17")] is levels[("Participants", "C10")] is Level.QUESTION
    assert levels[("Questionnaires", "AA13")] is levels[("Old list", "")] is Level.WARNING


@pytest.mark.parametrize("name", ["raju2022.xlsx", "programme.xlsx"])
def test_the_sample_programmes_are_free_of_problems(name: str, understood: Understood) -> None:
    assert understood(sample(name)).problems == ()


# Role, question (0 is the total), and the medians before and after that were published.
PUBLISHED = [
    ("mentor", 0, 6, 23, 29),
    ("mentor", 1, 6, 3, 4),
    ("mentor", 7, 6, 3, 5),
    ("mentor", 8, 6, 2.5, 4),
    ("mentee", 0, 5, 25, 32),
]


@pytest.fixture
def founding(store: Store, understood: Understood) -> Callable[..., list[dict[str, Any]]]:
    store.load(understood(sample("raju2022.xlsx")))
    given = Selection("Founding study (invented rows)").parameters()
    given |= {"selection": dict(given), "by": [], "since": None, "until": None}
    given |= {"before": "pre", "after": "post", "period": "month"}
    return lambda name: store.run(queries.question(name).sql, given).records()


@pytest.mark.parametrize(("role", "question", "n", "before", "after"), PUBLISHED)
def test_the_published_medians_come_out(
    role: str, question: int, n: int, before: float, after: float, founding: Any
) -> None:
    counts = [r for r in founding("change") if (r["role"], r["question"]) == (role, question)]
    spread = {
        name: [r[name] for r in counts for _ in range(r["n"])] for name in ("before", "after")
    }
    assert [len(spread["before"]), median(spread["before"]), median(spread["after"])] == [
        n,
        before,
        after,
    ]


def test_the_published_sessions_and_outcomes_come_out(founding: Any) -> None:
    minutes = [m for r in founding("session_periods") for m in [r["minutes"]] * r["n"]]
    assert (median(minutes), min(minutes), max(minutes)) == (45, 28, 180)
    answers = {(r["role"], r["question"], r["answer"]): r["n"] for r in founding("outcomes")}
    assert [answers[("mentor", "benefited", "yes")], answers[("mentee", "benefited", "yes")]] == [
        6,
        5,
    ]
    assert ("mentor", "relationship_harmed", "yes") not in answers
    met = [r for r in founding("feared") if r["theme"] == "hierarchy" and r["happened"]]
    assert met == []


def test_the_samples_are_made_again_with_the_same_values(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(SAMPLES))
    before = set(sys.modules)
    import generate

    monkeypatch.setattr(generate, "HERE", tmp_path)
    generate.main()
    for name in set(sys.modules) - before:
        del sys.modules[name]
    for name in WORKBOOKS:
        assert cells(tmp_path / name) == cells(SAMPLES / name)


def cells(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    book = openpyxl.load_workbook(path)
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}
