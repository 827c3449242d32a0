"""A page on another site, or under another name, gets nothing of the dashboard and into it."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from tests.browser.raw import PATIENCE, asks, session

pytestmark = pytest.mark.browser
SAMPLES = Path(__file__).parents[2] / "sample_data"
# What a browser says of the place it was told to ask, and of the page that told it to.
STRANGERS = {
    "another name": ("elsewhere.example:{port}", None),
    "another name that is its own page": (
        "elsewhere.example:{port}",
        "http://elsewhere.example:{port}",
    ),
    "a name that begins alike": ("localhost.elsewhere.example:{port}", None),
    "an address of the network": ("192.168.1.20:{port}", None),
    "no name": ("", None),
    "another site": ("127.0.0.1:{port}", "https://elsewhere.example"),
    "a site of Streamlit's": ("127.0.0.1:{port}", "https://somebody.streamlit.app"),
    "another program of this machine": ("127.0.0.1:{port}", "http://localhost:1"),
    "a page without an origin": ("127.0.0.1:{port}", "null"),
}
FAMILIAR = {
    "its number": ("127.0.0.1:{port}", None),
    "its name": ("localhost:{port}", None),
    "its name in capitals": ("LOCALHOST:{port}", None),
    "its own page": ("localhost:{port}", "http://localhost:{port}"),
}


@pytest.fixture(scope="module")
def running(
    tmp_path_factory: pytest.TempPathFactory,
    serve: Callable[..., Any],
    filled: Callable[..., None],
) -> Iterator[str]:
    """A dashboard with a programme, for tests that change nothing."""
    store = tmp_path_factory.mktemp("let_in") / "let_in.duckdb"
    filled(store, SAMPLES / "raju2022.xlsx")
    with serve(store) as address:
        yield address


@pytest.mark.parametrize("who", FAMILIAR)
def test_who_asks_by_the_name_of_this_machine_is_let_in(running: str, who: str) -> None:
    headers = said(running, FAMILIAR[who])
    assert asks(running, "GET", "/upload", headers)[0] == 200
    assert opens_a_session(running, headers)
    assert uploads(running, headers) == 204


@pytest.mark.parametrize("who", STRANGERS)
def test_a_stranger_gets_no_page_file_or_session_and_uploads_nothing(
    running: str, who: str
) -> None:
    headers = said(running, STRANGERS[who])
    paths = ("/", "/upload", "/media/0.csv", "/_stcore/health", "/_stcore/metrics", "/favicon.png")
    assert {path: asks(running, "GET", path, headers)[0] for path in paths} == dict.fromkeys(
        paths, 403
    )
    assert not opens_a_session(running, headers)
    assert uploads(running, headers) == 403


def test_a_stranger_is_told_why_in_plain_words_and_hears_no_name_of_theirs_again(
    running: str,
) -> None:
    status, headers, body = asks(running, "GET", "/", {"Host": "<b>elsewhere</b>.example"})
    assert (status, headers["content-type"]) == (403, "text/plain; charset=utf-8")
    assert b"localhost" in body
    assert b"elsewhere" not in body


def test_no_page_of_another_site_is_listened_to(running: str) -> None:
    """What a page that frames the dashboard may tell it: where to send the files, among others."""
    body = asks(running, "GET", "/_stcore/host-config", {})[2]
    assert json.loads(body)["allowedOrigins"] == []


def said(address: str, host_and_origin: tuple[str, str | None]) -> dict[str, str]:
    host, origin = host_and_origin
    port = urlsplit(address).port
    headers = {"Host": host.format(port=port)}
    return headers | ({"Origin": origin.format(port=port)} if origin else {})


def opens_a_session(address: str, headers: dict[str, str]) -> bool:
    """Whether the connection is made over which the pages come."""
    upgrade = {
        "Connection": "Upgrade",
        "Upgrade": "websocket",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": "MDEyMzQ1Njc4OTAxMjM0NQ==",
        "Sec-WebSocket-Protocol": "streamlit",
    }
    status = asks(address, "GET", "/_stcore/stream", {**headers, **upgrade})[0]
    assert status in (101, 403)
    return status == 101


def uploads(address: str, headers: dict[str, str]) -> int:
    """The answer to a file for somebody's session, with all that it takes but who sends it."""
    with session(address) as line:
        line.send(BackMsg(rerun_script={}).SerializeToString())
        started = ForwardMsg.FromString(line.recv(timeout=PATIENCE))
        while started.WhichOneof("type") != "new_session":
            started = ForwardMsg.FromString(line.recv(timeout=PATIENCE))
        path = f"/_stcore/upload_file/{started.new_session.initialize.session_id}/1"
        token = asks(address, "GET", "/_stcore/health", {})[1]["set-cookie"]
        token = token.partition(";")[0].partition("=")[2]
        body = (
            b'--part\r\nContent-Disposition: form-data; name="f"; filename="f.csv"\r\n'
            b"\r\na,b\r\n--part--\r\n"
        )
        known = {"Cookie": f"_streamlit_xsrf={token}", "X-Xsrftoken": token}
        kind = {"Content-Type": "multipart/form-data; boundary=part"}
        return asks(address, "PUT", path, {**headers, **known, **kind}, body)[0]
