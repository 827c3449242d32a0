"""Where nobody signs in, a server that others could reach does not start; nothing is served."""

import os
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytestmark = pytest.mark.browser
ROOT = Path(__file__).parents[2]
SAID = "everyone who reaches this address is the team"
PATIENCE = 60
FLAG = ("--server.address", "0.0.0.0")
CONFIGURATION = (ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8")
OWN = 'address = "127.0.0.1"'


@pytest.mark.parametrize(
    ("flags", "environment", "configured"),
    [
        (FLAG, {}, OWN),
        (("--server.address", "::"), {}, OWN),
        (("--server.address", ""), {}, OWN),
        ((), {"STREAMLIT_SERVER_ADDRESS": "127.0.0.2"}, OWN),
        ((), {}, 'address = "0.0.0.0"'),
        ((), {}, ""),
        (FLAG, {"RM_WITHOUT_SIGN_IN": "yes"}, OWN),
    ],
    ids=["flag", "IPv6", "empty", "environment", "configured", "not configured", "another word"],
)
def test_a_server_that_others_could_reach_does_not_start(
    tmp_path: Path, flags: tuple[str, ...], environment: dict[str, str], configured: str
) -> None:
    assert OWN in CONFIGURATION
    project(tmp_path, CONFIGURATION.replace(OWN, configured))
    code, answers, told = started(tmp_path, flags, environment)
    assert code == 1
    assert answers == []
    assert "The dashboard does not start" in told
    assert "RM_WITHOUT_SIGN_IN" in told
    assert "Traceback" not in told
    assert "http://" not in told, "an address is named where nothing is served"
    assert not (tmp_path / "started.duckdb").exists()


def test_who_says_the_whole_sentence_gets_a_server_at_another_address(tmp_path: Path) -> None:
    project(tmp_path, CONFIGURATION)
    code, answers, told = started(
        tmp_path, ("--server.address", "127.0.0.2"), {"RM_WITHOUT_SIGN_IN": SAID}, "127.0.0.2"
    )
    assert code is None
    assert answers
    assert "http://127.0.0.2:" in told


def test_a_server_on_its_own_machine_starts_and_says_where(tmp_path: Path) -> None:
    project(tmp_path, CONFIGURATION)
    code, answers, told = started(tmp_path, (), {})
    assert code is None
    assert answers
    assert "http://127.0.0.1:" in told


def project(folder: Path, configuration: str) -> None:
    """The project as it is, with a configuration of its own."""
    for name in ("pages", "rmdata"):
        (folder / name).symlink_to(ROOT / name)
    shutil.copy(ROOT / "dashboard.py", folder)
    (folder / ".streamlit").mkdir()
    (folder / ".streamlit" / "config.toml").write_text(configuration, encoding="utf-8")


def started(
    folder: Path,
    flags: tuple[str, ...],
    environment: dict[str, str],
    at: str = "127.0.0.1",
) -> tuple[int | None, list[bytes], str]:
    """Start a dashboard; its exit code if it ended, what it answered, and the terminal's text."""
    with socket.socket() as free:
        free.bind((at, 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", "dashboard.py"]
    without = {name: value for name, value in os.environ.items() if name != "RM_WITHOUT_SIGN_IN"}
    log = folder / "terminal.log"
    with log.open("wb") as output:
        server = subprocess.Popen(
            [*command, "--server.headless", "true", "--server.port", str(port), *flags],
            cwd=folder, stdout=output, stderr=output,
            env={**without, "RM_STORE": str(folder / "started.duckdb"), **environment},
        )  # fmt: skip
    try:
        answers: list[bytes] = []
        until = time.monotonic() + PATIENCE
        while server.poll() is None and not answers and time.monotonic() < until:
            answers += answer(at, port)
            time.sleep(0.05)
        code = server.poll()
    finally:
        server.terminate()
        server.wait(20)
    return code, answers, log.read_text()


def answer(at: str, port: int) -> list[bytes]:
    """What a server answers to the first question; nothing where nobody answers."""
    try:
        with socket.create_connection((at, port), timeout=5) as line:
            line.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
            return [given] if (given := line.recv(1000)) else []
    except OSError:
        return []
