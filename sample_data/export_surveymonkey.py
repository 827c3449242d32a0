"""SurveyMonkey: the question in the first cell of its span, its rows and options below."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from export_files import Cell, save_text, save_workbook
from export_form import (
    AGREEMENT,
    GRID,
    GRID_ROWS,
    MANY,
    OPEN,
    ROLE,
    STAGE,
    Question,
    Response,
    questions,
    responses,
    worded,
)

FRONT = (
    "Respondent ID",
    "Collector ID",
    "Start Date",
    "End Date",
    "IP Address",
    "Email Address",
    "First Name",
    "Last Name",
    "Custom Data 1",
)


def write(folder: Path) -> None:
    """Expanded columns in words and in numbers, and condensed columns of two collectors."""
    rows = _expanded(responses(), (ROLE, STAGE), questions(""), numbers=False)
    save_workbook(folder / "surveymonkey.xlsx", rows, "Sheet")
    save_text(folder / "surveymonkey.csv", _american(rows))
    rows = _expanded(responses(), (ROLE, STAGE), questions("pre"), numbers=True)
    save_workbook(folder / "surveymonkey_numbers.xlsx", rows, "Sheet")
    for stage, name in (("pre", "before"), ("post", "after")):
        rows = _condensed(responses(stage), questions(stage))
        save_text(folder / f"surveymonkey_condensed_{name}.csv", rows)


def _american(rows: Sequence[Sequence[Cell]]) -> list[list[Cell]]:
    return [
        [f"{c:%m/%d/%Y %I:%M:%S %p}" if isinstance(c, datetime) else c for c in row] for row in rows
    ]


def _front(response: Response) -> list[Cell]:
    number = 5_379_192_000 + response.number
    person: list[Cell] = ["203.0.113.7", "", "", "", response.code]
    return [number, 402_118_332, response.began, response.ended, *person]


def _expanded(
    sent: Sequence[Response],
    front: Sequence[Question],
    asked: Sequence[Question],
    *,
    numbers: bool,
) -> list[list[Cell]]:
    first: list[Cell] = [*FRONT]
    second: list[Cell] = [""] * len(FRONT)
    for question in front:
        first, second = [*first, question.text], [*second, "Response"]
    first += [GRID, *[""] * (len(GRID_ROWS) - 1)]
    second += GRID_ROWS
    for question in asked:
        below = _below(question)
        first += [question.text, *[""] * (len(below) - 1)]
        second += below
    rows = [first, second]
    for response in sent:
        points = [_point(response, header, numbers=numbers) for header in GRID_ROWS]
        answers = [c for q in asked for c in _cells(response, q, numbers=numbers)]
        rows.append([*_front(response), *(response.said(q) for q in front), *points, *answers])
    return rows


def _point(response: Response, header: str, *, numbers: bool) -> Cell:
    return response.point(header) if numbers else worded(response, header, AGREEMENT)


def _below(question: Question) -> list[str]:
    if question.kind == MANY:
        return [*question.options, "Other (please specify)"]
    return ["Open-Ended Response" if question.kind == OPEN else "Response"]


def _cells(response: Response, question: Question, *, numbers: bool) -> list[Cell]:
    if question.kind != MANY:
        return [response.said(question)]
    ticked = response.ticked(question)
    places = enumerate(question.options, start=1)
    cells: list[Cell] = [(place if numbers else o) if o in ticked else "" for place, o in places]
    return [*cells, ""]


def _condensed(sent: Sequence[Response], asked: Sequence[Question]) -> list[list[Cell]]:
    grid = [f"{GRID} - {row}" for row in GRID_ROWS]
    headers: list[Cell] = [*FRONT, ROLE.text, *grid, *(question.text for question in asked)]
    rows: list[list[Cell]] = [headers, [""] * len(headers)]
    for response in sent:
        points = [worded(response, header, AGREEMENT) for header in GRID_ROWS]
        answers = [
            ", ".join(response.ticked(q)) if q.kind == MANY else response.said(q) for q in asked
        ]
        front = [f"{c:%Y-%m-%d %H:%M}" if isinstance(c, datetime) else c for c in _front(response)]
        rows.append([*front, response.said(ROLE), *points, *answers])
    return rows
