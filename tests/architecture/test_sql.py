"""SQL stands in .sql files: whatever DuckDB is told is recorded, and looked for in the code."""

import ast
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest

from rmdata.reading.opening.sheets import SourceFile
from rmdata.reading.understood import Reading
from rmdata.schema.vocabulary import Instrument
from rmdata.store.file.restoring import verify_file
from rmdata.store.results import Decision, Said
from rmdata.store.store import Store
from tests.architecture.test_sizes import OURS, ROOT, tree

TOLD = ("execute", "executemany", "sql")
SHORTEST, AT = 8, datetime(2025, 3, 3)
# Names of columns and tables follow from the instrument: it writes what no file holds.
MAY_SAY_SQL = {"rmdata/store/engine/relations.py"}


class Listening:
    """A connection that remembers what it was told."""

    def __init__(self, connection: Any, told: set[str]) -> None:
        self._connection, self._told = connection, told

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._connection, name)
        if name == "cursor":
            return lambda: Listening(found(), self._told)
        if name in TOLD:
            return lambda sql, *given, **named: self._tell(found, sql, *given, **named)
        return found

    def __enter__(self) -> "Listening":
        self._connection.__enter__()
        return self

    def __exit__(self, *raised: Any) -> Any:
        return self._connection.__exit__(*raised)

    def _tell(self, tell: Callable[..., Any], sql: str, *given: Any, **named: Any) -> Any:
        self._told.add(" ".join(sql.split()))
        # What is chained to it (fetchall, to_arrow_table) is no statement.
        return tell(sql, *given, **named)


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Every statement that reaches DuckDB from here on."""
    statements: set[str] = set()
    connect = duckdb.connect
    monkeypatch.setattr(duckdb, "connect", lambda *a, **k: Listening(connect(*a, **k), statements))
    return statements


def test_sql_stands_in_files(
    told: set[str],
    tmp_path: Path,
    instrument: Instrument,
    workbook: Callable[..., SourceFile],
    understood: Callable[..., Reading],
    answer: Callable[..., Any],
    meeting: Callable[..., Any],
) -> None:
    path = tmp_path / "listened.duckdb"
    store = Store(path, instrument)
    rows = [answer("M1"), answer("M1", "post"), answer("M2"), answer("E1")]
    sheets = {"Questionnaires": rows, "Sessions": [meeting("M1; M2", "E1"), meeting("M2", "E1")]}
    sheets["Participants"] = [{"Participant code": "M1", "Role": "mentor"}]
    first = store.load(understood(workbook(**sheets), known=store.known_people()))
    store.decide(Decision("Our programme", "All", "M2", "M1"), True)
    store.keep_mapping("0" * 64, 'fingerprint = "0"')
    store.append_setting("Our programme", Said(None, "primary_outcome", None, AT, "the team"))
    store.set_keep_until("Our programme", date(2030, 1, 1))
    assert store.mappings() and store.keep_until() and store.person("M1").people
    store.compare(understood(workbook("again.xlsx", **sheets)))
    store.erase("M2")
    store.undo(first.import_id)
    store.load(understood(workbook("more.xlsx", Questionnaires=[answer("M5")])))
    store.remove("Our programme")
    store.restore(store.backups()[0].name)
    store.erase_programme("Our programme")
    store.erase_everything()
    store.close()
    verify_file(path)
    Store(path, instrument).close()
    saying = {name(p) for p in OURS if any(said(text, told) for text in texts(p))}
    assert saying == MAY_SAY_SQL


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def texts(path: Path) -> set[str]:
    """Every text in the code, the fixed parts of formatted ones too; no docstrings."""
    module = tree(path)
    docs = {
        id(node.body[0].value)
        for node in ast.walk(module)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        if node.body and isinstance(node.body[0], ast.Expr)
    }
    constants = [n for n in ast.walk(module) if isinstance(n, ast.Constant) and id(n) not in docs]
    return {" ".join(n.value.split()) for n in constants if isinstance(n.value, str)}


def said(text: str, told: set[str]) -> bool:
    """Whether a statement that reached DuckDB begins with this text."""
    return len(text) >= SHORTEST and any(statement.startswith(text) for statement in told)
