"""What the template's cells accept and say, from the declaration of their column."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from rmdata.schema import Column, Kind, Scale

if TYPE_CHECKING:
    from openpyxl.worksheet.datavalidation import DataValidation

LONGEST_TITLE, LONGEST_PROMPT, LONGEST_ERROR = 32, 255, 225  # Excel's limits
EARLIEST, LATEST = date(1950, 1, 1), date(2100, 12, 31)
LISTED = (Kind.CHOICE, Kind.YES_NO, Kind.THEMES)
BOUNDED = {Kind.RATING: "whole", Kind.NUMBER: "decimal", Kind.MINUTES: "decimal"}
# Text format keeps codes such as 001 and bands such as 10-12 as they are typed.
NUMBER_FORMATS = {Kind.DATE: "dd/mm/yyyy"} | dict.fromkeys(
    (Kind.CODE, Kind.CODES, Kind.TEXT, Kind.TAGS, Kind.THEMES, Kind.FREE_TEXT), "@"
)


def listed(column: Column) -> tuple[str, ...]:
    """The words a column's drop-down offers; empty where it has none."""
    if column.kind not in LISTED:
        return ()
    return tuple(choice.label for choice in column.choices)


def validation(column: Column, range_of: Mapping[tuple[str, ...], str]) -> "DataValidation":
    """The check, the drop-down and the hint of one column.

    ``range_of`` says in which cells of the workbook each list of words stands.
    """
    from openpyxl.worksheet.datavalidation import DataValidation

    hint = " ".join(part for part in (_needed(column), column.meaning, _how(column)) if part)
    return DataValidation(
        **_accepts(column, range_of),
        allow_blank=True,
        showInputMessage=True,
        promptTitle=_cut(column.label, LONGEST_TITLE),
        prompt=_cut(hint, LONGEST_PROMPT),
        # Several themes fit no drop-down: it offers them and takes whatever is typed.
        showErrorMessage=column.kind is not Kind.THEMES,
        errorTitle=_cut(column.label, LONGEST_TITLE),
        error=_cut(f"{_how(column)} Or leave the cell blank.", LONGEST_ERROR),
    )


def scale_words(scale: Scale) -> str:
    """Every point of the scale with its word: 1 Very low, 2 Low; nothing without words."""
    return ", ".join(f"{point} {scale.word(point)}" for point in scale.points() if scale.words)


def _accepts(column: Column, range_of: Mapping[tuple[str, ...], str]) -> dict[str, Any]:
    from openpyxl.utils.datetime import to_excel

    if listed(column):
        return {"type": "list", "formula1": range_of[listed(column)]}
    if column.kind is Kind.DATE:
        ends = [str(int(to_excel(day))) for day in (EARLIEST, LATEST)]
    elif column.kind in BOUNDED and column.low is not None and column.high is not None:
        ends = [f"{column.low:g}", f"{column.high:g}"]
    else:
        return {"type": None}
    kind = "date" if column.kind is Kind.DATE else BOUNDED[column.kind]
    return {"type": kind, "operator": "between", "formula1": ends[0], "formula2": ends[1]}


def _needed(column: Column) -> str:
    return "Required in every row." if column.required else ""


def _how(column: Column) -> str:
    ends = f"{column.low or 0:g} to {column.high or 0:g}"
    told = {
        Kind.RATING: f"Type a whole number from {ends}.",
        Kind.NUMBER: f"Type a number from {ends}.",
        Kind.MINUTES: f"Type a number from {ends}.",
        Kind.DATE: "Type day/month/year, for example 27/03/2025.",
        Kind.CHOICE: "Choose from the list.",
        Kind.YES_NO: "Choose from the list.",
    }
    return told.get(column.kind, "")


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"
