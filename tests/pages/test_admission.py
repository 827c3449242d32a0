"""Whom the server lets in, asked without a server."""

from typing import Any

import pytest
from starlette.types import Message, Receive, Scope, Send

from pages.serving.admission import THIS_MACHINE, Admission
from tests.pages.own_loop import run

Header = tuple[bytes, bytes]
HERE: Header = (b"host", b"127.0.0.1:8501")


@pytest.mark.parametrize("kind", ["http", "websocket"])
@pytest.mark.parametrize(
    "headers",
    [
        [(b"host", b"localhost:8501")],
        [(b"host", b"LocalHost")],
        [(b"host", b"[::1]:8501")],
        [HERE, (b"origin", b"http://127.0.0.1:8501")],
    ],
    ids=str,
)
def test_this_machine_is_let_in(kind: str, headers: list[Header]) -> None:
    assert answer(kind, headers) == 200


@pytest.mark.parametrize("kind", ["http", "websocket"])
@pytest.mark.parametrize(
    "headers",
    [
        [],
        [(b"host", b"")],
        [(b"host", b"elsewhere.example")],
        [(b"host", b"localhost.elsewhere.example")],
        [(b"host", b"elsewhere.example#@localhost")],
        [(b"host", b"localhost:8501@elsewhere.example")],
        [(b"host", b"127.0.0.2:8501")],
        [HERE, (b"host", b"elsewhere.example")],
        [HERE, (b"origin", b"http://elsewhere.example")],
        [HERE, (b"origin", b"http://127.0.0.1:8502")],
        [HERE, (b"origin", b"http://localhost:8501")],
        [HERE, (b"origin", b"http://127.0.0.1:85011")],
        [HERE, (b"origin", b"null")],
        [HERE, (b"origin", b"")],
        [HERE, (b"origin", b"http://127.0.0.1:8501"), (b"origin", b"http://elsewhere.example")],
    ],
    ids=str,
)
def test_another_name_and_another_page_are_refused(kind: str, headers: list[Header]) -> None:
    assert answer(kind, headers) == 403


@pytest.mark.parametrize("place", ["192.168.1.20", "::", "127.0.0.2", None])
def test_what_came_to_another_address_is_refused_whatever_it_calls_itself(
    place: str | None,
) -> None:
    """As where uvicorn is started by hand, at an address that no option of Streamlit's names."""
    assert answer("http", [HERE], place=place) == 403
    assert answer("websocket", [HERE], place=place) == 403
    assert answer("http", [HERE], place=place, anywhere=True) == 200


@pytest.mark.parametrize(
    ("name", "status"),
    [
        (b"ward.example.org", 200),
        (b"example.org", 403),
        (b"board.example.net", 200),
        (b"board.example.net.elsewhere.example", 403),
        (b"localhost", 403),
    ],
)
def test_where_everyone_is_the_team_the_names_are_those_that_were_given(
    name: bytes, status: int
) -> None:
    names = {"*.example.org", "board.example.net"}
    assert answer("http", [(b"host", name)], names=names, anywhere=True) == status


def test_start_and_end_of_the_server_pass() -> None:
    passed: list[Scope] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        passed.append(scope)

    admission = Admission(app, THIS_MACHINE, anywhere=False)
    run(admission({"type": "lifespan"}, None, None))  # type: ignore[arg-type]
    assert passed == [{"type": "lifespan"}]


def answer(
    kind: str,
    headers: list[Header],
    *,
    place: str | None = "127.0.0.1",
    names: Any = THIS_MACHINE,
    anywhere: bool = False,
) -> int:
    """200 where what lies behind was asked, 403 where it was not."""
    sent: list[Message] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})

    async def send(message: Message) -> None:
        sent.append(message)

    async def receive() -> Message:
        raise AssertionError("read before it was let in")

    scope = {"type": kind, "headers": headers, "server": place and (place, 8501), "method": "GET"}
    run(Admission(app, names, anywhere)(scope, receive, send))
    status = sent[0].get("status", 403)
    assert (sent[0]["type"] == "websocket.close") == (kind == "websocket" and status == 403)
    return int(status)
