"""Files that are dropped: opened once, held as cells, their bytes gone as soon as they may."""

import io
from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.testing.v1 import AppTest, local_script_runner

from pages.parts import session
from pages.uploading import dropping
from rmdata.reading.opening.limits import VisitLimits
from rmdata.store.results import StoreError
from rmdata.store.store import Store

GOOD = b"Participant code,Role,Stage,Experience\nM1,mentor,pre,4\n"
WRONG = b"Participant code,Role,Stage,Experience\nM1,mentor,pre,9\n"
DATED = b"Participant code,Role,Stage,Experience,Completed on\nM1,mentor,pre,4,03/04/2025\n"
BEGINNINGS = {
    "xls": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    "pdf": b"%PDF-1.7",
    "docx": b"PK\x03\x04",
    "png": b"\x89PNG\r\n\x1a\n",
}
Drop = Callable[..., AppTest]


@pytest.fixture
def uploads(monkeypatch: pytest.MonkeyPatch) -> list[MemoryUploadedFileManager]:
    """The server's own stores of uploaded bytes."""
    made: list[MemoryUploadedFileManager] = []

    class Watched(MemoryUploadedFileManager):
        def __init__(self, *where: Any) -> None:
            super().__init__(*where)
            made.append(self)

    monkeypatch.setattr(local_script_runner, "MemoryUploadedFileManager", Watched)
    return made


@pytest.fixture
def drop(visit: Callable[..., AppTest]) -> Drop:
    """Drop a file on the page Upload, or one more on the page as it is."""

    def dropped(name: str, content: bytes, app: AppTest | None = None) -> AppTest:
        app = app or visit("pages/data/upload")
        app.file_uploader[0].upload(name, content)
        return app.run()

    return dropped


def held(app: AppTest) -> list[dropping.Held]:
    found: list[dropping.Held] = app.session_state[dropping.HELD]
    return found


def test_the_bytes_of_an_upload_are_released_as_soon_as_they_are_read(
    drop: Drop, uploads: list[MemoryUploadedFileManager]
) -> None:
    app = drop("good.csv", GOOD)
    assert not app.exception
    assert "What we understood" in [header.value for header in app.subheader]
    assert [file.content for file in held(app)] == [None]
    assert uploads
    assert [files for manager in uploads for files in manager.file_storage.values() if files] == []


def test_a_file_with_errors_keeps_its_bytes_until_a_corrected_one_takes_its_place(
    drop: Drop,
) -> None:
    app = drop("answers.csv", WRONG)
    assert [file.content for file in held(app)] == [WRONG]
    assert "answers.csv with the errors marked" in labels(app)
    app = drop("answers.csv", GOOD, app)
    assert [(file.opened.name, file.content) for file in held(app)] == [("answers.csv", None)]
    assert "answers.csv with the errors marked" not in labels(app)
    assert any("the newer file takes the place" in c.value for c in app.caption)


def test_a_file_can_be_taken_out_again(drop: Drop) -> None:
    app = drop("second.csv", WRONG, drop("first.csv", GOOD))
    assert [file.opened.name for file in held(app)] == ["first.csv", "second.csv"]
    next(button for button in app.button if button.label == "Take out").click().run()
    assert [file.opened.name for file in held(app)] == ["second.csv"]


def test_the_same_bytes_under_another_name_are_read_once(drop: Drop) -> None:
    app = drop("copy.csv", GOOD, drop("first.csv", GOOD))
    assert not app.exception
    assert not app.error
    assert [file.opened.name for file in held(app)] == ["first.csv"]
    told = [unescape(caption.value) for caption in app.caption]
    assert "copy.csv holds the very bytes of first.csv; read once." in told


