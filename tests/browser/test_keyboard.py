"""From upload to chart to download without a mouse."""

from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.browser
SAMPLES = Path(__file__).parents[2] / "sample_data"
MOST_STEPS = 80
Visitor = Any
FOCUSED = """() => {
    const at = document.activeElement;
    const named = at.getAttribute("aria-label") || at.innerText || "";
    const card = at.closest("[class*=st-key-card-]")?.className.match(/st-key-(card-\\S+)/)?.[1];
    return [named.trim().split("\\n").pop(), card || ""];
}"""


def test_upload_chart_and_download_need_no_mouse(visitor: Visitor) -> None:
    # Chromium hands choosers over only some time after somebody first listens for them.
    visitor.page.on("filechooser", lambda chooser: None)
    visitor.opens()
    tab_to(visitor, "Upload")
    visitor.page.keyboard.press("Enter")
    visitor.page.get_by_role("heading", name="Upload", level=1).wait_for()
    visitor.rests()
    tab_to(visitor, "Upload", beyond="Blank template")
    with visitor.page.expect_file_chooser() as chooser:
        visitor.page.keyboard.press("Enter")
    chooser.value.set_files(SAMPLES / "raju2022.xlsx")
    visitor.sees("What we understood")
    visitor.rests()
    tab_to(visitor, "Load")
    visitor.page.keyboard.press("Enter")
    visitor.sees("It can be undone below")
    visitor.rests()
    tab_to(visitor, "Confidence")
    visitor.page.keyboard.press("Enter")
    visitor.page.get_by_role("heading", name="Confidence", level=1).wait_for()
    visitor.rests()
    tab_to(visitor, "Chart", card="card-change-mentor")
    visitor.card("change-mentor").locator(".main-svg").first.wait_for()
    visitor.page.keyboard.press("ArrowRight")
    visitor.card("change-mentor").get_by_role("table").first.wait_for()
    tab_to(visitor, "CSV", card="card-change-mentor")
    with visitor.page.expect_download() as download:
        visitor.page.keyboard.press("Enter")
    assert download.value.suggested_filename.startswith("change-mentor")


def tab_to(visitor: Visitor, name: str, card: str = "", beyond: str = "") -> None:
    """Press Tab until what has this name has the focus; ``beyond`` must come first."""
    passed = not beyond
    for _ in range(MOST_STEPS):
        visitor.page.keyboard.press("Tab")
        named, within = visitor.page.evaluate(FOCUSED)
        if passed and named == name and within.startswith(card):
            return
        passed = passed or named == beyond
    raise AssertionError(f"{name} cannot be reached with the keyboard")
