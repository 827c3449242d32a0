"""The pictures of the README, taken from the running dashboard."""

import os
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator

pytestmark = pytest.mark.browser
PICTURES = Path(__file__).parents[2] / "docs" / "pictures"
TALLEST, MARGIN = 900, 24
FOUNDING = "Founding study (invented rows)"
Visitor = Any


@pytest.fixture
def album(tmp_path: Path) -> Path:
    """Where pictures go: into the documentation only where that is asked for."""
    folder = PICTURES if os.environ.get("RM_PICTURES") == "1" else tmp_path
    folder.mkdir(exist_ok=True)
    return folder


def test_overview_has_its_picture(reader: Visitor, album: Path) -> None:
    reader.opens("Overview", as_of="2025-10-28")
    whole = reader.page.get_by_test_id("stPageLink").filter(has_text="More on participation")
    take(reader, album / "overview.png", last=whole.nth(1))


def test_confidence_has_its_picture(reader: Visitor, album: Path) -> None:
    reader.opens("Confidence", programme=FOUNDING, role="mentor")
    chart = reader.card("change-mentor").get_by_test_id("stPlotlyChart").first
    take(reader, album / "confidence.png", last=chart)


def take(visitor: Visitor, file: Path, last: Locator) -> None:
    """The page from its top to the end of one of its parts."""
    box = last.bounding_box()
    assert box is not None
    height = min(box["y"] + box["height"] + MARGIN, TALLEST)
    visitor.page.screenshot(path=file, clip={"x": 0, "y": 0, "width": 1280, "height": height})
    assert file.stat().st_size > 20_000
