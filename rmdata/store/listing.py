"""The list of imports, as the store hands it out."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import duckdb

from rmdata.store import ddl
from rmdata.store.records import Comparison, Decision, Import, LoadedFile, Rows

NOTHING = Comparison(0, 0, 0, ())


def imports(run: Callable[..., Rows]) -> list[Import]:
    """All imports, the newest first, each with its files or its decision."""
    decided = {import_id: Decision(*rest) for import_id, *rest in run("from decisions").rows}
    files: dict[int, list[LoadedFile]] = {}
    for import_id, name, n_rows in run(ddl.statement("files_of_imports")).rows:
        files.setdefault(import_id, []).append(LoadedFile(name, n_rows))
    found = run("from imports order by import_id desc").records()
    return [
        Import(
            **record,
            files=tuple(files.get(record["import_id"], ())),
            decision=decided.get(record["import_id"]),
        )
        for record in found
    ]


def entry(
    import_id: int, kind: str, programme: str | None = None, changed: Comparison = NOTHING
) -> dict[str, Any]:
    """One entry of the list as the parameters of the statement that appends it."""
    counts = ("n_new", "n_changed", "n_unchanged", "n_erased")
    about = {"import_id": import_id, "kind": kind, "programme": programme}
    return about | {name: getattr(changed, name) for name in counts}


def append(cursor: duckdb.DuckDBPyConnection, new: dict[str, Any]) -> None:
    """Write one entry of the list, made now."""
    cursor.execute(ddl.statement("add_import"), new | {"made_at": datetime.now()})
