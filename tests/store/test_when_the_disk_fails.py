"""What is said when the disk fails follows from what is in the store then, not from the step."""

import errno
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import pytest

from rmdata.store.file.backups import backups_of
from rmdata.store.file.open_file import OpenFile
from rmdata.store.file.places import require_whole
from rmdata.store.file.restoring import restore_file
from rmdata.store.file.trouble import Standing, as_not_written, said_as_it_is
from rmdata.store.results import DiskFull, Import, NotWritten, StoreError, StoreUnusable
from rmdata.store.store import Store

Put = Callable[..., Import]
Make = Callable[..., dict[str, Any]]


def failing(number: int = errno.ENOSPC) -> Callable[..., Any]:
    def fail(*_: Any) -> None:
        raise OSError(number, os.strerror(number))

    return fail


def codes(store: Store) -> list[str]:
    return sorted(code for _, _, code in store.known_people())


def beside(path: Path) -> list[str]:
    return sorted(file.name for file in path.parent.iterdir())


@pytest.fixture
def filled(kept: Store, put: Put, answer: Make) -> Store:
    """A store of two people and a backup of the first alone."""
    put(Questionnaires=[answer("M1")])
    put(Questionnaires=[answer("M2")])
    return kept


@pytest.mark.parametrize(
    ("error", "cause"),
    [
        (OSError(errno.ENOSPC, "x"), "the disk is full. Make room and"),
        (OSError(errno.EDQUOT, "x"), "the disk is full. Make room and"),
        (OSError(errno.EROFS, "x"), "the disk can be read, but takes no changes. Make it writable"),
        (OSError(errno.EACCES, "x"), "whoever runs this may not write to the store's files"),
        (OSError(errno.EIO, "x"), "the disk does not take what was to be written. Look whether"),
        (duckdb.IOException('Could not write "a": No space left on device'), "the disk is full"),
        (duckdb.IOException('Cannot open "a": Read-only file system'), "the disk can be read, but"),
    ],
    ids=["full", "quota", "read-only", "forbidden", "broken", "DuckDB, full", "DuckDB, read-only"],
)
def test_each_cause_has_its_own_sentence(error: Exception, cause: str) -> None:
    standing = Standing(3)
    with (
        pytest.raises(NotWritten, match=f"Nothing was changed: {cause}"),
        said_as_it_is(lambda: standing),
        as_not_written(OSError),
    ):
        raise error


@pytest.mark.parametrize(
    ("before", "after", "claim"),
    [
        (Standing(3), Standing(3), "Nothing was changed: the disk is full. Make room and try"),
        (Standing(3, True), Standing(3, True), "Nothing was changed: the disk is full"),
        (Standing(3), Standing(4), "The change is stored, but not all .* is full. Make room.$"),
        (Standing(3, True), Standing(4, True), "The change is stored, but not all"),
        (Standing(3), Standing(4, True), "The rows are deleted and shown nowhere any more, but"),
        (Standing(3), Standing(-1), "Whether anything was changed cannot be seen"),
        (Standing(3), None, "Whether anything was changed cannot be seen"),
    ],
)
def test_what_is_said_follows_from_what_is_there(
    before: Standing, after: Standing | None, claim: str
) -> None:
    found = iter([before, after])

    def look() -> Standing:
        standing = next(found)
        if standing is None:
            raise StoreError("it does not open")
        return standing

    with pytest.raises(DiskFull, match=claim), said_as_it_is(look):
        raise DiskFull("the disk is full", "Make room")


