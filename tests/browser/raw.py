"""A session without a browser: what the server hands to whoever speaks its protocol."""

import http.client
from typing import Any
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect

PATIENCE = 60
FOUNDING = "Founding study (invented rows)"
Seen = tuple[str, ...]
Answer = tuple[int, dict[str, str], bytes]


def session(address: str) -> ClientConnection:
    """A session of its own, as a browser opens it."""
    line = address.replace("http", "ws") + "/_stcore/stream"
    return connect(line, origin=address, subprotocols=["streamlit"], max_size=None)


def one_look(address: str, page: str) -> Seen:
    with session(address) as line:
        return look(line, page)


def look(line: ClientConnection, page: str) -> Seen:
    """Every figure and sentence of a page, as the server hands it to this session."""
    asked = BackMsg()
    asked.rerun_script.page_name = page
    asked.rerun_script.query_string = f"programme={FOUNDING}"
    line.send(asked.SerializeToString())
    told: list[str] = []
    while True:
        message = ForwardMsg.FromString(line.recv(timeout=PATIENCE))
        kind = message.WhichOneof("type")
        if kind == "script_finished":
            return tuple(told)
        if kind == "delta" and message.delta.WhichOneof("type") == "new_element":
            told += _told(message.delta.new_element)


def _told(element: Any) -> list[str]:
    kind = element.WhichOneof("type")
    if kind == "exception" or (kind == "alert" and element.alert.format == element.alert.ERROR):
        raise AssertionError(str(element))
    if kind == "metric":
        return [f"{element.metric.label}: {element.metric.body}"]
    if kind in ("markdown", "heading"):
        return [getattr(element, kind).body]
    return [element.plotly_chart.spec] if kind == "plotly_chart" else []


def asks(
    address: str, method: str, path: str, headers: dict[str, str], body: bytes | None = None
) -> Answer:
    """One question over a connection of its own; the headers of the answer in small letters."""
    there = urlsplit(address)
    line = http.client.HTTPConnection(there.hostname or "", there.port, timeout=PATIENCE)
    try:
        line.request(method, path, body, headers)
        answer = line.getresponse()
        given = {name.lower(): value for name, value in answer.getheaders()}
        return answer.status, given, answer.read()
    finally:
        line.close()
