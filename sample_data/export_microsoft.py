"""Microsoft Forms: one header row, label text, ; after every ticked option."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from export_files import Cell, american, save_text, save_workbook
from export_form import (
    AGREEMENT,
    CODE,
    FRONT,
    GRID_ROWS,
    MANY,
    ROLE,
    Question,
    Response,
    questions,
    responses,
    worded,
)

FIXED = ("ID", "Start time", "Completion time", "Email", "Name", "Last modified time")
POINTS, FEEDBACK = "Points - ", "Feedback - "


def write(folder: Path) -> None:
    """One form with a stage question, two forms signed with e-mail addresses, two grids in one."""
    rows = _form(responses(), FRONT, questions(""))
    save_workbook(folder / "microsoft_forms.xlsx", rows, "Sheet1")
    dated = [[american(c) if isinstance(c, datetime) else c for c in row] for row in rows]
    save_text(folder / "microsoft_forms.csv", dated, "utf-8-sig")
    for stage, name in (("pre", "before"), ("post", "after")):
        rows = _form(responses(stage), (ROLE,), questions(stage), signed=True)
        save_workbook(folder / f"microsoft_forms_signed_{name}.xlsx", rows, "Sheet1")
    save_workbook(folder / "microsoft_forms_two_grids.xlsx", _two_grids(), "Sheet1")


def _front(response: Response, number: int, *, signed: bool) -> list[Cell]:
    mail = f"{response.code.lower()}@example.org" if signed else "anonymous"
    name = f"Person {response.code}" if signed else None
    return [number, response.began, response.ended, mail, name, None]


def _answers(response: Response, asked: Sequence[Question]) -> list[Cell]:
    return [
        "".join(f"{option};" for option in response.ticked(question))
        if question.kind == MANY
        else response.said(question)
        for question in asked
    ]


def _form(
    sent: Sequence[Response],
    front: Sequence[Question],
    asked: Sequence[Question],
    *,
    signed: bool = False,
) -> list[list[Cell]]:
    headers = [*(q.text for q in front), *GRID_ROWS, *(q.text for q in asked)]
    rows: list[list[Cell]] = [[*FIXED, *headers]]
    for number, response in enumerate(sent, start=1):
        grid = [worded(response, header, AGREEMENT) for header in GRID_ROWS]
        answers = [*_answers(response, front), *grid, *_answers(response, asked)]
        rows.append([*_front(response, number, signed=signed), *answers])
    return rows


def _two_grids() -> list[list[Cell]]:
    """The same grid twice in one form: the repeated headers get a digit."""
    headers = [*(f"{name}2" for name in GRID_ROWS), *GRID_ROWS, CODE.text, "Your role: "]
    rows: list[list[Cell]] = [[*FIXED, *headers]]
    after = {response.code: response for response in responses("post")}
    for number, before in enumerate(responses("pre"), start=1):
        last = after[before.code]
        grids = [worded(r, header, AGREEMENT) for r in (last, before) for header in GRID_ROWS]
        rows.append([*_front(last, number, signed=False), *grids, before.code, last.said(ROLE)])
    return rows
