"""A store's file that is deleted or replaced while it is open: nothing stored is lost by it."""

import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from rmdata.store.file import open_file
from rmdata.store.file.restoring import restore_file
from rmdata.store.results import DiskFull, Import, StoreDamaged, StoreError
from rmdata.store.store import Store

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="an open file stays there")
Put = Callable[..., Import]
Make = Callable[..., dict[str, Any]]


def codes(store: Store) -> list[str]:
    return sorted(code for _, _, code in store.known_people())


def delete_all(path: Path) -> None:
    for file in path.parent.glob("store.duckdb*"):
        shutil.rmtree(file) if file.is_dir() else file.unlink()


def delete_one(path: Path) -> None:
    path.unlink()


def move(path: Path) -> None:
    path.rename(path.with_name("elsewhere"))


@pytest.mark.parametrize("loss", [delete_one, delete_all, move])
def test_what_was_acknowledged_is_saved_and_no_change_is_taken_any_more(
    loss: Callable[[Path], None], kept: Store, put: Put, answer: Make, path: Path
) -> None:
    put(Questionnaires=[answer("M1")])
    put(Questionnaires=[answer("M2")])
    loss(path)
    for _ in range(2):
        with pytest.raises(StoreDamaged, match=r"is gone\. No empty one was made") as told:
            kept.undo(1)
        assert told.value.backups[0].n_imports == 2
    assert not path.exists()
    restore_file(path, told.value.backups[0].name)
    assert codes(kept) == ["M1", "M2"]
    put(Questionnaires=[answer("M3")])
    kept.close()
    again = Store(path, kept.instrument)
    assert codes(again) == ["M1", "M2", "M3"]
    again.close()


def test_a_reader_notices_it_too(kept: Store, put: Put, answer: Make, path: Path) -> None:
    put(Questionnaires=[answer("M1")])
    path.unlink()
    with pytest.raises(StoreDamaged), kept.snapshot():
        pass


def test_a_file_that_goes_while_a_change_is_written_is_noticed_before_it_is_acknowledged(
    kept: Store, put: Put, answer: Make, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(Questionnaires=[answer("M1")])
    settle = open_file.OpenFile._settle

    def deleted_first(held: Any) -> None:
        path.unlink(missing_ok=True)
        settle(held)

    with monkeypatch.context() as broken, pytest.raises(StoreDamaged) as told:
        broken.setattr(open_file.OpenFile, "_settle", deleted_first)
        put(Questionnaires=[answer("M2")])
    assert told.value.backups[0].n_imports == 2


def test_another_store_in_its_place_is_opened_and_told(
    kept: Store, put: Put, answer: Make, path: Path, tmp_path: Path
) -> None:
    put(Questionnaires=[answer("M1")])
    other = Store(tmp_path / "other.duckdb", kept.instrument)
    for n in range(4):
        other.keep_mapping("a1", str(n))
    other.close()
    (tmp_path / "other.duckdb").replace(path)
    with pytest.raises(StoreError, match="was replaced by another store while") as told:
        kept.keep_mapping("b2", "x")
    assert (codes(kept), kept.mappings()) == ([], {"a1": "3"})
    [saved] = kept.backups()
    assert f"What was stored is the backup {saved.name};" in str(told.value)
    kept.restore(saved.name)
    assert codes(kept) == ["M1"]


def test_a_copy_of_the_same_state_in_its_place_is_used(
    kept: Store, put: Put, answer: Make, path: Path, tmp_path: Path
) -> None:
    """As where a disk is mounted anew and gives its files other numbers."""
    put(Questionnaires=[answer("M1")])
    kept.close()
    shutil.copy(path, tmp_path / "copy")
    store = Store(path, kept.instrument)
    (tmp_path / "copy").replace(path)
    store.keep_mapping("b2", "x")
    store.close()
    again = Store(path, kept.instrument)
    assert (codes(again), again.mappings()) == (["M1"], {"b2": "x"})
    again.close()


def test_what_cannot_be_saved_stays_open(
    kept: Store, put: Put, answer: Make, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: Any) -> None:
        raise DiskFull("full")

    put(Questionnaires=[answer("M1")])
    path.unlink()
    with monkeypatch.context() as broken, pytest.raises(StoreError) as told:
        broken.setattr("rmdata.store.file.backups.require_room", full)
        kept.undo(1)
    assert "Do not stop the dashboard: it alone still holds what was stored" in str(told.value)
    assert not isinstance(told.value, StoreDamaged)
    with pytest.raises(StoreDamaged) as gone:
        kept.undo(1)
    restore_file(path, gone.value.backups[0].name)
    assert codes(kept) == ["M1"]
