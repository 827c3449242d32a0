"""Every odd file through the real reading process: read right to the last answer, or refused."""

import multiprocessing
import resource
import sys
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from typing import Any

import pytest

from rmdata.reading.opening.sheets import OpenedFile
from rmdata.reading.problems import Level
from rmdata.reading.read import open_files, read
from rmdata.reading.understood import Reading
from rmdata.schema.vocabulary import Instrument
from rmdata.store.results import StoreError
from rmdata.store.store import Store
from tests.reliability.expected import Odd
from tests.reliability.odd_files import ODD_FILES

MIB = 1024 * 1024
LONGEST, MOST_MEMORY = 10.0, 512 * MIB
WORST = ((Level.ERROR, "errors"), (Level.QUESTION, "asked"), (Level.WARNING, "warnings"))


def open_all() -> tuple[dict[str, tuple[OpenedFile, float]], int]:
    """Every odd file as it was opened and how long that took; the largest process of all."""
    found = {}
    for odd in ODD_FILES:
        began = time.monotonic()
        [file] = open_files([odd.file])
        found[odd.name] = (file, time.monotonic() - began)
    return found, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024


@pytest.fixture(scope="module")
def opened_and_peak() -> tuple[dict[str, tuple[OpenedFile, float]], int]:
    """All of them opened from a fresh interpreter, which has no other children to be measured."""
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as fresh:
        return fresh.submit(open_all).result()


@pytest.fixture(scope="module")
def opened(opened_and_peak: tuple[Any, int]) -> dict[str, tuple[OpenedFile, float]]:
    found: dict[str, tuple[OpenedFile, float]] = opened_and_peak[0]
    return found


def outcome(reading: Reading, file: OpenedFile) -> str:
    levels = {problem.level for problem in reading.problems}
    worst = next((word for level, word in WORST if level in levels), "accepted")
    return "refused" if file.refused else worst


def values(reading: Reading) -> set[Any]:
    rows = [row for source in reading.sources for row in source.data.to_pylist()]
    assert len(rows) == len({row["participant_code"] for row in rows})
    return {(row["participant_code"], row.get("experience")) for row in rows}


def test_odd_files_have_names_of_their_own():
    assert len(ODD_FILES) >= 150
    assert len({odd.name for odd in ODD_FILES}) == len(ODD_FILES)


@pytest.mark.parametrize("odd", ODD_FILES, ids=str)
def test_an_odd_file_is_read_right_or_not_at_all(
    odd: Odd, opened: dict[str, tuple[OpenedFile, float]], instrument: Instrument
) -> None:
    file, seconds = opened[odd.name]
    reading = read([file], instrument)
    said = " / ".join(problem.message for problem in reading.problems)
    assert (outcome(reading, file), odd.says in said) == (odd.outcome, True), said[:500]
    assert "Traceback" not in said and "Error(" not in said
    assert seconds <= LONGEST
    if odd.values is not None:
        assert values(reading) == set(odd.values)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the figure has other units")
def test_reading_them_took_no_more_memory_than_allowed(
    opened_and_peak: tuple[dict[str, tuple[OpenedFile, float]], int], record: Any
) -> None:
    opened, peak = opened_and_peak
    died = [name for name, (file, _) in opened.items() if "read safely" in file.refused]
    outcomes = Counter(odd.outcome for odd in ODD_FILES)
    slowest = max(seconds for _, seconds in opened.values())
    record("odd files", files=len(ODD_FILES), died=len(died), slowest_s=round(slowest, 1),
           peak_mib=peak // MIB, **outcomes)  # fmt: skip
    assert peak <= MOST_MEMORY


def test_a_file_that_stops_an_import_stores_nothing(
    opened: dict[str, tuple[OpenedFile, float]], store: Store, instrument: Instrument
) -> None:
    for odd in ODD_FILES:
        reading = read([opened[odd.name][0]], instrument)
        if reading.stopped:
            with pytest.raises((StoreError, ValueError)):
                store.load(reading)
    assert store.imports() == []
    assert store.run("select count(*) from questionnaires").rows[0][0] == 0
