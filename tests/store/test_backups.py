"""Backups, their restoring, and stores that are damaged, gone or older than what was told."""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from rmdata.schema.vocabulary import Instrument
from rmdata.store.file.backups import backups_of
from rmdata.store.file.restoring import restore_file, verify_file
from rmdata.store.results import Import, StoreDamaged, StoreError
from rmdata.store.store import Store

Put = Callable[..., Import]
Make = Callable[..., dict[str, Any]]


def codes(store: Store) -> list[str]:
    return [code for (code,) in store.run("select code from people order by code").rows]


def folder(path: Path) -> Path:
    return path.with_name(path.name + ".backups")


def spoil(file: Path) -> None:
    """Turn bits over in every block."""
    content = bytearray(file.read_bytes())
    for position in range(20_000, len(content), 5_000):
        content[position] ^= 255
    file.write_bytes(content)


def test_a_backup_is_made_before_every_load_and_removal(
    kept: Store, put: Put, answer: Make, path: Path
) -> None:
    put(Questionnaires=[answer("M1", Programme="A")])
    assert kept.backups() == []
    put(Questionnaires=[answer("M2", Programme="A")])
    kept.remove("A")
    kept.close()
    newest, oldest = backups_of(path)
    assert (newest.n_imports, oldest.n_imports) == (2, 1)
    for backup, people in ((newest, ["M1", "M2"]), (oldest, ["M1"])):
        assert backup.n_bytes == (folder(path) / backup.name).stat().st_size
        copy = Store(folder(path) / backup.name, kept.instrument)
        assert (codes(copy), copy.version) == (people, backup.version)
        copy.close()


def test_the_last_seven_backups_are_kept(kept: Store, put: Put, answer: Make) -> None:
    for n in range(10):
        put(Questionnaires=[answer("M1", Experience=1 + n % 5)])
    assert [backup.n_imports for backup in kept.backups()] == [9, 8, 7, 6, 5, 4, 3]


def test_a_backup_that_is_not_the_same_stops_the_load(
    kept: Store, put: Put, answer: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(Questionnaires=[answer("M1")])
    told = iter([[("main", "about", 1, 1)], [("main", "about", 1, 2)]])
    with monkeypatch.context() as broken:
        broken.setattr("rmdata.store.file.backups.fingerprint", lambda *_: next(told))
        with pytest.raises(StoreError, match="Nothing was changed: the copy is not what was to be"):
            put(Questionnaires=[answer("M2")])
    assert (codes(kept), kept.backups()) == (["M1"], [])
    put(Questionnaires=[answer("M2")])
    assert len(kept.backups()) == 1


def test_a_backup_is_restored_in_place_and_the_version_goes_on(
    kept: Store, put: Put, answer: Make
) -> None:
    put(Questionnaires=[answer("M1")])
    for n in range(9):
        put(Questionnaires=[answer(f"N{n}")])
    oldest, before = kept.backups()[-1], kept.version
    assert kept.restore(oldest.name).n_imports == 3
    assert codes(kept) == ["M1", "N0", "N1"]
    assert kept.version > before
    put(Questionnaires=[answer("M2")])
    present = next(backup for backup in kept.backups() if backup.version == before)
    kept.restore(present.name)
    assert len(codes(kept)) == 10
    with pytest.raises(StoreError, match="There is no backup “x”"):
        kept.restore("x")


def test_a_damaged_backup_is_not_restored(kept: Store, put: Put, answer: Make, path: Path) -> None:
    put(Questionnaires=[answer("M1")])
    put(Questionnaires=[answer("M2")])
    (backup,) = kept.backups()
    spoil(folder(path) / backup.name)
    with pytest.raises(StoreError, match=r"is damaged\. Restore another one"):
        kept.restore(backup.name)
    assert codes(kept) == ["M1", "M2"]
    kept.close()
    assert [verified.is_good for verified in verify_file(path)] == [True, False]
    reopened = Store(path, kept.instrument)
    reopened.close()


def test_a_damaged_store_stays_and_the_newest_good_backup_takes_its_place(
    kept: Store, put: Put, answer: Make, path: Path
) -> None:
    for n in range(3):
        put(Questionnaires=[answer(f"M{n}")])
    kept.close()
    newest, older = backups_of(path)
    spoil(path)
    spoil(folder(path) / newest.name)
    damaged = path.read_bytes()
    for _ in range(2):
        with pytest.raises(StoreDamaged) as refusal:
            Store(path, kept.instrument)
        assert (refusal.value.path, refusal.value.backups) == (path, (older,))
        assert f"restore {older.name}" in str(refusal.value)
        assert path.read_bytes() == damaged
    aside = restore_file(path, older.name)
    assert aside and aside.read_bytes() == damaged
    again = Store(path, kept.instrument)
    assert codes(again) == ["M0"]
    assert again.version > 3
    again.close()


def test_a_store_that_vanished_is_not_replaced_by_an_empty_one(
    kept: Store, put: Put, answer: Make, path: Path
) -> None:
    put(Questionnaires=[answer("M1")])
    kept.close()
    path.rename(path.with_name("elsewhere"))
    with pytest.raises(StoreDamaged, match=r"is gone\. No empty one was made"):
        Store(path, kept.instrument)
    assert not path.exists()


def test_changes_that_the_file_lost_are_noticed(
    kept: Store, put: Put, answer: Make, path: Path, tmp_path: Path
) -> None:
    put(Questionnaires=[answer("M1")])
    kept.close()
    older = shutil.copyfile(path, tmp_path / "older")
    store = Store(path, kept.instrument)
    store.set_keep_until("Our programme", date(2030, 1, 31))
    store.close()
    shutil.copyfile(older, path)
    with pytest.raises(StoreDamaged, match="2 changes were made and it holds 1"):
        Store(path, kept.instrument)
    assert path.read_bytes() == older.read_bytes()


def test_what_a_killed_process_left_is_cleared(
    kept: Store, put: Put, answer: Make, path: Path
) -> None:
    put(Questionnaires=[answer("M1")])
    kept.close()
    folder(path).mkdir(exist_ok=True)
    left = [folder(path) / "backup.tmp", folder(path) / "backup.tmp.wal"]
    left += [path.with_name(f"store.duckdb.{end}.tmp") for end in ("marker", "new-17")]
    for file in left:
        file.write_bytes(b"half")
    spill = path.with_name(path.name + ".tmp")
    spill.mkdir()
    (spill / "duckdb_temp_storage-0.tmp").write_bytes(b"spilled")
    Store(path, kept.instrument).close()
    assert not any(file.exists() for file in (*left, spill))


def test_a_store_of_a_newer_layout_is_refused(
    kept: Store, put: Put, answer: Make, path: Path, instrument: Instrument
) -> None:
    put(Questionnaires=[answer("M1")])
    kept.close()
    with duckdb.connect(str(path)) as later:
        later.execute("update about set layout_version = 99")
    with pytest.raises(StoreError, match=r"newer version of this project \(layout 99;"):
        Store(path, instrument)


def test_until_when_data_are_kept(kept: Store, path: Path) -> None:
    kept.set_keep_until("A", date(2030, 1, 31))
    kept.set_keep_until("B", date(2031, 1, 31))
    kept.set_keep_until("A", date(2029, 1, 31))
    kept.set_keep_until("B", None)
    kept.close()
    again = Store(path, kept.instrument)
    assert again.keep_until() == {"A": date(2029, 1, 31)}
    again.close()
