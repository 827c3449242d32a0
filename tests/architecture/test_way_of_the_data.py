"""No count reaches a finding, a chart or a page without passing disclosure."""

import ast
from pathlib import Path

from rmdata import queries

ROOT = Path(__file__).parents[2]
EVIDENCE = ROOT / "rmdata" / "findings" / "evidence.py"
# The frame runs pages, not queries.
FRAME = ROOT / "pages" / "parts" / "frame.py"
SHOWN = sorted(
    path
    for room in ("rmdata/findings", "rmdata/charts", "rmdata/export", "pages")
    for path in ROOT.glob(f"{room}/**/*.py")
)


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def calls(path: Path, method: str) -> list[ast.Call]:
    return [
        node
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == method
    ]


def test_only_evidence_asks_the_store():
    for path in SHOWN:
        text = path.read_text(encoding="utf-8")
        if path != EVIDENCE:
            assert path == FRAME or not calls(path, "run"), f"{path.name} asks the store itself"
            assert not calls(path, "question"), f"{path.name} fetches a query itself"
            assert "evidence.store" not in text, f"{path.name} goes round the evidence"


def test_every_answer_is_released_at_once():
    """One function alone asks the store, and what it returns comes out of a door."""
    tree_of = tree(EVIDENCE)
    (run,) = [
        node for node in ast.walk(tree_of) if isinstance(node, ast.Attribute) and node.attr == "run"
    ]
    (ask,) = [n for n in ast.walk(tree_of) if isinstance(n, ast.FunctionDef) and n.name == "_ask"]
    assert ask.lineno < run.lineno <= (ask.end_lineno or 0)
    returned = [
        ast.unparse(n.value) for n in ast.walk(ask) if isinstance(n, ast.Return) and n.value
    ]
    assert returned == ["leave(counts, self.audience)"]


def test_only_disclosure_makes_safe_counts():
    for path in sorted(ROOT.glob("rmdata/**/*.py")):
        made = [
            node
            for node in ast.walk(tree(path))
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "SafeCounts"
        ]
        assert not made or path.name == "disclosure.py"


def test_every_query_is_asked_by_somebody():
    asked = set()
    for path in sorted(ROOT.glob("rmdata/findings/**/*.py")):
        asked |= {n.value for n in ast.walk(tree(path)) if isinstance(n, ast.Constant)}
    rows = {f"rows_{table}" for table in ("questionnaires", "sessions", "participants")}
    assert set(queries.names()) - asked == rows, "the Rows page asks these by the table's name"


def test_every_query_states_its_grain_and_splices_nothing():
    for question in queries.names():
        text = queries.question(question).sql
        assert text.startswith("-- Grain: "), question
        assert "{" not in text.replace("{'", ""), question
