"""A page shows one state of the store, also where somebody loads a file while it is drawn."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from pages.parts import session
from rmdata.reading.opening.files import parse
from rmdata.reading.opening.sheets import SourceFile
from rmdata.reading.read import read

# Seconds that the load has to get in between; it waits for the page, so all of them pass.
LONG_ENOUGH = 2


def test_a_load_between_two_answers_of_a_page_is_seen_by_none_of_them(
    stored: Callable[..., None],
    workbook: Callable[..., SourceFile],
    answer: Callable[..., Any],
    visit: Callable[..., AppTest],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stored(workbook(Questionnaires=people(answer, "M1")))
    more = workbook("more.xlsx", Questionnaires=people(answer, "M2"))
    page = visit("pages/results/confidence")
    before = captions(page)
    ask, loading = session.ask, threading.Thread(target=lambda: load(more), daemon=True)

    def ask_after_a_load(question: Callable[..., Any], *about: Any) -> Any:
        given = ask(question, *about)
        if not loading.ident:
            loading.start()
            loading.join(LONG_ENOUGH)
        return given

    monkeypatch.setattr(session, "ask", ask_after_a_load)
    assert captions(page.run()) == before
    loading.join()
    assert captions(page.run()) != before


def load(file: SourceFile) -> None:
    store = session.store()
    store.load(read([parse(file)], store.instrument, {}, store.known_people()))


def people(answer: Callable[..., Any], code: str) -> list[Any]:
    return [
        answer(code, stage, **{"Clinical practice": score})
        for stage, score in (("pre", 3), ("post", 4))
    ]


def captions(page: AppTest) -> list[str]:
    return [caption.value for caption in page.caption]
