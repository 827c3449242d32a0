"""What the tests of the command line share: a way to call it, and files to give it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from rmdata.__main__ import main
from rmdata.commands import loading
from rmdata.reading.opening.files import parse
from rmdata.reading.opening.limits import Limits
from rmdata.reading.opening.sheets import OpenedFile, SourceFile
from rmdata.reading.recognising.one_sheet import is_export
from rmdata.reading.understood import Reading

Call = Callable[..., Result]
Understand = Callable[..., Reading]


@pytest.fixture
def call(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Call:
    """The command line in this very process: files are read without a process of their own."""

    def opened(files: list[SourceFile], limits: Limits) -> list[OpenedFile]:
        return [parse(file, limits, is_export) for file in files]

    monkeypatch.setattr(loading, "open_files", opened)

    def invoke(*words: str, exits: int = 0, store: Path | None = None) -> Result:
        path = store or tmp_path / "store.duckdb"
        result = CliRunner().invoke(main, ["--store", str(path), *words])
        assert result.exit_code == exits, result.output
        return result

    return invoke


@pytest.fixture
def check(call: Call, monkeypatch: pytest.MonkeyPatch) -> Understand:
    """What ``check`` understood, under the words given."""
    honest, seen = loading.read, list[Reading]()

    def reading(*given: Any, **more: Any) -> Reading:
        seen.append(honest(*given, **more))
        return seen[-1]

    monkeypatch.setattr(loading, "read", reading)

    def understood(*words: str, exits: int = 0) -> Reading:
        call("check", *words, exits=exits)
        return seen[-1]

    return understood


@pytest.fixture
def written(tmp_path: Path) -> Callable[[str, bytes], str]:
    """A file of some name and bytes, as the command line is given it."""

    def write(name: str, content: bytes) -> str:
        path = tmp_path / name
        path.write_bytes(content)
        return str(path)

    return write
