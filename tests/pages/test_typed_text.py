"""What people type is shown as typed: markdown, HTML and formulas come to nothing."""

import json
from collections.abc import Callable
from html import unescape

import pytest
from streamlit.testing.v1 import AppTest

from pages.parts.told import WORD_JOINER, plain
from rmdata.reading.opening.sheets import SourceFile
from rmdata.schema.vocabulary import Instrument
from tests.reliability.typed import PAYLOADS, payload, typed_workbook

MARKS = (
    *("](http", "<b>", "<img", "<script", "# zq", "**zq", "~~zq", "`zq", "$zq", "-> b"),
    *("http://example", "www.example", "me@example", ":red[", ":smile:", ":streamlit:"),
)


def test_a_page_hands_no_markup_from_data_to_the_screen(
    stored: Callable[..., None],
    typed: SourceFile,
    visit: Callable[..., AppTest],
    written: Callable[..., list[str]],
    figure_page: str,
) -> None:
    stored(typed)
    app = visit(figure_page)
    assert not app.exception
    rendered = [text for text in written(app) if is_rendered(app, text)]
    assert [text for text in rendered if any(mark in text for mark in MARKS)] == []


def test_free_text_and_themes_read_as_they_were_typed(
    stored: Callable[..., None],
    typed: SourceFile,
    visit: Callable[..., AppTest],
    written: Callable[..., list[str]],
) -> None:
    stored(typed)
    shown = [
        unescape(text).replace(WORD_JOINER, "") for text in written(visit("pages/results/concerns"))
    ]
    assert [payload for payload in PAYLOADS if payload not in shown] == []


def test_charts_show_markup_as_text(
    stored: Callable[..., None], typed: SourceFile, visit: Callable[..., AppTest]
) -> None:
    stored(typed)
    specs = [
        json.loads(chart.proto.spec)
        for chart in visit("pages/results/concerns").get("plotly_chart")
    ]  # fmt: skip
    labels = [str(label) for spec in specs for trace in spec["data"] for label in trace["y"]]
    assert any("&lt;b&gt;" in label for label in labels)
    assert not [label for label in labels if "<b>" in label or "<img" in label]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_plain_text_reads_as_typed(payload: str) -> None:
    safe = plain(payload)
    assert unescape(safe).replace(WORD_JOINER, "") == payload
    assert not [mark for mark in MARKS if mark in safe]
    # Streamlit looks for addresses and arrows once more where entities are resolved.
    assert "http://" not in unescape(safe) and "@e" not in unescape(safe)


@pytest.fixture
def typed(instrument: Instrument) -> SourceFile:
    """A programme in which everything that can be typed was typed with bad intent."""
    return typed_workbook(instrument, payload)


def is_rendered(app: AppTest, text: str) -> bool:
    """Whether the screen reads markdown in this text; grids, code and chart data are left out."""
    unread = {str(cell) for grid in app.dataframe for cell in grid.value.to_numpy().flatten()}
    unread |= {str(code.value) for code in app.code}
    unread |= {chart.proto.spec for chart in app.get("plotly_chart")}
    return text not in unread
