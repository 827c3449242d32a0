"""The first minute: an empty dashboard, the sample programmes, and a link that asks too much."""

import re
from typing import Any

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
Visitor = Any


def test_a_sample_comes_and_goes_with_one_click_each(visitor: Visitor) -> None:
    visitor.opens()
    for name in ("Look at a sample programme", "Upload your workbooks", "Blank template"):
        visitor.page.get_by_role("button", name=name, exact=True).wait_for()
    visitor.clicks("Look at a sample programme")
    visitor.sees("Sample data: every row is invented.")
    visitor.rests()
    assert visitor.metric("Answered before and after") == "271 of 359"
    visitor.clicks("Remove the samples")
    visitor.page.get_by_role("button", name="Look at a sample programme").wait_for()
    assert visitor.page.get_by_test_id("stMetric").count() == 0


def test_the_blank_template_can_be_downloaded_at_once(visitor: Visitor) -> None:
    visitor.opens()
    with visitor.page.expect_download() as download:
        visitor.clicks("Blank template")
    assert download.value.suggested_filename == "reverse-mentoring-template.xlsx"
    assert download.value.path().read_bytes().startswith(b"PK")


def test_upload_is_one_click_away(visitor: Visitor) -> None:
    visitor.opens()
    visitor.clicks("Upload your workbooks")
    visitor.page.get_by_role("heading", name="Upload", level=1).wait_for()
    visitor.page.locator("input[type=file]").wait_for(state="attached")


def test_a_link_to_an_unknown_site_says_so(reader: Visitor) -> None:
    reader.opens("Confidence", site="Atlantis", cohort="2024")
    reader.sees(re.compile("asks for the site Atlantis, which is not in the data"))
    assert "site=Atlantis" not in reader.page.url
    assert "cohort=2024" in reader.page.url


def test_a_filter_narrows_stands_in_the_url_and_follows(reader: Visitor) -> None:
    reader.opens("Confidence")
    everybody = reader.card("change-mentor").get_by_role("heading").inner_text()
    assert everybody.startswith("101 of 105 ") or "101 of the 105 " in everybody
    reader.chooses("Cohort", "2024")
    reader.page.wait_for_url(re.compile(r"[?&]cohort=2024\b"))
    # The address changes before the page does.
    expect(reader.card("change-mentor").get_by_role("heading")).not_to_have_text(everybody)
    reader.rests()
    reader.goes_to("Participation")
    assert "cohort=2024" in reader.page.url
    reader.page.get_by_role("button", name="Clear 2024").or_(
        reader.page.get_by_text("2024", exact=True)
    ).first.wait_for()
    title = reader.card("funnel").get_by_role("heading").inner_text()
    assert not title.startswith("417 ")
