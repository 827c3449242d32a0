"""What failed is told in a sentence on the page and by its place in the log, without the data."""

import logging
from collections.abc import Callable
from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from pages.parts import failure
from rmdata.events import Event, note, note_failure, write_to_stderr
from rmdata.findings.catalogue import catalogue

CANARY = "Canary-Nightingale"


def test_an_unforeseen_error_shows_a_sentence_and_logs_its_place_only(
    sample: None,
    visit: Callable[..., AppTest],
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def failing(*_: object) -> None:
        raise ValueError(f"could not read {CANARY}")

    asked = replace(catalogue()["overview"], function=failing)
    monkeypatch.setitem(catalogue(), "overview", asked)
    # As the server does when it opens the store: whoever did it first took the log for itself.
    write_to_stderr()
    monkeypatch.setattr(logging.getLogger("rmdata"), "propagate", True)
    app = visit("pages/results/overview")
    assert not app.exception
    [shown] = [error.value for error in app.error]
    assert shown.startswith("This page could not be shown; that is a fault of the project")
    assert "failed ValueError at" in caplog.text
    assert "pages/results/overview.py:" in caplog.text
    assert CANARY not in caplog.text + shown


def test_a_download_that_fails_says_nothing_of_the_data(caplog: pytest.LogCaptureFixture) -> None:
    def failing() -> bytes:
        raise KeyError(CANARY)

    with pytest.raises(RuntimeError) as raised:
        failure.guarded(failing)()
    assert CANARY not in str(raised.value)
    assert raised.value.__suppress_context__, "the first error would be logged with this one"


def test_a_text_reaches_the_log_only_as_part_of_a_hash(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = logging.getLogger("rmdata")
    monkeypatch.setattr(log, "propagate", True)
    with caplog.at_level(logging.INFO, "rmdata"):
        note(Event.IMPORTED, n_rows=12, seconds=0.25, sha256="ab" * 32, name=CANARY)
        try:
            raise KeyError(CANARY)
        except KeyError as error:
            note_failure(error)
    assert caplog.messages[0] == (
        "imported n_rows=12 seconds=0.25 sha256=abababababab name=withheld"
    )
    assert CANARY not in caplog.text
