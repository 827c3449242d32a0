"""A name in every free-text and personal field reaches no log, no address and no error box."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from rmdata.schema.instrument_file import load_instrument
from tests.reliability.typed import typed_workbook

pytestmark = pytest.mark.browser
Visitor = Any
CANARY = "Canary-Nightingale"
FILE_NAME = f"{CANARY}.xlsx"
# What is chosen in the filter bar stands in the address on purpose; these are no personal fields.
FILTERS = {"cohort": "2025", "site": "Leeds", "specialty": "Surgery"}


def named(field: str, person: int) -> str:
    return FILTERS.get(field) or f"{CANARY} {person}"


def test_a_name_reaches_no_log_no_address_and_no_error_box(
    tmp_path: Path, serve: Callable[..., Any], welcomes: Callable[..., Visitor], titles: list[str]
) -> None:
    store = tmp_path / "canary.duckdb"
    good = typed_workbook(load_instrument(), named)
    wrong = typed_workbook(load_instrument(), named, everywhere=True)
    addresses: list[str] = []
    seen = 0
    with serve(store) as address:
        visitor = welcomes(address)
        visitor.page.on("request", lambda request: addresses.append(request.url))
        visitor.page.on("framenavigated", lambda frame: addresses.append(frame.url))
        visitor.opens("Upload")
        visitor.uploads((FILE_NAME, good.content))
        visitor.loads()
        visitor.uploads((FILE_NAME, wrong.content))
        boxes = error_boxes(visitor)
        visitor.page.locator("input[type=file]").set_input_files(
            [{"name": f"{CANARY}.csv", "mimeType": "text/csv", "buffer": b"PK\x03\x04" * 9}]
        )
        visitor.rests()
        boxes += error_boxes(visitor)
        for title in titles:
            visitor.opens(title, **FILTERS)
            boxes += error_boxes(visitor)
            addresses.append(visitor.page.url)
            seen += visitor.page.content().count(CANARY)
    assert seen, "the pages themselves show what was written"
    assert "imported" in (log := store.with_suffix(".log").read_text())
    assert [line for line in log.splitlines() if CANARY.casefold() in line.casefold()] == []
    assert [url for url in addresses if CANARY.casefold() in url.casefold()] == []
    assert boxes, "the wrong file was to be refused in an error box"
    assert [text for text in boxes if CANARY in text] == []


def error_boxes(visitor: Visitor) -> list[str]:
    """What the error boxes of the page say."""
    found: list[str] = visitor.page.locator(
        "[data-testid=stAlertContentError], [data-testid=stException]"
    ).all_inner_texts()
    return found
