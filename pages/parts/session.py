"""The store and the answers that all visitors share."""

import gc
import os
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Any, TypeVar

import streamlit as st

from rmdata.disclosure import Audience
from rmdata.events import write_to_stderr
from rmdata.findings.evidence import Evidence
from rmdata.schema.instrument_file import load_instrument
from rmdata.schema.vocabulary import Instrument, forget_texts
from rmdata.store.file.places import keep_temporary_files
from rmdata.store.store import Store

DEFAULT_STORE = "data/programme.duckdb"
MOST_ANSWERS_KEPT = 500
Answer = TypeVar("Answer")
# Held here and in no cache of Streamlit's: any visitor can tell the server to clear those, and the
# next one would open the same file beside everybody who still reads it.
_stores: dict[str, Store] = {}
_opening = Lock()


def store() -> Store:
    """The one open store of this server: RM_STORE, else data/programme.duckdb."""
    path = os.environ.get("RM_STORE") or DEFAULT_STORE
    with _opening:
        if path not in _stores:
            with st.spinner("Opening the store"):
                _stores[path] = _opened(path)
        return _stores[path]


def _opened(path: str) -> Store:
    write_to_stderr()
    opened = Store(Path(path), load_instrument())
    keep_temporary_files(Path(path))
    # What start-up made lives as long as the server: the collector after each run may skip it.
    gc.freeze()
    return opened


def audience() -> Audience:
    """Who looks: the team, for as long as nobody signs in."""
    return Audience.TEAM


def evidence() -> Evidence:
    """The store as the present audience may see it."""
    return Evidence(store(), audience())


def instrument() -> Instrument:
    """What the programme measures."""
    return store().instrument


def ask(question: Callable[..., Answer], *about: Any) -> Answer:
    """The answer to one question; kept until the stored data change."""
    with store().snapshot():
        answer: Answer = _answer(store().version, audience(), question, *about)
    return answer


def forget() -> None:
    """Keep no answer and nothing of this visit: it may be about somebody who was erased."""
    _answer.cache_clear()
    forget_texts()
    st.session_state.clear()


@lru_cache(maxsize=MOST_ANSWERS_KEPT)
def _answer(version: int, audience: Audience, question: Callable[..., Any], *about: Any) -> Any:
    return question(Evidence(store(), audience), *about)
