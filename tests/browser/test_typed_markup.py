"""What people type stays text in the browser: no link, no picture, no heading comes of it."""

from collections.abc import Callable
from typing import Any

import pytest

pytestmark = pytest.mark.browser
Visitor = Any
PAYLOADS = (
    "[link](http://example.org/1)",
    "<b>bold</b><img src=x onerror=alert(1)>",
    "# heading",
    "**strong** ~~struck~~ `code` $x^2$",
    '=HYPERLINK("http://example.org/2")',
    "www.example.org and me@example.org",
    ":material/home: :smile: :red[red] :streamlit:",
    "a -> b -- c >= d",
)
MADE_FROM_DATA = (
    "a[href*='example.org'], a[href^=mailto], img:not([alt='']), b, strong, del, code, .katex,"
    " [data-testid=stIconMaterial], [style*='color:']"
)
WORD_JOINER = "\u2060"


def test_typed_markup_reads_as_typed(visitor: Visitor, as_csv: Callable[..., Any]) -> None:
    visitor.opens("Upload")
    visitor.uploads(as_csv("typed.csv", answers()))
    visitor.loads()
    visitor.goes_to("Concerns and benefits")
    for tab in visitor.page.get_by_role("tab", name="Table").all():
        tab.click()
    for closed in visitor.page.locator("details > summary").all():
        closed.click()
    visitor.rests()
    cells = {
        cell.replace(WORD_JOINER, "")
        for cell in visitor.page.get_by_role("table").locator("td").all_inner_texts()
    }
    assert set(PAYLOADS) <= cells
    assert made_from_data(visitor) == []
    visitor.goes_to("Confidence")
    visitor.chooses("Side by side", "Cohort")
    visitor.card("change-mentor-by-cohort").wait_for()
    visitor.rests()
    assert made_from_data(visitor) == []
    visitor.goes_to("Overview")
    assert made_from_data(visitor) == []
    title = visitor.page.get_by_role("heading", level=1).inner_text().replace(WORD_JOINER, "")
    assert title.startswith("[mine](http://example.org/3)")


def made_from_data(visitor: Visitor) -> list[str]:
    """Elements in headings, sentences and tables that only typed markup could have made."""
    texts = visitor.page.locator(
        "[data-testid=stMain] :is([data-testid=stMarkdown], [data-testid=stHeading], "
        "[data-testid=stCaptionContainer], [data-testid=stMetric], table, svg)"
    )
    found: list[str] = texts.locator(MADE_FROM_DATA).evaluate_all(
        "all => all.filter(e => !e.closest('button, summary, svg *'))"
        ".map(e => e.outerHTML.slice(0, 150))"
    )
    return found


def answers() -> list[list[Any]]:
    """A mentor for each way to type markup, before and after."""
    rows = [["Programme", "Cohort", "Site", "Participant code", "Role", "Stage",
             "Clinical practice", "Concerns", "Benefits"]]  # fmt: skip
    for number, payload in enumerate(PAYLOADS):
        who = ["[mine](http://example.org/3)", payload, PAYLOADS[number - 1], f"M{number}"]
        rows.append([*who, "mentor", "pre", "3", payload, ""])
        rows.append([*who, "mentor", "post", "4", "", payload])
    return rows
