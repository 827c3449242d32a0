"""A dashboard of its own for each test, and a visitor who looks at it with Chromium."""

import csv
import io
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlencode

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Download,
    Locator,
    Page,
    Request,
    TimeoutError,
    sync_playwright,
)

from pages.parts import places

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "sample_data"
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
# The first page of a server imports everything; the next ones answer at once.
PATIENCE = 60_000
AT_REST = """() => {
    const app = document.querySelector("[data-testid=stApp]");
    return app?.dataset.testScriptState === "notRunning"
        && app.dataset.testConnectionState === "CONNECTED"
        && !document.querySelector("[data-testid=stSkeleton], [data-stale=true]")
        && [...document.querySelectorAll("[data-testid=stPlotlyChart]")].every(
            chart => !chart.checkVisibility() || chart.querySelector(".main-svg"));
}"""
NEW_TITLE = "left => ![left, undefined].includes(document.querySelector('h1')?.innerText)"
# The console alone does not tell of everything that the headers forbid.
POLICY_BROKEN = """document.addEventListener("securitypolicyviolation", event =>
    console.error(`policy: ${event.effectiveDirective} ${event.blockedURI}`))"""
# On a deep link Streamlit first asks for its own addresses below the page's path.
STREAMLIT_PROBE = re.compile(r"/[a-z-]+/_stcore/(health|host-config)")
PATHS = {title: path.stem for title, path in places.PAGES.items()} | {places.OVERVIEW: ""}
# Who looks at which dashboard: nobody outlives its server, or its silence would look like a fault.
LOOKING: dict[str, list[BrowserContext]] = {}
Rows = list[list[str]]


