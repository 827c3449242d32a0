"""Brings a store of an older layout up to this one: backed up first, alone, in one transaction."""

import re

import duckdb

from rmdata.events import Event, note
from rmdata.schema import Instrument
from rmdata.store import ddl
from rmdata.store.backups import back_up
from rmdata.store.beside import Beside, private_files

LAYOUT_VERSION = 3


def migrate(
    connection: duckdb.DuckDBPyConnection, beside: Beside, instrument: Instrument, layout: int
) -> None:
    """Run every migration beyond ``layout``; where one fails the store stays as it was."""
    back_up(connection, beside)
    with private_files():
        connection.execute("begin")
        try:
            for number, script in migrations():
                if number > layout:
                    connection.execute(script)
            for statement in (*ddl.definitions(instrument), *ddl.derived_statements()):
                connection.execute(statement)
            connection.execute(
                "update about set layout_version = ?, version = version + 1", [LAYOUT_VERSION]
            )
            connection.execute("commit")
        except BaseException:
            connection.execute("rollback")
            raise
        connection.execute("checkpoint")
    note(Event.MIGRATED, layout_before=layout, layout=LAYOUT_VERSION)


def migrations() -> list[tuple[int, str]]:
    """Number and SQL of every migration, in order: ``0002_what_for.sql`` leads to layout 2."""
    files = sorted((ddl.FOLDER / "migrations").glob("*.sql"))
    return [(int(re.findall(r"^\d+", f.name)[0]), f.read_text(encoding="utf-8")) for f in files]
