"""Sizes and names: a thing that outgrows its place shows here."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LIBRARY = sorted(ROOT.glob("rmdata/**/*.py"))
OURS = [*LIBRARY, *sorted(ROOT.glob("pages/**/*.py")), ROOT / "dashboard.py"]
PAGES = sorted([*ROOT.glob("pages/results/*.py"), *ROOT.glob("pages/data/*.py")])
DOCUMENTED = [*LIBRARY, *ROOT.glob("pages/parts/*.py"), *ROOT.glob("pages/uploading/*.py")]
DOCUMENTED += ROOT.glob("pages/serving/*.py")
Function = ast.FunctionDef | ast.AsyncFunctionDef

MOST_LINES, MOST_PAGE_LINES, MOST_FUNCTION_LINES, MOST_ARGUMENTS = 260, 56, 40, 5
# Lists of columns, and one figure a line: long, and nothing in them branches.
LONG_FUNCTIONS = {
    "rmdata/schema/tables.py:participants",
    "rmdata/schema/questionnaires.py:_experience_columns",
    "rmdata/schema/tables.py:sessions",
    "rmdata/findings/confidence/changes.py:_change",
}
# What was chosen, in the order of the page's widgets or the command's options; and the frame.
MANY_ARGUMENTS = {
    "rmdata/findings/confidence/by_group.py:change_by_group",
    "rmdata/charts/traces.py:framed",
    "rmdata/commands/upkeep.py:erase",
    "rmdata/commands/declaring.py:set_",
}


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def functions(path: Path) -> Iterator[Function]:
    return (node for node in ast.walk(tree(path)) if isinstance(node, Function))


def public_classes(path: Path) -> list[ast.ClassDef]:
    found = [node for node in ast.walk(tree(path)) if isinstance(node, ast.ClassDef)]
    return [node for node in found if not node.name.startswith("_")]


def test_modules_are_short():
    lines = {name(p): len(p.read_text(encoding="utf-8").splitlines()) for p in OURS}
    assert not {p: n for p, n in lines.items() if n > MOST_LINES}


def test_functions_are_short_and_take_few_arguments():
    long, many = set(), set()
    for path in OURS:
        for function in functions(path):
            what = f"{name(path)}:{function.name}"
            a = function.args
            arguments = [x.arg for x in (*a.posonlyargs, *a.args, *a.kwonlyargs)]
            if (function.end_lineno or 0) - function.lineno + 1 > MOST_FUNCTION_LINES:
                long.add(what)
            if len([x for x in arguments if x not in ("self", "cls")]) > MOST_ARGUMENTS:
                many.add(what)
    assert long == LONG_FUNCTIONS
    assert many == MANY_ARGUMENTS


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_a_page_is_thin(path: Path):
    text = path.read_text(encoding="utf-8")
    imported = sum(
        (node.end_lineno or 0) - node.lineno + 1
        for node in tree(path).body
        if isinstance(node, ast.Import | ast.ImportFrom)
    )
    assert len(text.splitlines()) - imported <= MOST_PAGE_LINES
    assert "pandas" not in text
    assert not re.search(r"\.(run|execute|sql)\(", text)


def test_what_is_public_is_documented():
    bare = {
        f"{name(path)}:{node.name}"
        for path in DOCUMENTED
        for owner in [tree(path), *public_classes(path)]
        for node in owner.body
        if isinstance(node, Function | ast.ClassDef) and not node.name.startswith("_")
        if not ast.get_docstring(node)
    }
    assert not bare
    assert all(ast.get_docstring(tree(path)) for path in OURS)


def test_no_room_is_for_whatever_is_left_over():
    left_over = {"utils", "util", "helpers", "helper", "common", "misc"}
    everything = [*ROOT.glob("rmdata/**/*"), *ROOT.glob("pages/**/*"), *ROOT.glob("tests/**/*")]
    assert not [p for p in everything if p.stem.lower() in left_over]
