"""Any visitor can tell the server to clear its caches: nobody else notices."""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg

from tests.browser.raw import PATIENCE, one_look, session

pytestmark = pytest.mark.browser
SAMPLES = Path(__file__).parents[2] / "sample_data"
LOOKS, READERS = 12, 3


def test_nobody_is_disturbed_by_a_visitor_who_clears_the_caches(
    tmp_path: Path, serve: Callable[..., Any], filled: Callable[..., None]
) -> None:
    store = tmp_path / "cleared.duckdb"
    filled(store, SAMPLES / "raju2022.xlsx")
    with serve(store) as address:
        before = one_look(address, "confidence")
        seen: list[Any] = []
        over = threading.Event()
        clearing = threading.Thread(target=clear, args=(address, over))
        readers = [threading.Thread(target=read, args=(address, seen)) for _ in range(READERS)]
        for thread in (clearing, *readers):
            thread.start()
        for thread in readers:
            thread.join(PATIENCE)
        over.set()
        clearing.join(PATIENCE)
    assert before
    assert [look for look in seen if look != before] == []
    assert len(seen) == READERS * LOOKS


def clear(address: str, over: threading.Event) -> None:
    """Clear the caches again and again, from a session of one's own."""
    asked = BackMsg(clear_cache=True)
    with session(address) as line:
        while not over.wait(0.05):
            line.send(asked.SerializeToString())


def read(address: str, seen: list[Any]) -> None:
    """Look at one page again and again; what failed is seen too."""
    for _ in range(LOOKS):
        try:
            seen.append(one_look(address, "confidence"))
        except Exception as error:
            seen.append(repr(error))