def test_rows_are_stored_also_where_what_was_said_of_them_cannot_be_kept(
    drop: Drop, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise StoreError("The disk is full.")

    monkeypatch.setattr(Store, "keep_mapping", full)
    app = drop("dated.csv", DATED)
    next(box for box in app.selectbox if "dates" in box.label).select("day-first")
    app.run().button(key="load").click().run()
    assert not app.error
    assert [box.value[:21] for box in app.warning] == ["What you said of thes"]
    assert [box.value[:19] for box in app.success] == ["Import 1 is stored:"]
    assert "peeked" not in app.session_state


@pytest.mark.parametrize("name", ["old.xls", "letter.pdf", "notes.docx", "picture.png"])
def test_any_file_may_be_dropped_and_is_told_what_it_is(drop: Drop, name: str) -> None:
    app = drop(name, BEGINNINGS[name.split(".")[1]] + bytes(600))
    assert not app.exception
    assert any("Problems: 1 error" in header.value for header in app.subheader)
    assert app.button(key="load").disabled
    assert labels(app) == ["Blank template"], "there is nothing in it to mark"


def test_the_letters_of_a_file_are_asked_for_before_anything_is_stored(
    drop: Drop, store_file: Path
) -> None:
    text = "Participant code,Role,Stage,Experience,Pořadí,Concerns in your own words\n"
    app = drop("answers.csv", f"{text}M1,mentor,pre,4,2,řeka\n".encode("cp1250"))
    assert app.button(key="load").disabled
    [box] = [box for box in app.selectbox if box.label == "Which of these words are right?"]
    assert "Pořadí, řeka (Windows, central Europe)" in box.options
    assert any("(cp1250: Windows, central Europe)" in unescape(cell) for cell in told(app))
    assert not any("Pořadí:" in unescape(line.value) for line in app.markdown)
    box.select("cp1250").run()
    assert not app.button(key="load").disabled
    assert any("Pořadí:" in unescape(line.value) for line in app.markdown)
    app.button(key="load").click().run()
    stored = session.store().run("select concerns_text from questionnaires").rows
    assert stored == (("řeka",),)


def test_a_marked_copy_has_the_letters_that_were_chosen(
    drop: Drop, offered: dict[str, Any]
) -> None:
    text = "Participant code,Role,Stage,Experience,Concerns in your own words\n"
    app = drop("answers.csv", f"{text}M1,mentor,pre,9,řeka\n".encode("cp1250"))
    next(box for box in app.selectbox if "words are right" in box.label).select("cp1250").run()
    [copy] = [taken for key, taken in offered.items() if key.startswith("file-back-")]
    book = openpyxl.load_workbook(io.BytesIO(copy.content))
    assert book.worksheets[1]["E2"].value == "řeka"


def told(app: AppTest) -> list[str]:
    return [str(cell) for table in app.table for row in table.value.values for cell in row]


def numbered(n: int) -> bytes:
    return GOOD.replace(b"M1", f"M{n}".encode())


def names(app: AppTest) -> list[str]:
    return [file.opened.name for file in held(app)]


def test_what_a_visit_holds_is_bounded_in_number_and_nothing_is_lost(
    visit: Callable[..., AppTest], drop: Drop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dropping, "VISIT", VisitLimits(files=2, file_bytes=1_000))
    app = drop("first.csv", numbered(1))
    zone = app.file_uploader[0]
    for n in (2, 3, 4):
        zone.upload(f"more{n}.csv", numbered(n))
    app.run()
    assert names(app) == ["first.csv", "more2.csv"]
    assert [unescape(box.value) for box in app.warning] == [
        "This visit holds 2 files, and at most 2 files and 0 MB together are held, so these 2 were "
        "not read: more3.csv, more4.csv. Load the files below, or take some out, and drop the rest "
        "again."
    ]
    app = drop("more2.csv", numbered(7), app)
    assert names(app) == ["first.csv", "more2.csv"], "the newer one takes the place of the older"
    assert not app.warning


def test_what_a_visit_holds_is_bounded_in_bytes(
    drop: Drop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also of files whose bytes were released: their cells are held all the same."""
    exactly = len(numbered(1)) + len(numbered(20))
    monkeypatch.setattr(dropping, "VISIT", VisitLimits(files=9, file_bytes=exactly))
    app = drop("second.csv", numbered(20), drop("first.csv", numbered(1)))
    assert [(file.opened.name, file.content) for file in held(app)] == [
        ("first.csv", None),
        ("second.csv", None),
    ]
    app = drop("third.csv", b"a", app)
    assert names(app) == ["first.csv", "second.csv"]
    assert "so this one was not read: third.csv." in unescape(app.warning[0].value)
    next(button for button in app.button if button.label == "Take out").click().run()
    assert not app.warning
    assert names(drop("third.csv", numbered(3), app)) == ["second.csv", "third.csv"]


def test_the_limits_of_a_visit_stand_beside_the_zone(visit: Callable[..., AppTest]) -> None:
    told = [caption.value for caption in visit("pages/data/upload").caption]
    assert "At most 20 MB a file; 20 files and 60 MB together." in told


def labels(app: AppTest) -> list[str]:
    return [button.label.replace("&#46;", ".") for button in app.get("download_button")]
