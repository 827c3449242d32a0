"""A link to a filtered page is the very first thing that a fresh server is asked for."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.browser
ROOT = Path(__file__).parents[2]


def test_the_first_request_of_a_server_can_be_a_filtered_page(
    tmp_path: Path,
    filled: Callable[..., None],
    serve: Callable[..., Any],
    welcomes: Callable[..., Any],
    titles: list[str],
) -> None:
    store = tmp_path / "deep.duckdb"
    filled(store, ROOT / "sample_data" / "raju2022.xlsx")
    with serve(store) as address:
        visitor = welcomes(address)
        visitor.opens("Confidence", role="mentor")
        links = visitor.page.get_by_test_id("stTopNavLinkContainer").get_by_role("link")
        assert sorted(links.all_inner_texts()) == sorted(titles)
        for label in ("Programme", "Cohort", "Site", "Role"):
            visitor.page.get_by_role("combobox", name=label).wait_for()
        visitor.card("change-mentor").locator(".main-svg").first.wait_for()
        assert visitor.page.locator("[class*=st-key-card-][class*=-mentee]").count() == 0
        assert visitor.page.get_by_role("heading", name="Mentees", exact=True).count() == 0
        assert visitor.page.get_by_role("dialog").count() == 0
        assert "role=mentor" in re.split(r"[?&]", visitor.page.url)
