"""Jisc Online Surveys: coded answers with a key of their own, and questions as headers."""

from collections.abc import Sequence
from pathlib import Path

from export_files import Cell, save_text
from export_form import (
    CODE,
    CONFIDENCE,
    FRONT,
    GRID,
    GRID_ROWS,
    MANY,
    ONE,
    ROLE,
    Question,
    Response,
    questions,
    responses,
    worded,
)

LETTERS = "abcde"
Asked = Sequence[tuple[str, Question]]


def write(folder: Path) -> None:
    """Two surveys with a key each, and one file with its questions as headers."""
    for stage, name in (("pre", "before"), ("post", "after")):
        asked = [(f"Q{n}", q) for n, q in enumerate(questions(stage), start=4)]
        save_text(folder / f"jisc_{name}.csv", _coded(stage, asked), quoted=True)
        save_text(folder / f"jisc_{name}_key.csv", _key(asked), quoted=True)
    save_text(folder / "jisc_questions.csv", _questions(), quoted=True)


def _number(response: Response) -> str:
    return f"638954-638945-{65_461_000 + response.number}"


def _coded(stage: str, asked: Asked) -> list[list[Cell]]:
    grid = [f"Q3_{n}_{letter}" for n in range(1, len(GRID_ROWS) + 1) for letter in LETTERS]
    headers: list[Cell] = ["URN", "Q1", "Q2", *grid]
    for name, question in asked:
        many = question.kind == MANY
        headers += [f"{name}_{n}" for n in range(1, len(question.options) + 1)] if many else [name]
    rows: list[list[Cell]] = [[*headers, "CompletionDate"]]
    for response in responses(stage):
        cells: list[Cell] = [_number(response), response.code, _place(response, ROLE)]
        for header in GRID_ROWS:
            point = response.point(header)
            cells += ["1" if point == n else "" for n in range(1, len(LETTERS) + 1)]
        for _, question in asked:
            cells += _cells(response, question)
        rows.append([*cells, f"{response.ended:%Y-%m-%d}"])
    return rows


def _place(response: Response, question: Question) -> str:
    said = response.said(question)
    return str(question.options.index(said) + 1) if said else ""


def _cells(response: Response, question: Question) -> list[Cell]:
    if question.kind == MANY:
        ticked = response.ticked(question)
        return ["1" if option in ticked else "0" for option in question.options]
    return [_place(response, question) if question.kind == ONE else response.said(question)]


def _key(asked: Asked) -> list[list[Cell]]:
    rows: list[list[Cell]] = [["URN", "Unique Response Number"], ["Q1", CODE.text]]
    rows += [["Q2", ROLE.text], *_options(ROLE), ["Q3", GRID]]
    for n, label in enumerate(GRID_ROWS, start=1):
        for letter, word in zip(LETTERS, CONFIDENCE, strict=True):
            rows += [[f"Q3_{n}_{letter}", label], ["1", word]]
    for name, question in asked:
        rows.append([name, question.text])
        if question.kind == ONE:
            rows += _options(question)
        elif question.kind == MANY:
            for n, option in enumerate(question.options, start=1):
                rows.append([f"{name}_{n}", option])
    return [*rows, ["CompletionDate", "Submission date"]]


def _options(question: Question) -> list[list[Cell]]:
    return [[str(n), option] for n, option in enumerate(question.options, start=1)]


def _questions() -> list[list[Cell]]:
    """The export without codes: numbered questions as headers, words as answers."""
    front = [f"{n}. {question.text}" for n, question in enumerate(FRONT, start=1)]
    grid = [f"4.{n}. {GRID} - {row}" for n, row in enumerate(GRID_ROWS, start=1)]
    rows: list[list[Cell]] = [["Unique Response Number", *front, *grid, "Submission date"]]
    for response in responses():
        said = [response.said(question) for question in FRONT]
        points = [worded(response, header, CONFIDENCE) for header in GRID_ROWS]
        rows.append([_number(response), *said, *points, f"{response.ended:%Y-%m-%d}"])
    return rows