class Visitor:
    """Somebody in front of a page: what they do, and what they see."""

    def __init__(self, page: Page, address: str) -> None:
        self.page, self.address = page, address

    def opens(self, title: str = "Overview", **link: str) -> None:
        """Follow a link to the page of this name."""
        path = PATHS[title]
        self.page.goto(f"{self.address}/{path}" + (f"?{urlencode(link)}" if link else ""))
        self.rests()

    def goes_to(self, title: str) -> None:
        """Choose a page in the navigation."""
        left = self.page.get_by_role("heading", level=1).inner_text()
        navigation = self.page.get_by_test_id("stTopNavLinkContainer")
        navigation.get_by_role("link", name=title, exact=True).click()
        self.page.wait_for_url(re.compile(f"/{PATHS[title]}(\\?|$)"))
        self.page.wait_for_function(NEW_TITLE, arg=left)
        self.rests()

    def rests(self) -> None:
        """Wait until the page has stopped changing."""
        self.page.get_by_role("heading", level=1).first.wait_for()
        self.page.wait_for_function(AT_REST)

    def is_seen_whole(self, width: int) -> None:
        """Make the window as high as its page, so that nothing has to be scrolled to."""
        self.page.set_viewport_size({"width": width, "height": 900})
        self.rests()
        height = self.page.get_by_test_id("stMain").evaluate("main => main.scrollHeight")
        self.page.set_viewport_size({"width": width, "height": height + 100})
        self.rests()

    def clicks(self, name: str) -> None:
        """Click the button of this name."""
        self.page.get_by_role("button", name=name, exact=True).click()

    def sees(self, text: str | re.Pattern[str]) -> Locator:
        """Wait until this text can be read somewhere on the page."""
        found = self.page.get_by_text(text).filter(visible=True).first
        try:
            found.wait_for()
        except TimeoutError as missing:
            shown = self.page.locator("body").inner_text()
            raise AssertionError(f"{text!r} is not on the page, which says: {shown}") from missing
        return found

    def chooses(self, label: str, option: str) -> None:
        """Take an option of the list with this label."""
        wanted = self.page.get_by_role("option", name=option, exact=True)
        for _ in range(3):
            self.rests()
            self.page.get_by_role("combobox", name=label).click()
            # A page that is drawn again meanwhile closes the list: then it is opened once more.
            with suppress(TimeoutError):
                wanted.click(timeout=PATIENCE / 6)
                break
        # The list of a choice of several stays open; in one of a single choice the key would clear.
        if self.page.get_by_role("listbox").filter(visible=True).count():
            self.page.keyboard.press("Escape")

    def uploads(self, *files: Path | tuple[str, bytes]) -> None:
        """Choose these files for the drop zone of the page Upload."""
        given = [
            {"name": file[0], "mimeType": "text/csv", "buffer": file[1]}
            if isinstance(file, tuple)
            else str(file)
            for file in files
        ]
        self.page.locator("input[type=file]").set_input_files(given)  # type: ignore[arg-type]
        self.sees("What we understood")
        self.rests()

    def downloads(self, name: str) -> Download:
        """Click the download of this name and wait for its file."""
        for last in (False, False, True):
            self.rests()
            # A page that is drawn again meanwhile forgets the file that was asked for.
            with suppress(*([] if last else [TimeoutError])):
                with self.page.expect_download(timeout=PATIENCE / 4) as download:
                    self.clicks(name)
                return download.value
        raise AssertionError(name)

    def loads(self) -> None:
        """Click Load and wait for the word that it is done."""
        self.clicks("Load")
        self.sees(re.compile(r"Import \d+ is stored"))
        self.rests()

    def card(self, name: str) -> Locator:
        """The card of this finding."""
        return self.page.locator(f".st-key-card-{name}")

    def metric(self, label: str) -> str:
        """The figure that stands under this label."""
        shown = self.page.get_by_test_id("stMetric").filter(has_text=label)
        return shown.get_by_test_id("stMetricValue").inner_text()


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run a test that names ``any_title`` on every page of the navigation."""
    if "any_title" in metafunc.fixturenames:
        metafunc.parametrize("any_title", PATHS)


@pytest.fixture(scope="session")
def titles() -> list[str]:
    """The pages as the navigation has to list them."""
    return list(PATHS)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for all tests."""
    program = shutil.which("chromium")
    if not program:
        pytest.skip("chromium is not installed (Debian: apt-get install chromium)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=[*FLAGS])
        yield browser
        browser.close()


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """A fresh dashboard on an empty store."""
    with dashboard(tmp_path / "browser.duckdb") as running:
        yield running


@pytest.fixture(scope="module")
def sample_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A dashboard with both sample programmes, for tests that change nothing."""
    store = tmp_path_factory.mktemp("samples") / "browser.duckdb"
    fill(store, SAMPLES / "programme.xlsx", SAMPLES / "raju2022.xlsx")
    with dashboard(store) as running:
        yield running


@pytest.fixture
def welcomes(chromium: Browser) -> Iterator[Callable[..., Visitor]]:
    """Visitors that are watched: nothing leaves the host, breaks the policy or logs an error."""
    addresses: set[str] = set()
    faults: list[str] = []

    def visitor(address: str, width: int = 1280, colours: str = "light") -> Visitor:
        context = chromium.new_context(
            viewport={"width": width, "height": 900},
            color_scheme=colours,  # type: ignore[arg-type]
            accept_downloads=True,
        )
        addresses.add(address)
        LOOKING.setdefault(address, []).append(context)
        context.set_default_timeout(PATIENCE)
        context.add_init_script(POLICY_BROKEN)
        page = context.new_page()
        page.on("request", lambda request: faults.extend(_elsewhere(request, address)))
        page.on("console", lambda message: faults.extend(_error(message)))
        page.on("pageerror", lambda error: faults.append(f"uncaught: {error}"))
        return Visitor(page, address)

    yield visitor
    for address in addresses:
        leave(address)
    assert faults == []


@pytest.fixture
def visitor(address: str, welcomes: Callable[..., Visitor]) -> Visitor:
    """Somebody who meets a fresh dashboard with an empty store."""
    return welcomes(address)


@pytest.fixture
def reader(sample_address: str, welcomes: Callable[..., Visitor]) -> Visitor:
    """Somebody who looks at the sample programmes."""
    return welcomes(sample_address)


@pytest.fixture(scope="session")
def as_csv() -> Callable[[str, Rows], tuple[str, bytes]]:
    """A file to upload, from a header and its rows."""

    def file(name: str, rows: Rows) -> tuple[str, bytes]:
        lines = io.StringIO(newline="")
        csv.writer(lines).writerows(rows)
        return name, lines.getvalue().encode()

    return file


@pytest.fixture(scope="session")
def filled() -> Callable[..., None]:
    """Fill a store before a dashboard opens it."""
    return fill


@pytest.fixture(scope="session")
def serve() -> Callable[[Path], object]:
    """Start a dashboard on a store file; ends with its ``with`` block."""
    return dashboard


def fill(store: Path, *files: Path) -> None:
    """Load files from the command line."""
    command = [sys.executable, "-m", "rmdata", "--store", str(store), "load", *map(str, files)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)


def leave(address: str) -> None:
    """Close the windows of everybody who looks at this dashboard."""
    for context in LOOKING.pop(address, []):
        context.close()


@contextmanager
def dashboard(store: Path) -> Iterator[str]:
    """A running dashboard on a store of its own; gives its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", "dashboard.py", "--server.headless"]
    environment = {**os.environ, "RM_STORE": str(store)}
    log = store.with_suffix(".log")
    with log.open("wb") as output:
        server = subprocess.Popen(
            [*command, "true", "--server.port", str(port)],
            cwd=ROOT, env=environment, stdout=output, stderr=output,
        )  # fmt: skip
    try:
        _wait_until_up(f"http://127.0.0.1:{port}", server, log)
        yield f"http://127.0.0.1:{port}"
    finally:
        leave(f"http://127.0.0.1:{port}")
        server.terminate()
        server.wait(20)
    assert "Traceback" not in log.read_text(), log.read_text()


def _wait_until_up(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + PATIENCE / 1000
    while time.monotonic() < until and server.poll() is None:
        try:
            urllib.request.urlopen(f"{address}/_stcore/health", timeout=5).close()
        except URLError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError(log.read_text())


def _elsewhere(request: Request, address: str) -> list[str]:
    here = request.url.startswith((address, "data:", "blob:"))
    return [] if here else [f"request to {request.url}"]


def _error(message: ConsoleMessage) -> list[str]:
    source = message.location.get("url", "")
    if message.type != "error" or STREAMLIT_PROBE.search(source):
        return []
    return [f"console: {message.text} ({source})"]
