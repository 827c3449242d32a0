"""An erasure that was cut short is finished, whatever comes between; and what is left alone."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from rmdata.store import erasure as rewriting
from rmdata.store.file.backups import backups_of
from rmdata.store.file.restoring import restore_file
from rmdata.store.results import DiskFull, Import, NotWritten, StoreDamaged, StoreError
from rmdata.store.store import Store

Put = Callable[..., Import]
Make = Callable[..., dict[str, Any]]
CODE = "canary-0417"


def holding(path: Path) -> list[str]:
    files = [file for file in path.parent.rglob("*") if file.is_file()]
    return [file.name for file in files if CODE.encode() in file.read_bytes()]


def codes(store: Store) -> list[str]:
    return sorted(code for _, _, code in store.known_people())


def raising(error: BaseException) -> Callable[..., Any]:
    def fail(*_: Any) -> None:
        raise error

    return fail


@pytest.fixture
def filled(kept: Store, put: Put, answer: Make) -> Store:
    """A store of two imports, and one backup that holds the code."""
    put(Questionnaires=[answer(CODE), answer("M2")])
    put(Questionnaires=[answer("M3")])
    return kept


@pytest.fixture
def unfinished(filled: Store, monkeypatch: pytest.MonkeyPatch) -> Store:
    """The same, where the disk was full after the rows of the code were deleted."""
    with monkeypatch.context() as broken:
        broken.setattr("rmdata.store.erasure.require_room", raising(DiskFull("full")))
        with pytest.raises(
            StoreError, match="finished with the next load, undo, removal, decision"
        ):
            filled.erase(CODE)
    assert filled.backups()
    return filled


@pytest.mark.parametrize("step", ["make_store", "_delete", "replace_store"])
@pytest.mark.parametrize("is_done", [False, True], ids=["before", "after"])
def test_a_kill_while_everything_is_erased_leaves_no_backup_for_good(
    step: str, is_done: bool, filled: Store, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = getattr(rewriting, step)

    def killed(*given: Any) -> None:
        if is_done:
            real(*given)
        raise KeyboardInterrupt

    with monkeypatch.context() as broken, pytest.raises(KeyboardInterrupt):
        broken.setattr(rewriting, step, killed)
        filled.erase_everything()
    filled.close()
    again = Store(path, filled.instrument)
    assert (codes(again), again.backups(), holding(path)) == ([], [], [])
    again.close()


def test_restoring_finishes_an_erasure_first(unfinished: Store, path: Path) -> None:
    (backup,) = unfinished.backups()
    with pytest.raises(StoreError, match="There is no backup"):
        unfinished.restore(backup.name)
    assert (codes(unfinished), holding(path)) == (["M2", "M3"], [])
    unfinished.restore(unfinished.backups()[0].name)
    assert codes(unfinished) == ["M2", "M3"]


def test_a_closed_store_is_not_restored_before_the_erasure_is_finished(
    unfinished: Store, path: Path
) -> None:
    unfinished.close()
    (backup,) = backups_of(path)
    before = path.read_bytes()
    with pytest.raises(StoreError, match=r"is not finished.* Open the store once first"):
        restore_file(path, backup.name)
    assert path.read_bytes() == before
    Store(path, unfinished.instrument).close()
    assert holding(path) == []
    restore_file(path, backups_of(path)[0].name)


def test_a_backup_that_cannot_be_deleted_does_not_keep_the_store_shut(
    unfinished: Store, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    unfinished.close()
    with monkeypatch.context() as broken:
        broken.setattr(rewriting, "_delete", raising(PermissionError()))
        again = Store(path, unfinished.instrument)
        assert codes(again) == ["M2", "M3"]
        with pytest.raises(NotWritten):
            again.undo(1)
        again.close()
    again = Store(path, unfinished.instrument)
    assert (again.run("from unfinished").rows, holding(path)) == ((), [])
    again.close()


def test_a_store_that_did_not_open_again_does_when_it_was_restored(
    filled: Store, path: Path
) -> None:
    with pytest.raises(StoreDamaged):
        filled._file.exchange(lambda: path.write_bytes(bytes(20_000)))
    with pytest.raises(StoreDamaged) as told:
        filled.known_people()
    restore_file(path, told.value.backups[0].name)
    assert codes(filled) == sorted([CODE, "M2"])
    with filled.snapshot():
        assert codes(filled) == sorted([CODE, "M2"])


def test_a_store_in_memory_is_emptied_too(store: Store, load: Put, answer: Make) -> None:
    load(Questionnaires=[answer(CODE)])
    store.keep_mapping("a1", "x")
    salt, version = store.salt, store.version
    done = store.erase_everything()
    assert (done.n_rows["questionnaires"], done.n_rows_left) == (1, 0)
    assert (codes(store), store.imports(), store.mappings()) == ([], [], {})
    assert (store.salt != salt, store.version > version) == (True, True)
    load(Questionnaires=[answer("M2")])
    assert codes(store) == ["M2"]
