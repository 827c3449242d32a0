"""A fresh interpreter for work on other people's files, and the limits it is held to."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).parents[1]
# What an interpreter needs of its surroundings, on every system; it is told nothing else.
NEEDED = ("PATH", "SYSTEMROOT", "HOME", "LANG", "LC_ALL", "TMPDIR", "TEMP", "TMP")
NO_WINDOW = getattr(subprocess, "CREATE_NO_WINDOW", 0)
LIMITED = sys.platform == "linux"


def command(module: str) -> list[str]:
    """What starts a module of ours in an interpreter of its own."""
    return [sys.executable, "-m", module]


def environment() -> dict[str, str]:
    """The surroundings of such an interpreter: it finds our package from any folder."""
    kept = {name: os.environ[name] for name in NEEDED if name in os.environ}
    path = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))
    return {**kept, "PYTHONPATH": path}


def answered(module: str, asked: bytes, seconds: float, also: Mapping[str, str]) -> bytes:
    """What such an interpreter writes to what it is given; nothing where it is late or fails.

    ``also`` is what it is told of its surroundings besides.
    """
    try:
        told = subprocess.run(
            command(module),
            input=asked,
            stdout=subprocess.PIPE,
            # It may quote what it reads, so nobody sees it.
            stderr=subprocess.DEVNULL,
            env={**environment(), **also},
            timeout=seconds,
            creationflags=NO_WINDOW,
        )
    except (OSError, subprocess.TimeoutExpired):
        return b""
    return told.stdout if told.returncode == 0 else b""


def hold_memory(most: int) -> None:
    """Let this process take so many bytes more and no more, and leave no core behind."""
    if not LIMITED:
        return
    import resource

    status = Path("/proc/self/status").read_text("ascii")
    used = int(status.partition("VmData:")[2].split()[0]) * 1024
    resource.setrlimit(resource.RLIMIT_DATA, (used + most, used + most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def hold_time(most: int) -> None:
    """Let this process take so many seconds of the processor more and no more."""
    if not LIMITED:
        return
    import resource

    used = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + most + 1, hard))


def write_no_file() -> None:
    """Keep this process from writing to any file."""
    if not LIMITED:
        return
    import resource

    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


class Without:
    """An import hook that says some packages are not installed.

    pyarrow loads pandas and numpy wherever it finds them: half a second, and memory, that
    reading a spreadsheet has no use for.
    """

    def __init__(self, *names: str) -> None:
        self._names = names

    def find_spec(self, name: str, *_: object) -> None:
        """Say that a package is not there, and nothing about any other module."""
        if name in self._names:
            raise ModuleNotFoundError(name=name)
