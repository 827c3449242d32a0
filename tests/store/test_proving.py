"""What is said of an erasure: true of what was searched, and of what cannot be reached."""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from rmdata.store.proving import Erasure
from rmdata.store.results import Import
from rmdata.store.store import Store

Put = Callable[..., Import]
Make = Callable[..., dict[str, Any]]
CODE = "canary-0417"
WORDS = {"Concerns in your own words": "Worried about the Canary Wharf clinic"}
ANEW = "The file was written anew from what is left, and no older backup is kept."
WANTED = (
    "in the erased rows alone (codes, own words and other entries of 6 bytes or more, 1,000 at "
    "most)"
)
SEARCHED = f"{ANEW} A search of 2.5 MB of the store's files for"


@pytest.mark.parametrize(
    ("about", "is_proven", "told"),
    [
        ((0, 0, 2_500_000, 0), True,
         f"{ANEW} Its bytes were not searched: nothing of 6 bytes or more stood in the erased "
         "rows alone, and anything shorter stands in files by chance."),
        ((0, 1, 2_500_000, 0), True,
         f"{SEARCHED} the one text that stood {WANTED}: it was not found."),
        ((0, 1_000, 2_500_000, 0), True,
         f"{SEARCHED} 1,000 texts that stood {WANTED}: none was found."),
        ((0, 1, 2_500_000, 1), False,
         f"{SEARCHED} the one text that stood {WANTED}: found once, so what was erased is not "
         "gone."),
        ((2, 3, 2_500_000, 4), False,
         f"{SEARCHED} 3 texts that stood {WANTED}: found 4 times, so what was erased is not "
         "gone. Rows still name what was erased: 2."),
        ((0, 3, 0, 0), True, "The store is in memory: no file holds its rows."),
    ],
)  # fmt: skip
def test_what_is_said_is_true_of_what_was_searched(
    about: tuple[int, int, int, int], is_proven: bool, told: str
) -> None:
    erasure = Erasure((), {}, *about)
    assert (erasure.proof(), erasure.is_proven) == (told, is_proven)


def test_own_words_are_searched_where_the_code_is_too_short(
    kept: Store, put: Put, answer: Make
) -> None:
    put(Questionnaires=[answer("M1", **WORDS), answer("M2")])
    assert "the one text that stood in the erased rows alone" in kept.erase("M1").proof()
    assert "Its bytes were not searched" in kept.erase("M2").proof()


def test_all_that_was_said_is_searched_when_everything_goes(
    kept: Store, put: Put, answer: Make, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of six texts, the programme included, "mentor" also stands in the SQL of every store."""
    said = WORDS | {"Site": "Leeds North", "Specialty": "mentor"}
    put(
        Questionnaires=[answer(CODE, **said), answer("M2", **said)],
        Participants=[{"Participant code": "M3", "Role": "mentor", "Grade": "Canary grade"}],
    )
    left = path.with_name("store.duckdb.set-aside-1")
    left.write_text("Canary grade and Leeds North, Leeds North")
    monkeypatch.setattr("rmdata.store.erasure._delete", lambda paths: None)
    done = kept.erase_everything()
    assert (done.n_texts, done.n_hits) == (5, 3)


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_another_name_of_a_file_is_told_with_the_way_to_find_it(
    kept: Store, put: Put, answer: Make, path: Path
) -> None:
    put(Questionnaires=[answer(CODE)])
    put(Questionnaires=[answer("M2")])
    [backup] = kept.backups()
    folder = path.with_name("store.duckdb.backups")
    inode = path.stat().st_ino
    os.link(path, path.with_name("copy"))
    os.link(folder / backup.name, folder / "second name inside")
    (folder / "moved.duckdb").symlink_to(path.with_name("elsewhere"))
    path.with_name("elsewhere").write_text(CODE)
    done = kept.erase(CODE)
    assert CODE.encode() in path.with_name("copy").read_bytes()
    assert (done.n_hits, done.is_proven) == (0, False)
    assert done.proof().endswith(
        "These had another name on the disk (a hard link, or the file that a link leads to), and "
        "under that one they may still hold what was erased: "
        f"store.duckdb (inode {inode}), moved.duckdb ({path.with_name('elsewhere')}). "
        "Find it and delete it."
    )
    assert list(folder.iterdir()) == [folder / kept.backups()[0].name]
    assert kept.erase("M2").is_proven
