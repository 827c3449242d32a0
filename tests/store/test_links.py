"""A store behind a link: what the link leads to is opened, locked, backed up and erased."""

import errno
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from rmdata.schema.vocabulary import Instrument
from rmdata.store.file.restoring import verify_file
from rmdata.store.results import Import, StoreDamaged, StoreError
from rmdata.store.store import Store

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
Put = Callable[..., Import]
Make = Callable[..., dict[str, Any]]
CODE = "canary-0417"


def holding(folder: Path) -> list[str]:
    files = [file for file in folder.rglob("*") if file.is_file()]
    return sorted(file.name for file in files if CODE.encode() in file.read_bytes())


@pytest.fixture
def real(tmp_path: Path) -> Path:
    """Where the file lies to which the link of ``path`` leads."""
    folder = tmp_path / "disk"
    folder.mkdir()
    return folder / "real.duckdb"


@pytest.fixture
def path(tmp_path: Path, real: Path, instrument: Instrument) -> Path:
    """A link to a store, in a folder of its own."""
    Store(real, instrument).close()
    link = tmp_path / "here" / "store.duckdb"
    link.parent.mkdir()
    link.symlink_to(real)
    return link


def test_all_that_belongs_to_a_store_lies_beside_the_file_and_not_beside_the_link(
    kept: Store, put: Put, answer: Make, path: Path, real: Path
) -> None:
    put(Questionnaires=[answer("M1")])
    put(Questionnaires=[answer("M2")])
    [backup] = kept.backups()
    assert [file.name for file in path.parent.iterdir()] == ["store.duckdb"]
    assert {file.name for file in real.parent.iterdir()} == {
        *("real.duckdb", "real.duckdb.marker", "real.duckdb.backups")
    }
    kept.close()
    assert [file.name for file in verify_file(path)] == ["real.duckdb", backup.name]


def test_erasing_reaches_what_a_link_leads_to(
    kept: Store, put: Put, answer: Make, path: Path, real: Path
) -> None:
    put(Questionnaires=[answer(CODE), answer("M2")])
    put(Questionnaires=[answer("M3")])
    assert len(holding(real.parent)) == 2
    assert kept.erase(CODE).n_hits == 0
    assert (holding(real.parent), path.is_symlink()) == ([], True)
    put(Questionnaires=[answer(CODE, Cohort="2026")])
    kept.erase_everything()
    assert kept.known_people() == {}
    kept.close()
    assert (holding(real.parent), path.is_symlink(), real.exists()) == ([], True, True)


def test_a_link_to_nothing_makes_no_empty_store(path: Path, real: Path, instrument: Any) -> None:
    real.rename(real.with_name("elsewhere"))
    with pytest.raises(StoreDamaged, match=f"{path} is a link to {real}, and nothing is there"):
        Store(path, instrument)
    assert not real.exists()


@pytest.mark.parametrize("end", [".backups", ".marker", ".wal", ".set-aside-20250101"])
def test_what_was_left_beside_a_link_is_moved_by_hand_first(
    end: str, path: Path, real: Path, instrument: Instrument
) -> None:
    left = path.with_name(path.name + end)
    left.write_text("an earlier state")
    with pytest.raises(StoreError) as refusal:
        Store(path, instrument)
    assert str(refusal.value) == (
        f"{path} is a link to {real}, and beside the link lie files of a store: {left.name}. They "
        f"belong beside the file itself: move each to {real.parent}, with {real.name} in place of "
        f"{path.name} in its name."
    )
    left.rename(path.with_name("away"))
    Store(path, instrument).close()


def test_a_store_in_a_folder_that_is_a_link_is_erased_wholly(
    tmp_path: Path, instrument: Instrument, workbook: Any, understood: Any, answer: Make
) -> None:
    (tmp_path / "disk").mkdir()
    (tmp_path / "here").symlink_to(tmp_path / "disk")
    store = Store(tmp_path / "here" / "store.duckdb", instrument)
    for code in (CODE, "M2"):
        store.load(understood(workbook(Questionnaires=[answer(code)])))
    assert len(holding(tmp_path / "disk")) == 2
    store.erase(CODE)
    store.close()
    assert holding(tmp_path / "disk") == []


@pytest.mark.parametrize("change", ["erase", "restore"])
def test_backups_may_lie_on_another_disk_behind_a_link(
    change: str, tmp_path: Path, instrument: Instrument, workbook: Any, understood: Any,
    answer: Make, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    path, other = tmp_path / "store.duckdb", tmp_path / "disk"
    other.mkdir()
    path.with_name("store.duckdb.backups").symlink_to(other)
    two_disks(other, monkeypatch)
    store = Store(path, instrument)
    for code in (CODE, "M2"):
        store.load(understood(workbook(Questionnaires=[answer(code)])))
    [backup] = store.backups()
    if change == "erase":
        assert store.erase(CODE).n_hits == 0
        assert (holding(tmp_path), len(store.backups())) == ([], 1)
    else:
        store.restore(backup.name)
    assert [code for _, _, code in store.known_people()] == ["M2" if change == "erase" else CODE]
    store.close()
    assert not list(tmp_path.rglob("*.tmp"))


def two_disks(other: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As where a folder is on another disk: no file can be renamed out of it or into it."""
    real_replace = Path.replace

    def replace(made: Path, place: Path) -> Path:
        folders = {os.path.realpath(file.parent) for file in (made, place)}
        if len(folders) > 1 and str(other) in folders:
            raise OSError(errno.EXDEV, os.strerror(errno.EXDEV))
        return real_replace(made, place)

    monkeypatch.setattr(Path, "replace", replace)
