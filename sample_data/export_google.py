"""Google Forms: "Question [Row]" for a grid, ticked options joined by a comma."""

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from export_files import Cell, save_text, save_workbook
from export_form import (
    CONFIDENCE,
    FRONT,
    GRID,
    GRID_ROWS,
    MANY,
    Question,
    Response,
    questions,
    responses,
    worded,
)


def write(folder: Path) -> None:
    """The sheet as a file and as a workbook, and the direct download of two forms."""
    rows = _sheet(responses(), FRONT, questions(""))
    save_text(folder / "google_forms.csv", _timed(rows, lambda at: f"{at:%d/%m/%Y %H:%M:%S}"))
    save_workbook(folder / "google_forms_numbers.xlsx", _scales(), "Form Responses 1")
    for stage, name in (("pre", "before"), ("post", "after")):
        rows = _sheet(responses(stage), FRONT[:2], questions(stage))
        save_text(folder / f"google_forms_{name}.csv", _timed(rows, _zoned), quoted=True)


def _timed(rows: Sequence[Sequence[Cell]], write: Callable[[datetime], str]) -> list[list[Cell]]:
    return [[write(c) if isinstance(c, datetime) else c for c in row] for row in rows]


def _zoned(moment: datetime) -> str:
    return f"{moment:%Y/%m/%d} {int(f'{moment:%I}')}:{moment:%M:%S %p} GMT+1"


def _answers(response: Response, asked: Sequence[Question]) -> list[Cell]:
    return [
        ", ".join(response.ticked(question)) if question.kind == MANY else response.said(question)
        for question in asked
    ]


def _sheet(
    sent: Sequence[Response], front: Sequence[Question], asked: Sequence[Question]
) -> list[list[Cell]]:
    grid = [f"{GRID} [{row}]" for row in GRID_ROWS]
    rows: list[list[Cell]] = [
        ["Timestamp", *(q.text for q in front), *grid, *(q.text for q in asked)]
    ]
    for response in sent:
        points = [worded(response, header, CONFIDENCE) for header in GRID_ROWS]
        answers = [*_answers(response, front), *points, *_answers(response, asked)]
        rows.append([response.ended, *answers])
    return rows


def _scales() -> list[list[Cell]]:
    """A linear scale for every area: bare numbers under whole questions."""
    asked = [f"My confidence in {row.lower()} today" for row in GRID_ROWS]
    rows: list[list[Cell]] = [["Timestamp", *(q.text for q in FRONT), *asked]]
    for response in responses():
        points = [response.point(header) for header in GRID_ROWS]
        rows.append([response.ended, *_answers(response, FRONT), *points])
    return rows
