"""Qualtrics: three header rows, text or numbers; UTF-16 behind tabs; the older two rows."""

import json
from collections.abc import Sequence
from pathlib import Path

from export_files import Cell, save_text, save_workbook
from export_form import (
    CODE,
    CONFIDENCE,
    GRID,
    GRID_ROWS,
    MANY,
    ROLE,
    STAGE,
    Question,
    Response,
    questions,
    responses,
    worded,
)

FIXED = {
    "StartDate": "Start Date",
    "EndDate": "End Date",
    "Status": "Response Type",
    "IPAddress": "IP Address",
    "Progress": "Progress",
    "Duration (in seconds)": "Duration (in seconds)",
    "Finished": "Finished",
    "RecordedDate": "Recorded Date",
    "ResponseId": "Response ID",
    "RecipientLastName": "Recipient Last Name",
    "RecipientFirstName": "Recipient First Name",
    "RecipientEmail": "Recipient Email",
    "ExternalReference": "External Data Reference",
    "LocationLatitude": "Location Latitude",
    "LocationLongitude": "Location Longitude",
    "DistributionChannel": "Distribution Channel",
    "UserLanguage": "User Language",
}
LEGACY = (
    "ResponseID",
    "ResponseSet",
    "Name",
    "ExternalDataReference",
    "EmailAddress",
    "IPAddress",
    "Status",
    "StartDate",
    "EndDate",
    "Finished",
)
PREVIEW, UNFINISHED = "Survey Preview", "False"
SPLIT_TEXT = "{} - Selected Choice - {}"


def write(folder: Path) -> None:
    """One survey with text, with numbers, behind tabs and as a workbook; two older files."""
    text = _three_rows(numbers=False)
    save_text(folder / "qualtrics.csv", text)
    save_text(folder / "qualtrics.tsv", text, "utf-16", "\t")
    save_workbook(folder / "qualtrics.xlsx", text, "Sheet0")
    save_text(folder / "qualtrics_numbers.csv", _three_rows(numbers=True))
    for stage, name in (("pre", "before"), ("post", "after")):
        save_text(folder / f"qualtrics_legacy_{name}.csv", _legacy(stage), "utf-8-sig")


def _three_rows(*, numbers: bool) -> list[list[Cell]]:
    asked = () if numbers else questions("")
    split = ["" if numbers else question.kind == MANY for question in asked]
    names: list[Cell] = [*FIXED, *(f"Q3_{n}" for n, _ in enumerate(GRID_ROWS, start=1))]
    texts: list[Cell] = [*FIXED.values(), *(f"{GRID} - {row}" for row in GRID_ROWS)]
    for number, (question, several) in enumerate(zip(asked, split, strict=True), start=4):
        options = question.options if several else ("",)
        for place, option in enumerate(options, start=1):
            names.append(f"Q{number}_{place}" if several else f"Q{number}")
            texts.append(SPLIT_TEXT.format(question.text, option) if several else question.text)
    names += ["Q1", "stage"]
    texts += [ROLE.text, "stage"]
    ids: list[Cell] = [json.dumps({"ImportId": f"QID_{name}"}) for name in names]
    rows = [names, texts, ids]
    rows += [_row(response, asked, numbers=numbers) for response in responses()]
    return [*rows, *_not_answers(rows[3])]


def _row(response: Response, asked: Sequence[Question], *, numbers: bool) -> list[Cell]:
    points: list[Cell] = [
        response.point(header) if numbers else worded(response, header, CONFIDENCE)
        for header in GRID_ROWS
    ]
    cells = [*_fixed(response, numbers=numbers), *points]
    for question in asked:
        if question.kind == MANY:
            ticked = response.ticked(question)
            cells += [option if option in ticked else "" for option in question.options]
        else:
            cells.append(response.said(question))
    role = response.said(ROLE)
    return [*cells, ROLE.options.index(role) + 1 if numbers else role, response.stage]


def _fixed(response: Response, *, numbers: bool) -> list[Cell]:
    began, ended = f"{response.began:%Y-%m-%d %H:%M:%S}", f"{response.ended:%Y-%m-%d %H:%M:%S}"
    status, finished = (0, 1) if numbers else ("IP Address", "True")
    head: list[Cell] = [began, ended, status, "203.0.113.7", 100, 94, finished, ended]
    person: list[Cell] = [f"R_invented{response.number:04d}", "", "", "", response.code]
    return [*head, *person, "51.5", "-0.1", "anonymous", "EN"]


def _not_answers(row: list[Cell]) -> list[list[Cell]]:
    """A preview by the author, and somebody who stopped half-way."""
    preview, unfinished = list(row), list(row)
    preview[2], preview[12] = (PREVIEW if row[6] == "True" else 1), "X1"
    unfinished[6], unfinished[12] = (UNFINISHED if row[6] == "True" else 0), "X2"
    return [preview, unfinished]


def _legacy(stage: str) -> list[list[Cell]]:
    """Two header rows and an empty last column."""
    asked = (CODE, ROLE, STAGE, *questions(stage))
    grid = [f"{GRID}-{row}" for row in GRID_ROWS]
    names: list[Cell] = [f"V{n}" for n, _ in enumerate(LEGACY, start=1)]
    names += [f"Q1_{n}" for n, _ in enumerate(grid, start=1)]
    names += [f"Q{n}" for n, _ in enumerate(asked, start=2)]
    texts: list[Cell] = [*LEGACY, *grid, *(question.text for question in asked)]
    rows: list[list[Cell]] = [[*names, ""], [*texts, ""]]
    for response in responses(stage):
        moments = [f"{m:%Y-%m-%d %H:%M:%S}" for m in (response.began, response.ended)]
        fixed: list[Cell] = [f"R_invented{response.number:04d}", "Default Response Set"]
        fixed += ["Anonymous", "", "", "203.0.113.7", 0, *moments, 1]
        points: list[Cell] = [worded(response, header, CONFIDENCE) for header in GRID_ROWS]
        answers: list[Cell] = [
            ",".join(response.ticked(q)) if q.kind == MANY else response.said(q) for q in asked
        ]
        rows.append([*fixed, *points, *answers, ""])
    return rows
