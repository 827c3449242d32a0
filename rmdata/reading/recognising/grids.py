"""One row that answers twice: the same grid before and after in one form.

Every grid becomes a part of its own, with the same row numbers. Which grid is which decides the
sign of every change, so it is asked unless the file says it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from rmdata.reading.answers.cells import is_missing
from rmdata.reading.answers.words import stage_of
from rmdata.reading.choices import IGNORE
from rmdata.reading.opening.sheets import Sheet, address
from rmdata.reading.problems import Asks, Level, Problem
from rmdata.reading.recognising.headers import row_part
from rmdata.reading.recognising.layout import Layout, Match
from rmdata.reading.recognising.tools.arranged import (
    Setting,
)
from rmdata.schema.vocabulary import POST, PRE, QUESTIONNAIRES, WHOSE_AND_WHEN, Instrument

ASKED_BEFORE = frozenset({"concerns", "concerns_text"})
FEWEST_REPEATED = 2


@dataclass(frozen=True)
class Part:
    """One grid of a sheet: its columns, its rows, and its stage where the grid decides it.

    ``whole`` is the sheet with all rows, where a grid has only some of them.
    """

    sheet: Sheet
    layout: Layout
    stage: str | None = None
    whole: Sheet | None = None


def parts(
    sheet: Sheet, layout: Layout, runs: Mapping[int, int], setting: Setting, *, one_sitting: bool
) -> tuple[list[Part], list[Problem]]:
    """The grids of a sheet, and what is asked of them or said.

    ``one_sitting`` is for the tools whose rows are one visit: there a grid "before" was filled in
    looking back, and only the uploader can say that it counts as before.
    """
    grids = _grids(layout, runs, setting.instrument)
    if len(grids) < 2:
        return [Part(sheet, layout)], []
    if layout.carries("stage") and not _rows_in_two(sheet, layout, grids):
        return [_part(sheet, layout, grid, (grids, None)) for grid in grids], []
    stages = _said(setting, len(grids)) or (None if one_sitting else _by_words(grids, setting))
    if not stages:
        # Nothing can be stored before the answer, so no second question about the stage.
        first = _layout(layout, grids[0], grids, PRE)
        return [Part(sheet, first, PRE)], [_question(layout, grids)]
    found = [
        _part(sheet, layout, grid, (grids, stage))
        for grid, stage in zip(grids, stages, strict=True)
        if stage != IGNORE
    ]
    return found, [_told(grids, stages, setting.instrument)]


def _part(
    sheet: Sheet,
    layout: Layout,
    grid: tuple[Match, ...],
    among: tuple[list[tuple[Match, ...]], str | None],
) -> Part:
    grids, stage = among
    rows = _rows_of(sheet, layout, grid)
    return Part(rows, _layout(layout, grid, grids, stage), stage, whole=sheet)


def _grids(
    layout: Layout, runs: Mapping[int, int], instrument: Instrument
) -> list[tuple[Match, ...]]:
    """The matches of every run of repeated questions, in the form's order."""
    if layout.table.name != QUESTIONNAIRES:
        return []
    rated = {rated.id for rated in instrument.rated}
    repeated: dict[str, list[Match]] = {}
    for match in layout.matches:
        if match.column.name not in WHOSE_AND_WHEN:
            repeated.setdefault(match.column.name, []).append(match)
    most = max((len(found) for name, found in repeated.items() if name in rated), default=0)
    full = [name for name in rated if len(repeated.get(name, ())) == most]
    if most < 2 or len(full) < FEWEST_REPEATED:
        return []
    ordered = {
        name: sorted(found, key=lambda match: (runs.get(match.index, 0), match.index))
        for name, found in repeated.items()
        if len(found) == most
    }
    return [tuple(found[at] for found in ordered.values()) for at in range(most)]


def _layout(
    layout: Layout, grid: tuple[Match, ...], grids: list[tuple[Match, ...]], stage: str | None
) -> Layout:
    """The columns of one grid, whose they are, and the single questions that belong to it.

    Concerns are asked about the time before, everything else about the time after; where the grid
    does not decide the stage, single questions stay with every grid.
    """
    in_grids = {match.index for other in grids for match in other}
    single = [match for match in layout.matches if match.index not in in_grids]
    kept = [
        match
        for match in single
        if (match.column.name in WHOSE_AND_WHEN and not (stage and match.column.name == "stage"))
        or (match.column.name not in WHOSE_AND_WHEN and _belongs(match, stage))
    ]
    matches = sorted((*kept, *grid), key=lambda match: match.index)
    return replace(layout, matches=tuple(matches), total=None)


def _belongs(match: Match, stage: str | None) -> bool:
    if stage is None:
        return True
    return (stage != POST) == (match.column.name in ASKED_BEFORE)


def _rows_in_two(sheet: Sheet, layout: Layout, grids: list[tuple[Match, ...]]) -> bool:
    """Whether any row answers more than one grid."""
    rows = range(layout.header_row + 1, sheet.n_rows + 1)
    return any(sum(_answers(sheet, grid, row) for grid in grids) > 1 for row in rows)


def _answers(sheet: Sheet, grid: tuple[Match, ...], row: int) -> bool:
    return any(not is_missing(sheet.cell(match.index, row)) for match in grid)


def _rows_of(sheet: Sheet, layout: Layout, grid: tuple[Match, ...]) -> Sheet:
    """The sheet with only the rows that answer a grid."""
    kept = {
        row
        for row in range(1, sheet.n_rows + 1)
        if row <= layout.header_row or _answers(sheet, grid, row)
    }
    return sheet.only_rows(kept)


def _said(setting: Setting, n_grids: int) -> list[str] | None:
    """The stage of each grid as the uploader said it."""
    said = [part.strip() for part in (setting.choices.grids or "").split(",") if part.strip()]
    stages = [
        IGNORE if part == IGNORE else stage_of(part, setting.instrument) or "" for part in said
    ]
    return stages if len(stages) == n_grids and all(stages) else None


def _by_words(grids: list[tuple[Match, ...]], setting: Setting) -> list[str] | None:
    """The stage of each grid by the words of its headers, where they all differ."""
    stages = []
    for grid in grids:
        named = {stage_of(_around(match), setting.instrument) for match in grid}
        stages.append(named.pop() if len(named) == 1 else None)
    found = [stage for stage in stages if stage]
    return found if len(set(found)) == len(grids) else None


def _around(match: Match) -> str:
    """The header without the row of its grid, which may hold any word; all of it without one."""
    row = row_part(match.header)
    rest = match.header.replace(row, " ") if row else ""
    return rest if rest.strip(" -–—|[]:") else match.header


def _question(layout: Layout, grids: list[tuple[Match, ...]]) -> Problem:
    name = grids[0][0].column.label
    columns = ", ".join(grid[0].letter for grid in grids)
    message = (
        f"Every row answers {len(grids)} times: {name} stands in columns {columns}. Say the stage "
        "of each in this order, for example “pre, post”; a first answer given looking back is "
        f"“retrospective_pre”, and “{IGNORE}” leaves one out."
    )
    first = grids[0][0]
    return Problem(
        Level.QUESTION, message, address(first.index, layout.header_row), first.header, Asks.GRIDS
    )


def _told(grids: list[tuple[Match, ...]], stages: list[str], instrument: Instrument) -> Problem:
    said = "; ".join(
        f"column {grid[0].letter} on: "
        + ("left out" if stage == IGNORE else instrument.stage_label(stage))
        for grid, stage in zip(grids, stages, strict=True)
    )
    return Problem(Level.WARNING, f"Every row answers {len(grids)} times. Read as: {said}.")
