"""REDCap: one row a record and event, raw or with labels, and the project's data dictionary."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from export_files import Cell, save_text
from export_form import (
    AGREEMENT,
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

EVENTS = {"pre": "pre_arm_1", "post": "post_arm_1"}
EVENT_LABELS = {"pre": "Pre", "post": "Post"}
REDCAP = (
    "redcap_event_name",
    "redcap_repeat_instrument",
    "redcap_repeat_instance",
    "redcap_survey_identifier",
)
IDS = {row: row.lower().replace(" ", "_") for row in GRID_ROWS}
NUMBERED = {row: f"conf_{n}" for n, row in enumerate(GRID_ROWS, start=1)}
SHORT = dict(
    zip(
        GRID_ROWS,
        ("clin", "jun", "appr", "tech", "time", "str", "impr", "role"),
        strict=True,
    )
)
LAST_CODE = "99"
DICTIONARY = (
    "Variable / Field Name",
    "Form Name",
    "Section Header",
    "Field Type",
    "Field Label",
    "Choices, Calculations, OR Slider Labels",
)


def write(folder: Path) -> None:
    """Raw with speaking names, with short names, with numbers and a dictionary; with labels."""
    asked = questions("")
    save_text(folder / "redcap_raw.csv", _raw(IDS, ()))
    short = {row: f"conf_{part}" for row, part in SHORT.items()}
    save_text(folder / "redcap_raw_short.csv", _raw(short, ()))
    save_text(folder / "redcap_raw_coded.csv", _raw(NUMBERED, asked))
    save_text(folder / "redcap_dictionary.csv", _dictionary(NUMBERED, asked))
    save_text(folder / "redcap_labels.csv", _labels(asked))


def _code(question: Question, option: str) -> str:
    """The code of an option; the last one of several is 99, as is usual."""
    place = question.options.index(option) + 1
    last = question.kind == MANY and place == len(question.options)
    return LAST_CODE if last else str(place)


def _raw(names: Mapping[str, str], asked: Sequence[Question]) -> list[list[Cell]]:
    headers: list[Cell] = ["record_id", *REDCAP, "confidence_timestamp", "role", *names.values()]
    for question in asked:
        boxes = [f"{question.field}___{_code(question, option)}" for option in question.options]
        headers += boxes if question.kind == MANY else [question.field]
    rows: list[list[Cell]] = [[*headers, "confidence_complete"]]
    for response in responses():
        role = _code(ROLE, response.said(ROLE)) if response.stage == "pre" else ""
        moment = f"{response.ended:%Y-%m-%d %H:%M:%S}"
        cells: list[Cell] = [response.code, EVENTS[response.stage], "", "", "", moment, role]
        cells += [response.point(row) for row in names]
        rows.append([*cells, *(c for q in asked for c in _cells(response, q)), 2])
    return [*rows, _still_open(rows[0])]


def _still_open(headers: Sequence[Cell]) -> list[Cell]:
    """Somebody who was invited and has not answered: a time stamp in words, boxes that are 0."""
    row: list[Cell] = [0 if "___" in str(name) else "" for name in headers]
    row[0], row[1], row[5], row[-1] = "M7", EVENTS["pre"], "[not completed]", 0
    return row


def _cells(response: Response, question: Question) -> list[Cell]:
    if question.kind == MANY:
        ticked = response.ticked(question)
        return [int(option in ticked) for option in question.options]
    said = response.said(question)
    return [_code(question, said) if question.kind == ONE and said else said]


def _dictionary(names: Mapping[str, str], asked: Sequence[Question]) -> list[list[Cell]]:
    points = " | ".join(f"{n}, {word}" for n, word in enumerate(AGREEMENT, start=1))
    rows: list[list[Cell]] = [[*DICTIONARY], ["record_id", "confidence", "", "text", "Record", ""]]
    rows.append(["role", "confidence", "", "radio", ROLE.text, _choices(ROLE)])
    for row, name in names.items():
        rows.append([name, "confidence", "", "radio", f"<p>{row}</p>", points])
    for question in asked:
        kind = {MANY: "checkbox", ONE: "radio"}.get(question.kind, "text")
        row = [question.field, "confidence", "", kind, question.text, _choices(question)]
        rows.append(row)
    return rows


def _choices(question: Question) -> str:
    return " | ".join(f"{_code(question, option)}, {option}" for option in question.options)


def _labels(asked: Sequence[Question]) -> list[list[Cell]]:
    headers: list[Cell] = ["Record ID", "Event Name", "Survey Identifier", "Survey Timestamp"]
    headers += [ROLE.text, *GRID_ROWS]
    for question in asked:
        boxes = [f"{question.text} (choice={option})" for option in question.options]
        headers += boxes if question.kind == MANY else [question.text]
    rows: list[list[Cell]] = [[*headers, "Complete?"]]
    for response in responses():
        cells: list[Cell] = [response.code, EVENT_LABELS[response.stage], ""]
        cells += [f"{response.ended:%Y-%m-%d %H:%M:%S}", response.said(ROLE)]
        cells += [worded(response, row, AGREEMENT) for row in GRID_ROWS]
        for question in asked:
            cells += _labelled(response, question)
        rows.append([*cells, "Complete"])
    return rows


def _labelled(response: Response, question: Question) -> list[Cell]:
    if question.kind != MANY:
        return [response.said(question)]
    ticked = response.ticked(question)
    return ["Checked" if option in ticked else "Unchecked" for option in question.options]
