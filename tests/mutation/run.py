"""Puts small faults into a copy of the project, one at a time, and asks the tests to notice.

    python tests/mutation/run.py                    every fault
    python tests/mutation/run.py --room queries     the faults of one room
    python tests/mutation/run.py --some 30          a part that changes from day to day
    python tests/mutation/run.py --tests FOLDER     the same faults against other tests

The faults stand in ``faults/<room>.toml``: in which file, what stands there, what the fault makes
of it, and which tests of the room are to notice. A fault that no test notices survives; a fault
whose place is gone, or that leaves nothing to run, is broken. Either ends the command with 1.
"""

import argparse
import queue
import random
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections import Counter
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from pathlib import Path

ROOT = Path(__file__).parents[2]
FAULTS = Path(__file__).parent / "faults"
COPIED = ("dashboard.py", "pages", "rmdata", "sample_data", "tests", "docs", "pyproject.toml",
          "requirements.txt", "README.md", ".streamlit", "LICENSE")  # fmt: skip
KILLED, SURVIVED, BROKEN = "killed", "SURVIVED", "BROKEN"
TESTS_FAILED, ALL_PASSED = 1, 0
MOST_SECONDS = 240
ORDER = 20  # the seed that mixes the rooms


@dataclass(frozen=True)
class Fault:
    """One small fault: ``old`` stands once in ``file`` and becomes ``new``."""

    room: str
    name: str
    file: str
    old: str
    new: str
    tests: tuple[str, ...]


@dataclass(frozen=True)
class Outcome:
    """What became of a fault; ``told`` is what the tests printed last."""

    fault: Fault
    result: str
    told: str = ""


def faults(room: str | None = None) -> list[Fault]:
    """Every fault that is written down, or those of one room."""
    found = []
    for path in sorted(FAULTS.glob(f"{room or '*'}.toml")):
        written = tomllib.loads(path.read_text(encoding="utf-8"))
        for fault in written["fault"]:
            tests = tuple(fault.pop("tests", written["tests"]))
            found.append(Fault(room=path.stem, tests=tests, **fault))
    return found


def some(found: Sequence[Fault], n: int, day: date) -> list[Fault]:
    """``n`` faults of all rooms, others every day, until each has had its turn."""
    mixed = list(found)
    random.Random(ORDER).shuffle(mixed)
    start = day.toordinal() * n % max(len(mixed), 1)
    return (mixed[start:] + mixed[:start])[:n]


def outcome(fault: Fault, copy: Path) -> Outcome:
    """Put one fault into a copy, run its tests, and take it out again."""
    path = copy / fault.file
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    if text.count(fault.old) != 1:
        return Outcome(fault, BROKEN, f"its place stands {text.count(fault.old)} times")
    path.write_text(text.replace(fault.old, fault.new), encoding="utf-8")
    try:
        code, told = run_tests(fault.tests, copy)
    finally:
        path.write_text(text, encoding="utf-8")
    results = {TESTS_FAILED: KILLED, ALL_PASSED: SURVIVED}
    return Outcome(fault, results.get(code, BROKEN), told)


def run_tests(tests: Iterable[str], copy: Path) -> tuple[int, str]:
    """The exit code of pytest on some tests of a copy, and its last lines; too slow is noticed."""
    # Other tests may lack a file that ours have: then all of its folder.
    named = {test.partition("::")[0]: test for test in tests}
    there = [test if (copy / f).exists() else str(Path(f).parent) for f, test in named.items()]
    command = [sys.executable, "-B", "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *there]
    try:
        done = subprocess.run(
            command, cwd=copy, capture_output=True, text=True, timeout=MOST_SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        return TESTS_FAILED, "the tests took too long"
    return done.returncode, "\n".join(done.stdout.strip().splitlines()[-4:])


def copied(into: Path, tests: Path | None) -> Path:
    """A copy of the project to put faults into, with its own tests or with others."""
    for name in COPIED:
        source = tests if name == "tests" and tests else ROOT / name
        if source.is_dir():
            shutil.copytree(source, into / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, into / name)
    return into


def run(chosen: Sequence[Fault], copies: Sequence[Path]) -> list[Outcome]:
    """Every fault in one of the copies; a line for each as it ends."""
    free: queue.Queue[Path] = queue.Queue()
    for copy in copies:
        free.put(copy)

    def one(fault: Fault) -> Outcome:
        copy = free.get()
        try:
            found = outcome(fault, copy)
        finally:
            free.put(copy)
        print(f"{found.result:8}  {fault.room}: {fault.name}", flush=True)
        if found.result is not KILLED:
            print("          " + found.told.replace("\n", "\n          "), flush=True)
        return found

    with ThreadPoolExecutor(len(copies)) as pool:
        return list(pool.map(one, chosen))


def unharmed(chosen: Sequence[Fault], copy: Path) -> bool:
    """Whether the tests pass where there is no fault: else nothing that follows means anything."""
    wanted = sorted({test for fault in chosen for test in fault.tests})
    code, told = run_tests(wanted, copy)
    if code != ALL_PASSED:
        print(f"The tests fail without any fault:\n{told}")
    return code == ALL_PASSED


def said(outcomes: Sequence[Outcome]) -> str:
    """How many were killed, by room and in all."""
    of = Counter(found.fault.room for found in outcomes)
    killed = Counter(found.fault.room for found in outcomes if found.result is KILLED)
    rows = [f"{room:16} {killed[room]:4} of {of[room]:4}" for room in sorted(of)]
    return "\n".join([*rows, f"{killed.total()} of {of.total()} killed"])


def main() -> int:
    """Run what the command line asks for."""
    asked = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    asked.add_argument("--room", help="the faults of one room")
    asked.add_argument("--some", type=int, metavar="N", help="N faults, others every day")
    asked.add_argument("--tests", type=Path, metavar="FOLDER", help="other tests than ours")
    asked.add_argument("--copies", type=int, default=2, metavar="N", help="at the same time")
    given = asked.parse_args()
    chosen = faults(given.room)
    if given.some:
        chosen = some(chosen, given.some, date.today())
    with tempfile.TemporaryDirectory() as folder:
        places = [Path(folder) / str(number) for number in range(given.copies)]
        for place in places:
            place.mkdir()
        copies = [copied(place, given.tests) for place in places]
        if not chosen or not unharmed(chosen, copies[0]):
            return 1
        outcomes = run(chosen, copies)
    print(said(outcomes))
    return 0 if all(found.result is KILLED for found in outcomes) else 1


if __name__ == "__main__":
    sys.exit(main())
