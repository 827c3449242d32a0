"""A store of an older layout is backed up, brought up to this layout alone, and opens."""

from pathlib import Path

import duckdb
import pytest

from rmdata.schema.vocabulary import Instrument
from rmdata.store.file.restoring import restore_file
from rmdata.store.results import Decision
from rmdata.store.store import Store

LAYOUT_1 = Path(__file__).parent / "layout_1.sql"


@pytest.fixture
def old(path: Path) -> Path:
    with duckdb.connect(str(path)) as made:
        made.execute(LAYOUT_1.read_text(encoding="utf-8"))
    return path


def test_an_older_layout_is_backed_up_and_opens(old: Path, instrument: Instrument) -> None:
    store = Store(old, instrument)
    people = store.run("select code, list_sort(stages) from people order by code").rows
    assert people == (("M1", ["post", "pre"]), ("M2", ["post"]))
    assert [made.decision for made in store.imports()] == [
        Decision("Our programme", "All", "m1", "M1"),
        None,
    ]
    assert (store.mappings(), store.keep_until(), store.version) == ({"a1": "x = 1"}, {}, 3)
    (backup,) = store.backups()
    assert (backup.version, backup.n_imports) == (2, 2)
    store.undo(1)
    store.close()
    assert not old.with_name("store.duckdb.wal").exists()
    restore_file(old, backup.name)
    again = Store(old, instrument)
    assert (len(again.known_people()), again.version > 4) == (2, True)
    again.close()


def test_a_migration_that_fails_leaves_the_store_as_it_was(
    old: Path, instrument: Instrument, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = "create table half (x integer); select no_such_column from imports"
    with monkeypatch.context() as broken, pytest.raises(duckdb.Error):
        broken.setattr("rmdata.store.engine.tables.migrations", lambda: [(2, script)])
        Store(old, instrument)
    with duckdb.connect(str(old)) as left:
        assert left.execute("from about").fetchone()[:3:2] == (1, 2)
        assert not left.execute(
            "select 1 from duckdb_tables() where table_name = 'half'"
        ).fetchall()
    assert len(Store(old, instrument).known_people()) == 2


def test_a_migrated_store_has_the_tables_of_a_new_one(
    old: Path, instrument: Instrument, tmp_path: Path
) -> None:
    told = """
        select schema_name, table_name, column_name, data_type
        from duckdb_columns() where not internal and database_name = current_database()
        order by all
    """
    migrated, new = Store(old, instrument), Store(tmp_path / "new.duckdb", instrument)
    assert migrated.run(told).rows == new.run(told).rows
    migrated.close()
    new.close()
