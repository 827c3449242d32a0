"""Thirty visitors read while one loads and undoes: nobody meets an error or half an import."""

import threading
from datetime import date
from pathlib import Path
from typing import Any

from changing import load

from rmdata.findings.confidence.changes import changes
from rmdata.findings.evidence import Evidence, Selection
from rmdata.findings.overview import overview
from rmdata.schema.vocabulary import Instrument
from rmdata.store.store import Store

AS_OF = date(2025, 6, 1)
N_READERS, SHORT, WHOLE = 30, 2, 30
PEOPLE = [f"person-{n}" for n in range(50)]


def test_readers_see_whole_imports_only(
    tmp_path: Path, instrument: Instrument, whole: bool, record: Any
) -> None:
    store, done = Store(tmp_path / "store.duckdb", instrument), threading.Event()
    load(store, PEOPLE, experience=1)
    seen: set[tuple[Any, ...]] = set()
    failures: list[BaseException] = []
    n_read = [0] * N_READERS

    def read(number: int) -> None:
        try:
            while not done.is_set():
                with store.snapshot():
                    seen.add((store.version, *look(store)))
                n_read[number] += 1
        except BaseException as failure:
            failures.append(failure)

    readers = [threading.Thread(target=read, args=(n,), daemon=True) for n in range(N_READERS)]
    for reader in readers:
        reader.start()
    try:
        for n in range(WHOLE if whole else SHORT):
            load(store, PEOPLE[: 20 + n], experience=2 + n % 4)
            store.undo(store.imports()[0].import_id)
            assert not list(tmp_path.glob("*.wal")), "the log is emptied beside readers too"
        store.restore(store.backups()[0].name)
        store.erase(PEOPLE[0])
    finally:
        done.set()
        for reader in readers:
            reader.join(timeout=60)
    record("readers", threads=N_READERS, reads=sum(n_read), states=len(seen), errors=len(failures))
    assert not failures
    assert min(n_read) > 0
    by_version = {version: state for version, *state in seen}
    assert len(by_version) == len(seen), "two states under one version"
    store.close()


def look(store: Store) -> tuple[Any, ...]:
    """What several questions say, which one state must answer alike."""
    evidence, selection = Evidence(store), Selection("Our programme")
    sql = "select count(*), min(experience), sum(experience) from answers"
    counted = store.run(sql).rows[0]
    pairs = store.run("select count(*) from pairs").rows[0]
    found = changes(evidence, selection, [])
    assert overview.overview(evidence, selection, AS_OF).title
    assert counted[0] == pairs[0], "half an import"
    assert store.run(sql).rows[0] == counted, "another state"
    return (*counted, *pairs, len(found))
