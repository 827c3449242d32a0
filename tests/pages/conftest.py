"""Pages run without a browser, each on a store of its own."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from pages.parts import places, session
from rmdata.reading import SourceFile, parse, read
from rmdata.schema import Instrument
from rmdata.store import Store

ROOT = Path(__file__).parents[2]
FRAME = ROOT / "pages" / "parts" / "frame.py"
PAGES = [str(path.relative_to(ROOT).with_suffix("")) for path in places.PAGES.values()]
WITH_FIGURES = [page for page in PAGES if not page.endswith("/upload")]
TEXTS = ("title", "header", "subheader", "markdown", "caption", "info", "warning", "error", "code")
Written = list[str]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run a test that names ``any_page`` or ``figure_page`` on each of them."""
    for name, pages in (("any_page", PAGES), ("figure_page", WITH_FIGURES)):
        if name in metafunc.fixturenames:
            metafunc.parametrize(name, pages)


@pytest.fixture
def store_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where the dashboard under test keeps its data; empty at first."""
    path = tmp_path / "pages.duckdb"
    monkeypatch.setenv("RM_STORE", str(path))
    yield path
    # One server has one store; here several follow each other in one process.
    if path.exists():
        session.store().close()
    st.cache_resource.clear()
    session._answer.cache_clear()


@pytest.fixture
def stored(store_file: Path, instrument: Instrument) -> Callable[..., None]:
    """Put files into the store before the dashboard opens it."""

    def put(*files: SourceFile) -> None:
        store = Store(store_file, instrument)
        reading = read([parse(file) for file in files], instrument, {}, store.known_people())
        assert not reading.stopped, reading.problems
        store.load(reading)
        store.close()

    return put


@pytest.fixture
def sample(stored: Callable[..., None]) -> None:
    """The founding study, in the store."""
    path = ROOT / "sample_data" / "raju2022.xlsx"
    stored(SourceFile(path.name, path.read_bytes()))


@pytest.fixture
def visit(store_file: Path) -> Callable[..., AppTest]:
    """A visitor who follows a link to one page."""

    def to(page: str, link: Mapping[str, str | list[str]] | None = None) -> AppTest:
        app = AppTest.from_file(FRAME, default_timeout=60)
        for name, value in (link or {}).items():
            app.query_params[name] = value
        app.run()
        return app.switch_page(str(ROOT / f"{page}.py")).run()

    return to


@pytest.fixture
def written() -> Callable[[AppTest], Written]:
    """Everything a page writes, as it is handed to the screen."""

    def on(app: AppTest) -> Written:
        texts = [str(element.value) for kind in TEXTS for element in app.get(kind)]
        texts += [f"{metric.label}: {metric.value}" for metric in app.metric]
        for table in (*app.table, *app.dataframe):
            texts += [str(name) for name in table.value.columns]
            texts += [str(cell) for row in table.value.itertuples(index=False) for cell in row]
        return texts + [chart.proto.spec for chart in app.get("plotly_chart")]

    return on
