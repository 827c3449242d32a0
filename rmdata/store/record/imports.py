"""The list of imports, and what people said besides: explanations, settings, how long to keep."""

from datetime import date, datetime
from typing import Any

from rmdata.schema.settings import SETTINGS
from rmdata.store import sql
from rmdata.store.results import Comparison, Decision, Import, LoadedFile, Run, Said, StoreError
from rmdata.store.sql import Cursor

NOTHING = Comparison(0, 0, 0, ())


def imports(run: Run) -> list[Import]:
    """All imports, the newest first, each with its files or its decision."""
    decided = {
        import_id: Decision(*rest) for import_id, *rest in run(sql.statement("decisions")).rows
    }
    files: dict[int, list[LoadedFile]] = {}
    for import_id, name, n_rows in run(sql.statement("files_of_imports")).rows:
        files.setdefault(import_id, []).append(LoadedFile(name, n_rows))
    found = run(sql.statement("imports")).records()
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


def append(cursor: Cursor, new: dict[str, Any]) -> None:
    """Write one entry of the list, made now."""
    cursor.execute(sql.statement("add_import"), new | {"made_at": datetime.now()})


def mappings(run: Run) -> dict[str, str]:
    """What was said of surveys that had to be explained: header's fingerprint to TOML."""
    return dict(run(sql.statement("mappings")).rows)


def keep_mapping(cursor: Cursor, fingerprint: str, toml: str) -> None:
    """Keep what was said of one survey; what was said before of it is replaced."""
    cursor.execute(sql.statement("keep_mapping"), {"fingerprint": fingerprint, "toml": toml})


def keep_until(run: Run) -> dict[str, date]:
    """Until when a programme's data are to be kept, where somebody said so."""
    return dict(run(sql.statement("keep_until")).rows)


def set_keep_until(cursor: Cursor, programme: str, until: date | None) -> None:
    """Say until when a programme's data are to be kept; None says nothing any more."""
    values = {"programme": programme, "until": until}
    sql.run_script(cursor, sql.statement("set_keep_until"), values)


def settings(run: Run, programme: str) -> tuple[Said, ...]:
    """Everything that was ever set of a programme, in the order in which it was."""
    found = run(sql.statement("settings"), {"programme": programme})
    return tuple(Said(*row) for row in found.rows)


def append_setting(cursor: Cursor, programme: str, said: Said) -> None:
    """Append one setting; what was said before stays in the list and counts no more.

    Raises :class:`StoreError` for a name that is no setting and for a cohort where it has none.
    """
    declared = SETTINGS.get(said.name)
    if declared is None:
        raise StoreError(f"“{said.name}” is no setting; there is {', '.join(SETTINGS)}.")
    if declared.of_cohort is not bool(said.cohort):
        whose = "a cohort: name it" if declared.of_cohort else "the whole programme, not a cohort"
        raise StoreError(f"The setting {said.name} belongs to {whose}.")
    cursor.execute(sql.statement("add_setting"), {"programme": programme, **said._asdict()})
