"""A process that is killed at any moment loses nothing it acknowledged and leaves nothing half."""

import json
import os
import random
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from rmdata.schema.vocabulary import Instrument
from rmdata.store.store import Store

ROOT = Path(__file__).parents[2]
SHORT, WHOLE = 20, 300
LONGEST_S = 1.6
CONSISTENT = """
    select
        (select count(*) from answers) as answers,
        (select count(*) from pairs) as pairs,
        (select count(*) from people) as people,
        (select count(*) from unfinished) as unfinished,
        (select count(*) from (
            select import_id, n_rows from sources
            except
            select import_id, count(*)::integer from imported.questionnaires group by import_id
        ) where n_rows > 0) as miscounted
"""


def killed(path: Path, seed: int, wait: float, *, while_opening: bool) -> list[Any]:
    """Let a process change the store, kill it after a while, and return what it said."""
    command = [sys.executable, str(ROOT / "tests" / "reliability" / "changing.py")]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        [*command, str(path), str(seed)], cwd=ROOT, env=environment, stdout=subprocess.PIPE
    ) as child:
        assert child.stdout
        first = b"" if while_opening else child.stdout.readline()
        time.sleep(wait)
        child.kill()
        said = first + child.stdout.read()
    assert child.returncode == -9, "the process ended by itself"
    # A line that was cut off was not said.
    return [json.loads(line) for line in said.split(b"\n")[:-1]]


def holding(folder: Path, codes: set[str]) -> list[str]:
    files = [file for file in folder.rglob("*") if file.is_file()]
    contents = {file.name: file.read_bytes() for file in files}
    # Codes are told apart by what follows them in the words of their own.
    return [
        n for n, c in contents.items() if any(f"that {code} alone".encode() in c for code in codes)
    ]


def test_a_kill_at_any_moment_loses_nothing(
    tmp_path: Path, instrument: Instrument, whole: bool, record: Any
) -> None:
    path, drawn = tmp_path / "store.duckdb", random.Random(2022)
    Store(path, instrument).close()
    codes: list[str] = []
    erased: set[str] = set()
    n_done = n_came_through = n_in_flight = 0
    slowest = 0.0
    for seed in range(WHOLE if whole else SHORT):
        while_opening = seed % 10 == 9
        wait = drawn.uniform(0.2, 1.2) if while_opening else drawn.uniform(0, LONGEST_S)
        said = killed(path, seed, wait, while_opening=while_opening)
        dones = [line for line in said if line[0] == "done"]
        n_done += len(dones)
        codes = dones[-1][1] if dones else codes
        erased |= {code for _, _, gone in dones for code in gone}
        possible, gone_then = [codes], set[str]()
        if said and said[-1][0] == "try":
            n_in_flight += 1
            possible.append(said[-1][1])
            gone_then = set(said[-1][2])
        start = time.perf_counter()
        store = Store(path, instrument)
        slowest = max(slowest, time.perf_counter() - start)
        found = [code for (code,) in store.run("select code from people order by code").rows]
        (counted,) = store.run(CONSISTENT).rows
        store.close()
        assert found in possible, f"kill {seed}"
        assert counted == (2 * len(found), 2 * len(found), len(found), 0, 0), f"kill {seed}"
        if found != codes:
            n_came_through += 1
            erased |= gone_then
        assert holding(tmp_path, erased) == [], f"kill {seed}"
        codes = found
    record(
        "kills",
        n=seed + 1,
        acknowledged=n_done,
        in_flight=n_in_flight,
        in_flight_that_came_through=n_came_through,
        erased=len(erased),
        slowest_opening_s=round(slowest, 2),
        lost=0,
    )
    assert n_done > seed // 2
