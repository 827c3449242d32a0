"""Runs a command while one of its calls to the disk fails, and says which calls there are.

strace does it from outside, on the files of the store alone. It counts the calls of each kind and
of each thread apart; so DuckDB gets one thread. Their number may still differ by one or two from
run to run: a call that was not reached is told as such.
"""

import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from in_one_thread import NEW

ROOT = Path(__file__).parents[2]
PATHS = os.pathsep.join([str(ROOT), str(Path(__file__).parent)])
# What a full disk may refuse. Deleting works even then; that it fails too is tried once each.
FILLED = ("pwrite64", "write", "ftruncate", "fsync", "fdatasync", "rename", "link", "mkdir",
          "sendfile", "copy_file_range")  # fmt: skip
DELETING = "unlink"
ONCE, ONWARDS = "once", "from then on"
LONGEST_S = 60
CALLED = re.compile(r"^\d+ +(\w+)\(")


@dataclass(frozen=True)
class Point:
    """One call that fails: the ``number``-th of its kind, alone or with everything after it.

    ``before`` counts the calls of every kind before this one.
    """

    call: str
    number: int
    how: str
    before: Counter[str] = field(default_factory=Counter, hash=False)

    def injections(self) -> list[str]:
        """What strace is told."""
        if self.how == ONCE:
            error = "EACCES" if self.call == DELETING else "ENOSPC"
            return [f"inject={self.call}:error={error}:when={self.number}"]
        return [f"inject={call}:error=ENOSPC:when={self.before[call] + 1}+" for call in FILLED]


@dataclass(frozen=True)
class Told:
    """How a command ended, what it printed, its calls to the store's files, and which failed."""

    code: int
    said: str
    calls: tuple[str, ...]
    n_failed: int


def run(command: Sequence[str], store: Path, point: Point | None = None) -> Told:
    """Run a module with its arguments, one call of it failing."""
    log = store.parent.with_name(f"{store.parent.name}.calls")
    traced = ",".join(f"?{call}" for call in (*FILLED, DELETING))
    told = [f"trace={traced}", *(point.injections() if point else [])]
    flags = [word for option in told for word in ("-e", option)]
    paths = [word for path in named(store) for word in ("-P", str(path))]
    strace = ["strace", "-f", "--seccomp-bpf", "-qq", "-o", str(log)]
    launcher = [sys.executable, str(Path(__file__).with_name("in_one_thread.py"))]
    environment = {**os.environ, "RM_STORE": str(store), "PYTHONPATH": PATHS}
    done = subprocess.run(
        [*strace, *flags, *paths, *launcher, *command],
        cwd=ROOT, env=environment, text=True, timeout=LONGEST_S, check=False,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    lines = log.read_text(errors="replace").splitlines()
    calls = tuple(found[1] for line in lines if (found := CALLED.match(line)))
    return Told(done.returncode, done.stdout, calls, sum("(INJECTED)" in line for line in lines))


def named(store: Path) -> list[Path]:
    """Every file and folder of a store that a command may write to, under its name by then."""
    folder = store.with_name(f"{store.name}.backups")
    purposes = [f"{purpose}.tmp" for purpose in ("backup", "restored", "rewritten")]
    made = [folder / f"{purpose}{end}" for purpose in purposes for end in ("", ".wal")]
    new = f".new-{NEW * 4}.tmp"
    ends = ("", ".wal", ".wal.checkpoint", ".wal.recovery", ".marker", ".marker.tmp", ".tmp")
    ends += (new, f"{new}.wal")
    own = [store.with_name(f"{store.name}{end}") for end in ends]
    return [store.parent, *own, folder, *made, *folder.glob("*.duckdb")]


def points(calls: Sequence[str]) -> list[Point]:
    """Every call of a command, failing once and, where a full disk may refuse it, from then on."""
    before: Counter[str] = Counter()
    found = []
    for call in calls:
        found.append(Point(call, before[call] + 1, ONCE))
        if call != DELETING:
            found.append(Point(call, before[call] + 1, ONWARDS, before.copy()))
        before[call] += 1
    return found