def test_all_rows_are_gone_before_the_file_is(
    filled: Store, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk that takes no new file: what is said of the rows is true, and the rest is made up.

    Even by a start with another instrument, which makes the tables of an empty store anew.
    """
    with monkeypatch.context() as full:
        full.setattr("rmdata.store.erasure.make_store", failing())
        with pytest.raises(NotWritten, match="The rows are deleted and shown nowhere any more"):
            filled.erase_everything()
    assert (codes(filled), filled.imports(), len(backups_of(path))) == ([], [], 1)
    filled.close()
    Store(path, replace(filled.instrument, id="another")).close()
    assert backups_of(path) == []


def test_a_backup_in_its_place_is_restored_though_the_marker_is_not_written(
    filled: Store, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled.close()
    with monkeypatch.context() as full:
        full.setattr("rmdata.store.file.restoring.mark", failing())
        kept = restore_file(path, backups_of(path)[0].name)
    assert kept and kept.exists()
    again = Store(path, filled.instrument)
    assert codes(again) == ["M1"]
    again.close()


def test_a_backup_in_its_place_that_is_not_on_the_disk_for_sure_is_told_as_stored(
    filled: Store, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled.close()
    with monkeypatch.context() as full:
        full.setattr("rmdata.store.file.places.sync_folder", failing())
        with pytest.raises(NotWritten, match="The change is stored, but not all"):
            restore_file(path, backups_of(path)[0].name)
    again = Store(path, filled.instrument)
    assert codes(again) == ["M1"]
    again.close()


@pytest.mark.parametrize("knows_links", [True, False], ids=["links", "no links"])
def test_a_backup_that_cannot_take_the_place_leaves_everything_where_it_was(
    knows_links: bool, filled: Store, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled.close()
    before = beside(path)
    with monkeypatch.context() as full:
        if not knows_links:
            full.setattr("rmdata.store.file.places.os.link", failing(errno.EPERM))
        full.setattr("rmdata.store.file.restoring.put_in_place", failing())
        with pytest.raises(NotWritten, match="Nothing was changed: the disk is full"):
            restore_file(path, backups_of(path)[0].name)
    assert beside(path) == before
    again = Store(path, filled.instrument)
    assert codes(again) == ["M1", "M2"]
    again.close()


def test_a_whole_store_that_a_full_disk_keeps_shut_is_not_called_damaged(
    filled: Store, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """DuckDB cuts off a log's end as it opens a file, which a full disk may refuse."""
    filled.close()
    connect = duckdb.connect

    def refused(place: str, *, read_only: bool = False) -> duckdb.DuckDBPyConnection:
        if read_only:
            return connect(place, read_only=True)
        raise duckdb.IOException('Could not truncate file "x": No space left on device')

    with monkeypatch.context() as full:
        full.setattr("rmdata.store.file.connecting.duckdb.connect", refused)
        with pytest.raises(StoreUnusable, match="is whole, but cannot be opened: the disk is full"):
            Store(path, filled.instrument)
    again = Store(path, filled.instrument)
    assert codes(again) == ["M1", "M2"]
    again.close()


def test_a_file_whose_log_was_not_moved_into_it_takes_no_place(tmp_path: Path) -> None:
    made = tmp_path / "restored.tmp"
    made.write_bytes(b"a file")
    require_whole(made)
    made.with_name("restored.tmp.wal").write_bytes(b"and what it lacks")
    with pytest.raises(NotWritten, match="the disk did not take all of a file"):
        require_whole(made)


def test_a_store_whose_log_was_not_moved_into_it_is_not_replaced(
    filled: Store, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Closing the file is silent where the disk is full: what was acknowledged is in the log."""
    with monkeypatch.context() as full:
        closed = OpenFile.exchange

        def with_a_log(held: OpenFile, move: Callable[[], Any]) -> None:
            def moved() -> None:
                log = path.with_name("store.duckdb.wal")
                log.write_bytes(b"what was acknowledged")
                try:
                    move()
                finally:
                    log.unlink()

            closed(held, moved)

        full.setattr(OpenFile, "exchange", with_a_log)
        with pytest.raises(NotWritten, match="Nothing was changed: the disk did not take all"):
            filled.restore(filled.backups()[0].name)
    assert codes(filled) == ["M1", "M2"]
    assert not list(path.with_name("store.duckdb.backups").glob("*.tmp"))


def test_an_erasure_whose_last_backup_finds_no_room_is_finished(
    filled: Store, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as full:
        full.setattr("rmdata.store.file.backups.back_up", failing())
        done = filled.erase("M2")
    assert (done.n_rows["questionnaires"], done.n_hits, codes(filled)) == (1, 0, ["M1"])
    assert (filled.run("from unfinished").rows, filled.backups()) == ((), [])


def test_what_a_failed_change_left_in_the_log_goes_at_the_next_start(
    filled: Store, path: Path, instrument: Any
) -> None:
    """The log of a load, cut off before its end: DuckDB passes over it and leaves it there."""
    filled.close()
    log = path.with_name("store.duckdb.wal")
    with duckdb.connect(str(path)) as file:
        file.execute("set checkpoint_threshold = '1TB'")
        file.execute("insert into mappings values ('mark', 'words of a load')")
        stored, written = path.read_bytes(), log.read_bytes()
    path.write_bytes(stored)
    log.write_bytes(written[:-20])
    assert b"words of a load" in written[:-20]
    again = Store(path, instrument)
    assert (codes(again), again.mappings()) == (["M1", "M2"], {})
    assert not log.exists()
    again.close()
