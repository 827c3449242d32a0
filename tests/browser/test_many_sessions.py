"""Thirty sessions read while one uploads and undoes: no error, and nobody sees half an import."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.browser.raw import FOUNDING, PATIENCE, Seen, look, one_look, session

pytestmark = pytest.mark.browser
SAMPLES = Path(__file__).parents[2] / "sample_data"
SESSIONS, ROUNDS = 30, 2
# Seconds between one look and the next: people read what they see.
PAUSE = 5
READ = ("", "participation", "confidence", "concerns")
Visitor = Any


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


def newcomers() -> list[list[Any]]:
    """Four more mentors of the founding study's programme who answered before and after."""
    rows = [["Programme", "Cohort", "Participant code", "Role", "Stage", "Clinical practice",
             "Strengths", "Concerns"]]  # fmt: skip
    for number in range(4):
        for stage in ("pre", "post"):
            who = [FOUNDING, "2020", f"N{number}", "mentor", stage]
            rows.append([*who, 2 + (stage == "post"), 3, "Hierarchical difference"])
    return rows
