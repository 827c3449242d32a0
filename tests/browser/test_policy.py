"""What a page may do, and who may show it: the headers of every answer, in a browser's hands."""

import base64
import hashlib
import http.server
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from playwright.sync_api import Browser, Error, Frame, Page

from tests.browser.raw import asks

pytestmark = pytest.mark.browser
INDEX = Path(st.__file__).parent / "static" / "index.html"
Visitor = Any
# What an injected script would try, and the part of the policy that stops it.
FORBIDDEN = {
    "script-src-elem": "document.body.append(Object.assign(document.createElement('script'),"
    " {textContent: 'window.ran = true'}))",
    "script-src-attr": "document.body.insertAdjacentHTML('beforeend',"
    " '<i onclick=\"window.ran = true\"></i>')",
    "script-src": "setTimeout(() => eval('window.ran = true'))",
    "connect-src": "fetch(there).catch(() => {})",
    "img-src": "new Image().src = there",
    "form-action": "document.body.append(Object.assign(document.createElement('form'),"
    " {action: there, id: 'sent'})); sent.submit()",
    "frame-src": "document.body.append(Object.assign(document.createElement('iframe'),"
    " {src: there}))",
    "base-uri": "document.head.append(Object.assign(document.createElement('base'),"
    " {href: there}))",
    "object-src": "document.body.append(Object.assign(document.createElement('object'),"
    " {data: there}))",
}
RECORDED = """() => {
    window.broken = [];
    document.addEventListener("securitypolicyviolation",
        event => window.broken.push(event.effectiveDirective));
}"""


@dataclass(frozen=True)
class Site:
    """A site that is not the dashboard's, and the paths it was asked for."""

    address: str
    asked: list[str]


def test_no_page_breaks_the_policy(reader: Visitor, any_title: str) -> None:
    """Every visitor of these tests is watched for it; here all pages are seen, charts and all."""
    reader.opens(any_title)


@pytest.mark.parametrize("part", FORBIDDEN)
def test_what_is_not_the_dashboards_own_does_not_run_and_nothing_is_sent_away(
    sample_address: str, chromium: Browser, another_site: Callable[[str], Site], part: str
) -> None:
    there = another_site("Here I am.")
    page = chromium.new_page()
    page.add_init_script(f"({RECORDED})()")
    page.goto(sample_address)
    page.evaluate(f"there => {{ {FORBIDDEN[part]} }}", there.address)
    page.wait_for_function("() => window.broken.length", timeout=10_000)
    assert page.evaluate("[window.broken[0], window.ran]") == [part, None]
    page.close()
    assert there.asked == []


@pytest.mark.parametrize("kind", ["iframe", "object", "embed"])
def test_no_other_site_can_frame_the_page_on_which_one_click_undoes_an_import(
    sample_address: str, chromium: Browser, another_site: Callable[[str], Site], kind: str
) -> None:
    source = "data" if kind == "object" else "src"
    there = another_site(f'<{kind} {source}="{sample_address}/upload" width=900></{kind}>')
    page = chromium.new_page()
    with page.expect_console_message(lambda said: "frame-ancestors" in said.text, timeout=20_000):
        page.goto(there.address)
    assert not drawn(page)
    page.close()


def test_every_answer_has_the_headers_a_refused_one_and_a_file_too(sample_address: str) -> None:
    [script] = inline_scripts(INDEX.read_text(encoding="utf-8"))
    printed = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    asset = re.search(r"static/js/[\w.-]+\.js", INDEX.read_text(encoding="utf-8"))
    assert asset
    for path, host, status in (
        ("/", "localhost", 200),
        ("/upload?programme=A", "localhost", 200),
        ("/_stcore/health", "localhost", 200),
        (f"/{asset[0]}", "localhost", 200),
        ("/media/none.csv", "localhost", 404),
        ("/", "elsewhere.example", 403),
    ):
        given, headers, _ = asks(sample_address, "GET", path, {"Host": host})
        assert given == status
        assert {name: headers.get(name) for name in EXPECTED} == EXPECTED
        policy = dict(part.split(" ", 1) for part in headers["content-security-policy"].split("; "))
        assert policy == POLICY | {"script-src": f"'self' 'wasm-unsafe-eval' 'sha256-{printed}'"}


EXPECTED = {
    "x-frame-options": "DENY",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
POLICY = {
    "default-src": "'none'",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data: blob:",
    "font-src": "'self' data:",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}


@pytest.fixture
def another_site() -> Iterator[Callable[[str], Site]]:
    """Publish a page on another site; the same machine is one by its other name."""
    servers: list[http.server.HTTPServer] = []

    def publish(text: str) -> Site:
        asked: list[str] = []

        class Pages(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                asked.append(self.path)
                self.send_response(200)
                self.send_header("Content-Type", "text/html")
                self.end_headers()
                self.wfile.write(text.encode())

            def log_message(self, *_: Any) -> None:
                pass

        servers.append(http.server.HTTPServer(("127.0.0.1", 0), Pages))
        threading.Thread(target=servers[-1].serve_forever, daemon=True).start()
        return Site(f"http://localhost:{servers[-1].server_port}/", asked)

    yield publish
    for server in servers:
        server.shutdown()
        server.server_close()


def drawn(page: Page) -> bool:
    """Whether anything of the dashboard stands in any frame of a page."""

    def holds_it(frame: Frame) -> bool:
        # A frame that was refused goes away in its own time.
        with suppress(Error):
            return frame.locator("[data-testid=stApp]").count() > 0
        return False

    return any(holds_it(frame) for frame in page.frames)


class Scripts(HTMLParser):
    """The scripts that stand in a page itself."""

    def __init__(self) -> None:
        super().__init__()
        self.inside, self.found = False, list[str]()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.inside = tag == "script" and "src" not in dict(attrs)

    def handle_data(self, data: str) -> None:
        self.found += [data] if self.inside else []

    def handle_endtag(self, tag: str) -> None:
        self.inside = False


def inline_scripts(text: str) -> list[str]:
    parser = Scripts()
    parser.feed(text)
    return parser.found
