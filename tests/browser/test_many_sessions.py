"""Thirty sessions read while one uploads and undoes: no error, and nobody sees half an import."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect

pytestmark = pytest.mark.browser
SAMPLES = Path(__file__).parents[2] / "sample_data"
SESSIONS, ROUNDS, PATIENCE = 30, 2, 60
# Seconds between one look and the next: people read what they see.
PAUSE = 5
READ = ("", "participation", "confidence", "concerns")
FOUNDING = "Founding study (invented rows)"
Visitor = Any
Seen = tuple[str, ...]


def test_thirty_sessions_read_while_one_uploads_and_undoes(
    tmp_path: Path,
    serve: Callable[..., Any],
    filled: Callable[..., None],
    welcomes: Callable[..., Visitor],
    as_csv: Callable[..., tuple[str, bytes]],
) -> None:
    store = tmp_path / "busy.duckdb"
    filled(store, SAMPLES / "raju2022.xlsx")
    more = as_csv("more.csv", newcomers())
    with serve(store) as address:
        before = {page: one_look(address, page) for page in READ}
        visitor = welcomes(address)
        visitor.opens("Upload")
        with readers(address) as (seen, faults):
            for round_no in range(ROUNDS):
                visitor.uploads(more)
                visitor.loads()
                everybody_looks(seen)
                if not round_no:
                    after = {page: one_look(address, page) for page in READ}
                visitor.page.locator("[class*=st-key-undo-]").first.get_by_role("button").click()
                visitor.sees("Undone")
                visitor.rests()
    assert faults == []
    assert before[""] != after[""]
    looks = {page: [look for where, look in seen if where == page] for page in READ}
    assert [page for page in READ if {*looks[page]} - {before[page], after[page]}] == []
    assert {before[""], after[""]} == {*looks[""]}
    assert len(seen) > 2 * SESSIONS


def everybody_looks(seen: list[Any]) -> None:
    """Wait until as many looks were taken as there are sessions, on every page."""
    until, enough = time.monotonic() + PATIENCE, len(seen) + SESSIONS * len(READ)
    while len(seen) < enough and time.monotonic() < until:
        time.sleep(0.1)


@contextmanager
def readers(address: str) -> Iterator[tuple[list[tuple[str, Seen]], list[str]]]:
    """Sessions that look at one page after the other until the block ends; what they saw."""
    seen: list[tuple[str, Seen]] = []
    faults: list[str] = []
    over = threading.Event()

    def read(first: int) -> None:
        try:
            with session(address) as line:
                number = first
                while not over.is_set():
                    page = READ[number % len(READ)]
                    seen.append((page, look(line, page)))
                    number += 1
                    over.wait(PAUSE)
        except Exception as error:
            faults.append(repr(error))

    threads = [threading.Thread(target=read, args=(n,), daemon=True) for n in range(SESSIONS)]
    for thread in threads:
        thread.start()
    try:
        yield seen, faults
    finally:
        over.set()
        for thread in threads:
            thread.join(PATIENCE)
    faults += [f"{thread.name} did not end" for thread in threads if thread.is_alive()]


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


def newcomers() -> list[list[Any]]:
    """Four more mentors of the founding study's programme who answered before and after."""
    rows = [["Programme", "Cohort", "Participant code", "Role", "Stage", "Clinical practice",
             "Strengths", "Concerns"]]  # fmt: skip
    for number in range(4):
        for stage in ("pre", "post"):
            who = [FOUNDING, "2020", f"N{number}", "mentor", stage]
            rows.append([*who, 2 + (stage == "post"), 3, "Hierarchical difference"])
    return rows
