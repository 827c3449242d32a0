"""What people said besides the rows: explanations of surveys, how long to keep, settings."""

from datetime import date, datetime
from typing import NamedTuple

from rmdata.schema.settings import SETTINGS
from rmdata.store import ddl
from rmdata.store.errors import StoreError
from rmdata.store.holding import Held


class Said(NamedTuple):
    """One setting as it was said; ``cohort`` is None where it is the whole programme's.

    A value of None took the setting back. ``set_at`` is local time.
    """

    cohort: str | None
    name: str
    value: str | None
    set_at: datetime
    set_by: str


def mappings(held: Held) -> dict[str, str]:
    """What was said of surveys that had to be explained: header's fingerprint to TOML."""
    return dict(held.run("select fingerprint, toml from mappings", {}).rows)


def keep_mapping(held: Held, fingerprint: str, toml: str) -> None:
    """Keep what was said of one survey; what was said before of it is replaced."""
    with held.writing() as cursor:
        statement = "insert or replace into mappings values ($fingerprint, $toml)"
        cursor.execute(statement, {"fingerprint": fingerprint, "toml": toml})


def keep_until(held: Held) -> dict[str, date]:
    """Until when a programme's data are to be kept, where somebody said so."""
    return dict(held.run("select programme, until from keep_until order by 1", {}).rows)


def set_keep_until(held: Held, programme: str, until: date | None) -> None:
    """Say until when a programme's data are to be kept; None says nothing any more."""
    with held.writing() as cursor:
        cursor.execute("delete from keep_until where programme = ?", [programme])
        if until:
            cursor.execute("insert into keep_until values (?, ?)", [programme, until])


def settings(held: Held, programme: str) -> tuple[Said, ...]:
    """Everything that was ever set of a programme, in the order in which it was."""
    found = held.run(ddl.statement("settings"), {"programme": programme})
    return tuple(Said(*row) for row in found.rows)


def append_setting(held: Held, programme: str, said: Said) -> None:
    """Append one setting; what was said before stays in the list and counts no more.

    Raises :class:`StoreError` for a name that is no setting and for a cohort where it has none.
    """
    declared = SETTINGS.get(said.name)
    if declared is None:
        raise StoreError(f"“{said.name}” is no setting; there is {', '.join(SETTINGS)}.")
    if declared.of_cohort is not bool(said.cohort):
        whose = "a cohort: name it" if declared.of_cohort else "the whole programme, not a cohort"
        raise StoreError(f"The setting {said.name} belongs to {whose}.")
    with held.writing() as cursor:
        cursor.execute(ddl.statement("add_setting"), {"programme": programme, **said._asdict()})
