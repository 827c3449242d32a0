"""Every page, whatever the store holds: no exception, and a sentence where there is no figure."""

import re
import tempfile
from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from rmdata.reading.opening.sheets import SourceFile

NOT_A_FIGURE = re.compile(r"\b(NaN|nan|NaT|inf|Infinity)\b|(?<!\w)None(?!\s\w)")
SAYS_WHY = re.compile(r"(?:^|[.:] )(?:No|Nobody) (?:\w+ )*\w+")


def test_an_empty_store_offers_three_ways_to_begin(
    visit: Callable[..., AppTest], figure_page: str
) -> None:
    app = visit(figure_page)
    assert not app.exception
    assert [title.value for title in app.title] == ["Did reverse mentoring work?"]
    offered = [button.label for button in app.button]
    assert offered == ["Look at a sample programme", "Upload your workbooks"]
    assert [button.label for button in app.get("download_button")] == ["Blank template"]


def test_upload_on_an_empty_store_says_that_nothing_was_loaded(
    visit: Callable[..., AppTest],
) -> None:
    app = visit("pages/data/upload")
    assert not app.exception
    assert "Nothing yet." in [caption.value for caption in app.caption]


def test_with_a_sample_every_page_has_its_title_and_no_broken_figure(
    sample: None, visit: Callable[..., AppTest], written: Callable[..., list[str]], any_page: str
) -> None:
    app = visit(any_page)
    assert not app.exception
    assert app.title or any(text.startswith("# ") for text in written(app))
    assert broken(written(app)) == []


def test_a_filter_that_matches_nobody_is_explained(
    stored: Callable[..., None],
    apart: SourceFile,
    visit: Callable[..., AppTest],
    written: Callable[..., list[str]],
    figure_page: str,
) -> None:
    stored(apart)
    app = visit(figure_page, {"cohort": "2023", "site": "York"})
    assert not app.exception
    assert app.multiselect(key="cohort").value == ["2023"]
    assert app.multiselect(key="site").value == ["York"]
    shown = written(app)
    assert broken(shown) == []
    assert any(SAYS_WHY.search(unescape(text)) for text in shown), shown
    assert not app.get("plotly_chart")


@pytest.fixture
def apart(workbook: Callable[..., SourceFile], answer: Callable[..., Any]) -> SourceFile:
    """Two cohorts at two sites: nobody of 2023 is in York."""
    places = [("2023", "Leeds", "M1"), ("2023", "Leeds", "E1"), ("2024", "York", "M2")]
    return workbook(
        Questionnaires=[
            answer(code, stage, Cohort=cohort, Site=site, **{"Clinical practice": score})
            for cohort, site, code in places
            for stage, score in (("pre", 3), ("post", 4))
        ]
    )


def broken(texts: list[str]) -> list[str]:
    """The texts in which a missing number shows through."""
    return [text for text in texts if NOT_A_FIGURE.search(text)]


def test_the_server_makes_its_temporary_files_beside_the_store(
    visit: Callable[..., AppTest], store_file: Path
) -> None:
    visit("pages/data/upload")
    assert tempfile.gettempdir() == f"{store_file}.unfinished"
    assert Path(tempfile.gettempdir()).is_dir()
