"""Pages run without a browser, each on a store of its own."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from pages.parts import places, session
from rmdata.reading.opening.files import parse
from rmdata.reading.opening.sheets import SourceFile
from rmdata.reading.read import read
from rmdata.schema.vocabulary import Instrument
from rmdata.store.store import Store
from tests.pages.north import FILES, NORTH

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
    session._stores.clear()
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


@pytest.fixture(scope="module")
def look(
    tmp_path_factory: pytest.TempPathFactory, instrument: Instrument
) -> Iterator[Callable[..., AppTest]]:
    """A visitor of the programme North, whose store the tests of a module share and only read.

    No test of such a module may ask for ``store_file`` too: one server has one store.
    """
    path = tmp_path_factory.mktemp("north") / "north.duckdb"
    store = Store(path, instrument)
    store.load(read([parse(SourceFile(n, t.encode())) for n, t in FILES.items()], instrument))
    store.close()

    def at(page: str, **link: str | list[str]) -> AppTest:
        app = AppTest.from_file(FRAME, default_timeout=60)
        for name, value in ({"programme": NORTH} | link).items():
            app.query_params[name] = value
        app.run()
        app.switch_page(str(ROOT / f"pages/{page}.py")).run()
        assert not app.exception and not app.error, app.error
        return app

    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("RM_STORE", str(path))
        yield at
        session.store().close()
    session._stores.clear()
    session._answer.cache_clear()


@dataclass(frozen=True)
class Card:
    """One card as it is on the screen."""

    block: Any
    inside: tuple[str, ...]

    @property
    def drawn(self) -> dict[str, dict[Any, Any]]:
        """Its chart: for every trace with a name what stands at which label."""
        [chart] = self.block.get("plotly_chart")
        found = {}
        for trace in json.loads(chart.proto.spec)["data"]:
            along = "y" if trace.get("orientation") == "h" or trace["type"] == "scatter" else "x"
            values = trace["text"] if trace["type"] == "bar" else trace["x"]
            labels = [_label(label) for label in trace[along]]
            found[trace.get("name", "")] = dict(zip(labels, values, strict=True))
        return found

    @property
    def is_upright(self) -> bool:
        """Whether the bars of its chart stand upright."""
        [chart] = self.block.get("plotly_chart")
        return "orientation" not in json.loads(chart.proto.spec)["data"][0]

    @property
    def tables(self) -> list[list[str]]:
        """The headers of its tables, in order."""
        return [[unescape(name) for name in table.value.columns] for table in self.block.table]


def _label(label: Any) -> str:
    return f"{label:g}" if isinstance(label, float) else unescape(str(label).replace("<br>", " "))


@pytest.fixture(scope="session")
def cards() -> Callable[[AppTest], dict[str, Card]]:
    """Every card of a page by its finding's name, in order, and in what it stands."""

    def on(app: AppTest) -> dict[str, Card]:
        found: dict[str, Card] = {}

        def walk(node: Any, inside: tuple[str, ...]) -> None:
            header = inside
            for number, child in enumerate(getattr(node, "children", {}).values()):
                if child.type == "header":
                    header = (child.value,)
                key = str(getattr(child, "key", ""))
                if key.startswith("card-"):
                    assert key[5:] not in found
                    found[key[5:]] = Card(child, header)
                else:
                    place = (f"column {number}",) if child.type == "column" else ()
                    place += (child.label,) if child.type == "expander" else ()
                    walk(child, (*header, *place))

        walk(app.main, ())
        return found

    return on


@dataclass(frozen=True)
class Taken:
    """One download that a page offers."""

    label: str
    name: str
    mime: str
    made: Any

    @property
    def content(self) -> bytes:
        """What a click hands out."""
        made: bytes = self.made() if callable(self.made) else self.made
        return made


@pytest.fixture
def offered(monkeypatch: pytest.MonkeyPatch) -> dict[str, Taken]:
    """The downloads of the pages that are run from now on, by key."""
    found: dict[str, Taken] = {}

    def button(label: str, data: Any, *, file_name: str, mime: str, key: str, **_: Any) -> bool:
        found[key] = Taken(label, file_name, mime, data)
        return False

    monkeypatch.setattr(st, "download_button", button)
    return found
