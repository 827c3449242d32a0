"""No page breaks a WCAG 2 rule of level A or AA, wide or narrow, light or dark."""

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

pytestmark = pytest.mark.browser
Visitor = Any
COLOURS = ("light", "dark")
WIDE, NARROW = 1280, 320
RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
    "resultTypes": ["violations"],
}
# Faults of Streamlit 1.67 that no setting of ours reaches: rule, what it is found on.
OF_STREAMLIT = (
    # A date that cannot be cleared says aria-required on groups, which may not carry it.
    ("aria-allowed-attr", "[data-testid=stDateInput] *"),
    # Day and month of a date are 18 px wide; the field around them opens the calendar.
    ("target-size", "[data-testid=stDateInput] [role=spinbutton]"),
    # The value of a filter is white on primaryColor, which no colour for dark pages allows that is
    # also readable as the text of a tab.
    ("color-contrast", "[data-testid=stMultiSelect] span[title]"),
    # A table wider than the screen scrolls in a div without tabindex; Chromium and Firefox let
    # the keyboard scroll it all the same.
    ("scrollable-region-focusable", "[data-testid=stTable] > div"),
)


@pytest.mark.parametrize("colours", COLOURS)
def test_a_page_with_a_sample_breaks_no_rule(
    sample_address: str, welcomes: Callable[..., Visitor], any_title: str, colours: str
) -> None:
    visitor = welcomes(sample_address, WIDE, colours)
    visitor.opens(any_title)
    assert faults(visitor, WIDE) == []
    assert faults(visitor, NARROW) == []
    open_everything(visitor)
    assert faults(visitor, NARROW) == []


@pytest.mark.parametrize("colours", COLOURS)
def test_a_filtered_page_breaks_no_rule(
    sample_address: str, welcomes: Callable[..., Visitor], colours: str
) -> None:
    visitor = welcomes(sample_address, WIDE, colours)
    visitor.opens("Confidence", cohort="2024", site="Atlantis")
    visitor.page.get_by_role("button", name="More filters").click()
    assert faults(visitor, WIDE) == []


@pytest.mark.parametrize("colours", COLOURS)
def test_an_empty_dashboard_breaks_no_rule(
    address: str, welcomes: Callable[..., Visitor], colours: str
) -> None:
    visitor = welcomes(address, NARROW, colours)
    visitor.opens("Overview")
    assert faults(visitor, NARROW) == []
    visitor.clicks("Upload your workbooks")
    visitor.page.get_by_role("heading", name="Upload", level=1).wait_for()
    visitor.rests()
    assert faults(visitor, NARROW) == []


def faults(visitor: Visitor, width: int) -> list[str]:
    """What breaks a rule, but for the faults of Streamlit."""
    visitor.is_seen_whole(width)
    found = Axe().run(visitor.page, options=RULES).response["violations"]
    return [
        f"{rule['id']}: {node['html'][:200]} {node['failureSummary']}"
        for rule in found
        for node in rule["nodes"]
        if not any(
            rule["id"] == known
            and visitor.page.evaluate("([at, of]) => document.querySelector(at).matches(of)",
                                      [node["target"][-1], selector])
            for known, selector in OF_STREAMLIT
        )
    ]  # fmt: skip


def open_everything(visitor: Visitor) -> None:
    """Open what is closed: the tables behind the charts, the expanders."""
    for tab in visitor.page.get_by_role("tab", name="Table").all():
        tab.click()
    for closed in visitor.page.locator("details > summary").all():
        closed.click()
    visitor.rests()
