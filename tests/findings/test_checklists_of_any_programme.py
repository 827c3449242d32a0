"""What the mark and the checklists say holds for any programme; counted again from its sheets."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest

from rmdata.findings.appraisal import consort, mersqi, nhlbi, strength
from rmdata.findings.confidence.changes import changes
from rmdata.findings.evidence import Evidence, Selection
from rmdata.findings.finding import Finding, Verdict
from rmdata.schema.vocabulary import Instrument
from rmdata.store.store import Store
from tests.findings.random_programmes import ROLES, Programme, random_programme

OURS = Selection("Our programme")
LATER = date(2027, 1, 1)
SEEDS = range(20)
PART_OF = re.compile(r"(\d[\d,]*) of (?:the )?(\d[\d,]*)")
STEPS = re.compile(
    r"(\d[\d,]*) (invited|agreed|took part|met|answered (?:before|after|both times))"
)
MARKS = ["Below level 2", "At most level 2", "Level 3 or above"]
# What each item of MERSQI can have in one group that rates itself.
POSSIBLE = [{1, 1.5}, {0.5, 1, 1.5}, {0.5, 1, 1.5}, {1}, {0, 1}, {0}, {0}, {1}, {1, 2}, {1}]


@pytest.fixture(scope="module")
def opened(instrument: Instrument) -> Iterator[Callable[[Programme], Evidence]]:
    """A store of one programme."""
    stores: list[Store] = []

    def of(programme: Programme, understood: Any, workbook: Any) -> Evidence:
        stores.append(Store(None, instrument))
        sheets = programme.sheets()
        if sheets:
            stores[-1].load(understood(workbook(**sheets)))
        return Evidence(stores[-1])

    yield of
    for store in stores:
        store.close()


@pytest.fixture
def made(opened: Any, understood: Any, workbook: Any) -> Callable[[Programme], Evidence]:
    return lambda programme: opened(programme, understood, workbook)


def checklists(evidence: Evidence, selection: Selection = OURS) -> list[Finding]:
    return [
        ask(evidence, selection, LATER) for ask in (consort.consort, mersqi.mersqi, nhlbi.nhlbi)
    ]


def number(text: str) -> int:
    return int(text.replace(",", ""))


@pytest.mark.parametrize("seed", SEEDS)
def test_any_programme(made: Callable[[Programme], Evidence], seed: int) -> None:
    programme = random_programme(seed)
    evidence = made(programme)
    consort, mersqi, nhlbi = checklists(evidence)
    strengths = [strength.strength(evidence, OURS, role, LATER) for role in ROLES]
    for finding in (consort, mersqi, nhlbi, *strengths):
        _reads_well(finding)
    _is_counted_again(programme, consort)
    _has_points(mersqi)
    replies = dict(zip(nhlbi.table.column("number"), nhlbi.table.column("answer"), strict=True))
    assert (replies["8"], replies["11"], replies["12"]) == ("No", "No", "Not applicable")
    _lost_is_lost(programme, replies["9"])
    shown = [c for c in changes(evidence, OURS) if c.domain == "total"]
    shown = [change for change in shown if change.verdict is Verdict.SHOWN]
    told = " ".join(consort.table.column("answer"))
    assert told.count("more than chance") == len(shown) == len(consort.claims)
    for mark, role in zip(strengths, ROLES, strict=True):
        assert "at most level 2" in mark.title or "level 3" not in mark.title
        assert (
            not mark.is_empty
            or not programme.steps(role)["took part"]
            or ("fallen due" in mark.title)
        )


def _reads_well(finding: Finding) -> None:
    cells = [cell for row in finding.table.rows for cell in row if isinstance(cell, str)]
    texts = [finding.title, finding.basis, *finding.sentences, *finding.notes, *cells]
    for text in texts:
        assert "None" not in text and "{" not in text and ".." not in text and "  " not in text
        assert not re.search(r"\b(best|worst|highest|strongest|significant)\b", text)
        for part, whole in PART_OF.findall(text):
            assert number(part) <= number(whole), text
    ended = "reason" if "reason" in [f.name for f in finding.table.fields] else "answer"
    if finding.name.startswith("checklist") and finding.table.rows:
        assert all(told.endswith(".") for told in finding.table.column(ended))


def _is_counted_again(programme: Programme, consort: Finding) -> None:
    """The flow as the sheets have it, by role; a step that nobody took is left out."""
    [told] = [r["answer"] for r in consort.table.records() if r["number"] == "13a"]
    by_role = {part.split(":")[0].lower(): part for part in told.split("; ")}
    for role in ROLES:
        found = {step: number(n) for n, step in STEPS.findall(by_role.get(f"{role}s", ""))}
        expected = programme.steps(role)
        assert {step: n for step, n in found.items() if n} == {
            step: n for step, n in expected.items() if n
        }


def _has_points(mersqi: Finding) -> None:
    if mersqi.is_empty:
        return
    points = mersqi.table.column("points")
    assert all(had in can for had, can in zip(points, POSSIBLE, strict=True))
    assert sum(mersqi.table.column("most")) == 18
    assert 5 <= sum(points) <= 13.5
    assert mersqi.title == f"MERSQI: {sum(points):g} of 18 points"


def _lost_is_lost(programme: Programme, reply: str) -> None:
    """Yes only where nobody who answered before is without an answer after."""
    steps = [programme.steps(role) for role in ROLES]
    before = sum(step["answered before"] for step in steps)
    lost = before - sum(step["answered both times"] for step in steps)
    assert (reply == "Yes") == (before > 0 and not lost)
    if reply == "No":
        assert lost


@pytest.mark.parametrize("seed", [3, 8, 13])
def test_any_filter(made: Callable[[Programme], Evidence], seed: int) -> None:
    evidence = made(random_programme(seed))
    for narrowed in (
        Selection("Our programme", cohorts=("A",)),
        Selection("Our programme", sites=("Leeds",), roles=("mentor",)),
        Selection("Our programme", specialties=("Surgery",)),
    ):
        for finding in checklists(evidence, narrowed):
            _reads_well(finding)
            assert not finding.claims
            assert "more than chance" not in " ".join(map(str, finding.table.rows))
        mark = strength.strength(evidence, narrowed, "mentor", LATER)
        _reads_well(mark)


@pytest.mark.parametrize("seed", SEEDS[:8])
def test_one_more_lost_raises_no_mark(made: Callable[[Programme], Evidence], seed: int) -> None:
    programme = random_programme(seed)
    kept = [row for row in programme.questionnaires if row["Stage"] == "post"]
    few = Programme(
        [row for row in programme.questionnaires if row not in kept[: 1 + len(kept) // 3]],
        programme.participants,
        programme.sessions,
    )
    for role in ROLES:
        marks = [
            strength.strength(made(one), OURS, role, LATER).table.records()
            for one in (programme, few)
        ]
        if all(marks):
            lower = [min(MARKS.index(r["mark"]) for r in found[:3]) for found in marks]
            assert lower[1] <= lower[0]
