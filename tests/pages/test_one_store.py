"""One server opens its store once and keeps it, whatever becomes of Streamlit's caches."""

import ast
import threading
from pathlib import Path

import streamlit as st

from pages.parts import session
from rmdata.store.store import Store

ROOT = Path(__file__).parents[2]
SCREEN = [ROOT / "dashboard.py", *sorted((ROOT / "pages").glob("**/*.py"))]


def test_the_store_outlives_the_caches_that_any_visitor_can_clear(store_file: Path) -> None:
    opened = session.store()
    st.cache_data.clear()
    st.cache_resource.clear()
    assert session.store() is opened


def test_visitors_who_come_at_once_share_one_store(store_file: Path) -> None:
    together, given = threading.Barrier(8), list[Store]()

    def come() -> None:
        together.wait()
        given.append(session.store())

    threads = [threading.Thread(target=come) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(given) == 8
    assert {*given} == {session.store()}


def test_nothing_is_kept_in_a_cache_that_any_visitor_can_clear() -> None:
    kept = {
        path.relative_to(ROOT).as_posix()
        for path in SCREEN
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute | ast.Name | ast.alias)
        and _name(node) in ("cache_data", "cache_resource")
    }
    assert kept == set()


def _name(node: ast.Attribute | ast.Name | ast.alias) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else node.name
