"""Every finding by its name: its question in words, what it counts, where and how it is shown.

The rows stand in ``catalogue.toml``; pages, the command line and the tests read them here.
"""

import inspect
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import product
from pathlib import Path
from types import ModuleType
from typing import Any

from rmdata.disclosure import Audience
from rmdata.findings.appraisal import consort, mersqi, nhlbi, strength
from rmdata.findings.concerns import answers, feared
from rmdata.findings.confidence import beside_the_total, by_group, comparisons, confidence, margins
from rmdata.findings.data import matching, rows
from rmdata.findings.evidence import GROUPS, Evidence, Selection
from rmdata.findings.finding import Finding
from rmdata.findings.overview import criteria, overview, report
from rmdata.findings.participation import (
    baseline,
    held_sessions,
    mentoring_pairs,
    missing_totals,
    partners,
    people,
    selection_bias,
    sessions,
    took_part,
)

FILE = Path(__file__).with_suffix(".toml")
ROOMS: tuple[ModuleType, ...] = (
    *(answers, baseline, beside_the_total, by_group, comparisons, confidence, consort, criteria),
    *(feared, held_sessions, margins, matching, mentoring_pairs, mersqi, missing_totals, nhlbi),
    *(overview, partners, people, report, rows, selection_bias, sessions, strength, took_part),
)
# What a finding can be asked of one after the other.
SEVERAL: dict[str, tuple[str, ...]] = {
    "asked": tuple(answers.ASKED),
    "feature": tuple(sessions.FEATURES),
    "by": GROUPS,
}


@dataclass(frozen=True)
class Entry:
    """One row of the catalogue.

    ``function`` takes the evidence and what ``takes`` names. ``counted`` and ``of`` are the
    numerator and the denominator in short words, blank where nothing is counted. ``chart`` is the
    name of a figure and what it is told besides the finding; ``page`` is blank where no page
    shows it. ``checked`` says against what its figures were checked last.
    """

    name: str
    function: Callable[..., Finding]
    question: str
    why: str
    counted: str = ""
    of: str = ""
    page: str = ""
    chart: tuple[str, ...] = ()
    audience: Audience = Audience.TEAM
    reference: str = ""
    checked: str = ""

    @cached_property
    def takes(self) -> tuple[str, ...]:
        """What the function must be told besides the evidence, in its order."""
        told = list(inspect.signature(self.function).parameters.values())[1:]
        return tuple(one.name for one in told if one.default is inspect.Parameter.empty)

    def arguments(self, about: Mapping[str, Any]) -> tuple[Any, ...]:
        """What the function takes, out of more; raises ``KeyError`` where something is missing."""
        return tuple(about[name] for name in self.takes)

    def every(self, evidence: Evidence, about: Mapping[str, Any]) -> Iterator[Finding]:
        """The finding for every role, theme, feature or group that it can be asked of."""
        selection: Selection = about["selection"]
        roles = tuple(r.id for r in evidence.instrument.roles if selection.has(r.id))
        several = {"role": roles, **SEVERAL}
        names = [name for name in self.takes if name in several]
        for values in product(*(several[name] for name in names)):
            told = {**about, **dict(zip(names, values, strict=True))}
            yield self.function(evidence, *self.arguments(told))


@cache
def catalogue() -> dict[str, Entry]:
    """Every finding by its name, in the order of the file.

    Raises ``KeyError`` where a row names no function of the rooms of findings.
    """
    functions = {
        f"{room.__name__.rpartition('.')[2]}.{name}": function
        for room in ROOMS
        for name, function in inspect.getmembers(room, inspect.isfunction)
        if function.__module__ == room.__name__
    }
    found = tomllib.loads(FILE.read_text(encoding="utf-8"))["finding"]
    return {row["name"]: _entry(row, functions) for row in found}


def _entry(row: dict[str, Any], functions: Mapping[str, Callable[..., Finding]]) -> Entry:
    said = {name: value for name, value in row.items() if name not in ("ask", "chart")}
    return Entry(function=functions[row["ask"]], chart=tuple(row.get("chart", ())), **said)
