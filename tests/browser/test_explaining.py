"""A file in no known layout: explained once, found again by its header; and codes joined."""

from collections.abc import Callable
from typing import Any

import pytest

pytestmark = pytest.mark.browser
Visitor = Any
AsCsv = Callable[..., tuple[str, bytes]]
COLUMNS = {
    "A": "Participant code",
    "B": "Role",
    "C": "Stage",
    "D": "Clinical practice",
    "E": "Strengths",
}
HEADER = ["Ref", "Which side", "When asked", "Item A", "Item B"]


def answers(last: str) -> list[list[str]]:
    """Two mentors before and after, in a layout and in words that no tool has."""
    rows = [
        ["P01", "mentor", "before", "Quite unsure", "2"],
        ["P01", "mentor", "after", "Rather sure", "3"],
        ["P02", "mentor", "before", "Quite unsure", "2"],
        [last, "mentor", "after", "Rather sure", "5"],
    ]
    return [HEADER, *rows]


def test_an_unknown_layout_is_explained_once_and_then_needs_no_click(
    visitor: Visitor, as_csv: AsCsv
) -> None:
    visitor.opens("Upload")
    visitor.uploads(as_csv("odd.csv", answers("P02")))
    for letter, label in COLUMNS.items():
        column = visitor.page.get_by_role("combobox", name=f"Column {letter} is")
        column.click()
        column.fill(label)
        visitor.page.get_by_role("option", name=label, exact=True).click()
        visitor.rests()
    meanings = visitor.page.get_by_role("textbox", name="What do these answers mean?")
    meanings.fill("Quite unsure = 2\nRather sure = 4")
    meanings.press("Control+Enter")
    visitor.sees("4 new")
    visitor.loads()
    visitor.goes_to("Confidence")
    assert (
        "Mentors: no domain shows a clear direction" in visitor.card("change-mentor").inner_text()
    )
    visitor.goes_to("Upload")
    visitor.clicks("Undo")
    visitor.sees("Undone")
    visitor.rests()
    visitor.uploads(as_csv("odd.csv", answers("P02")))
    visitor.sees("4 new")
    assert visitor.page.get_by_role("button", name="Load", exact=True).is_enabled()


def test_two_codes_of_one_person_are_joined_by_a_click(visitor: Visitor, as_csv: AsCsv) -> None:
    header = ["Participant code", "Role", "Stage", "Clinical practice", "Strengths"]
    rows = [[code, side, stage, "3", score] for code, side, stage, _, score in answers("P2")[1:]]
    visitor.opens("Upload")
    visitor.uploads(as_csv("codes.csv", [header, *rows]))
    visitor.loads()
    visitor.goes_to("Matching")
    visitor.sees("Leading zeros are missing")
    visitor.clicks("One person")
    visitor.sees("No two codes look like the same person's.")
    visitor.sees("Two people answered before and after under the same code")
