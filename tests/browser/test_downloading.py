"""What is downloaded is what was on the screen."""

import csv
from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Locator

from rmdata.findings.wording import number, share

pytestmark = pytest.mark.browser
Visitor = Any
FOUNDING = "Founding study (invented rows)"


@pytest.mark.parametrize(
    ("page", "card"), [("Confidence", "change-mentor"), ("Participation", "funnel")]
)
def test_the_csv_of_a_card_holds_the_rows_of_its_table(
    reader: Visitor, page: str, card: str
) -> None:
    reader.opens(page, programme=FOUNDING, cohort="2020")
    reader.card(card).get_by_role("tab", name="Table").click()
    shown = cells(reader.card(card).get_by_role("table").first)
    with reader.page.expect_download() as download:
        reader.page.locator(f".st-key-csv-{card}").get_by_role("button").click()
    with download.value.path().open(encoding="utf-8-sig", newline="") as file:
        downloaded = list(csv.reader(file))
    assert len(shown) > 2
    assert [len(row) for row in downloaded] == [len(row) for row in shown]
    assert downloaded[0] == shown[0]
    unlike = [
        (typed, seen)
        for line, row in zip(downloaded[1:], shown[1:], strict=True)
        for typed, seen in zip(line, row, strict=True)
        if seen not in on_screen(typed)
    ]
    assert unlike == []
    name = download.value.suggested_filename
    assert name.startswith(card) and date.today().isoformat() in name and "2020" in name


def cells(table: Locator) -> list[list[str]]:
    """The texts of an HTML table, the header first."""
    rows = table.get_by_role("row").all()
    return [row.locator("th, td").all_inner_texts() for row in rows]


def on_screen(typed: str) -> set[str]:
    """How the page may write a value of the file."""
    try:
        value = float(typed)
    except ValueError:
        return {typed or "–"}
    return {typed, number(value), share(value)}
