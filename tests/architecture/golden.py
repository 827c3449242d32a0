"""What the product answers, written down: to be compared before and after its walls are moved.

``python -m pytest -p tests.architecture.golden --golden FOLDER tests/reading tests/findings``
writes a line for every reading and every finding that those tests make;
``python tests/architecture/golden.py FOLDER`` one file for each command about the sample data.
Two such folders of two states of the code: ``diff -r`` says what changed.
"""

import hashlib
import json
import os
import subprocess
import sys
from collections import defaultdict
from dataclasses import asdict
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "sample_data"
AS_OF = "01/06/2024"
STATED = ("level", "sheet", "cell", "value", "message")

_told: dict[str, list[str]] = defaultdict(list)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--golden", type=Path, help="The folder into which answers are written.")


def pytest_configure(config: pytest.Config) -> None:
    if config.getoption("--golden"):
        _listen_to_readings()
        _listen_to_findings()


def pytest_sessionfinish(session: pytest.Session) -> None:
    if folder := session.config.getoption("--golden"):
        worker = os.environ.get("PYTEST_XDIST_WORKER", "alone")
        lines = [f"{test}\t{answer}\n" for test, found in _told.items() for answer in found]
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"answers_{worker}.txt").write_text("".join(sorted(lines)), encoding="utf-8")


def _note(answer: Any) -> None:
    test = os.environ.get("PYTEST_CURRENT_TEST", "").removesuffix(" (call)")
    text = json.dumps(answer, ensure_ascii=False, sort_keys=True, default=str)
    _told[test].append(f"{hashlib.sha256(text.encode()).hexdigest()[:16]} {text[:200]}")


def _listen_to_readings() -> None:
    module = import_module("rmdata.reading.read")
    understood = module.read

    def listened(*given: Any, **named: Any) -> Any:
        reading = understood(*given, **named)
        _note([[file.name, file.recognised, file.tables()] for file in reading.files])
        _note([[str(getattr(problem, name)) for name in STATED] for problem in reading.problems])
        for source in reading.sources:
            _note([source.table, source.sheet, source.ignored, source.data.to_pydict()])
        return reading

    module.read = listened  # type: ignore[attr-defined]


def _listen_to_findings() -> None:
    from rmdata.findings.finding import Finding

    made = Finding.__init__

    def listened(self: Finding, *given: Any, **named: Any) -> None:
        made(self, *given, **named)
        _note(asdict(self))

    Finding.__init__ = listened  # type: ignore[method-assign]


def main(folder: Path) -> None:
    """Write what the command line says of every sample, a file for each command."""
    folder.mkdir(parents=True, exist_ok=True)
    for path in sorted([*SAMPLES.glob("*.xlsx"), *SAMPLES.glob("exports/*.*")]):
        _say(folder / f"check {path.name}.json", "check", "--json", path)
    for sample in ("programme", "raju2022"):
        store = folder / f"{sample}.duckdb"
        _say(folder / f"load {sample}.txt", "--store", store, "load", SAMPLES / f"{sample}.xlsx")
        for what in _questions():
            asked = ("--store", store, "show", what, "--as-of", AS_OF)
            for form in ("text", "json", "csv"):
                _say(folder / f"show {sample} {what}.{form}", *asked, "--format", form)
    for left in folder.glob("*.duckdb*"):
        if left.is_file():
            left.unlink()


def _questions() -> list[str]:
    refused = _run("show", "nothing-of-that-name").stderr
    return [word.strip(" '\n.") for word in refused.split("is not one of")[1].split(",")]


def _say(path: Path, *words: Any) -> None:
    said = _run(*words)
    path.write_text(f"{said.stdout}{said.stderr}[{said.returncode}]\n", encoding="utf-8")


def _run(*words: Any) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "rmdata", *map(str, words)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
