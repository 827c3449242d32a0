"""The tables of a store: made empty, brought up from an older layout, filled from the list."""

import hashlib
import re
import secrets
from dataclasses import asdict, dataclass

from rmdata.schema.tables import declared_table
from rmdata.schema.vocabulary import Instrument
from rmdata.store import sql
from rmdata.store.engine import relations
from rmdata.store.results import REMOVAL, State, StoreError
from rmdata.store.sql import Cursor

LAYOUT_VERSION = 3


@dataclass(frozen=True)
class Place:
    """One sheet of one import: which table it fills and which columns it carries."""

    import_id: int
    source_no: int
    table: str
    carried: tuple[str, ...]

    def parameters(self) -> dict[str, int]:
        """The place as a query's parameters."""
        return {"import_id": self.import_id, "source_no": self.source_no}


def fill(cursor: Cursor, instrument: Instrument, version: int) -> None:
    """Make the tables anew and empty, with another secret; whatever was in them is gone."""
    about = {"layout": LAYOUT_VERSION, "instrument": fingerprint_of(instrument)}
    about |= {"version": version, "salt": secrets.token_hex(16)}
    for statement in relations.create_statements(instrument):
        cursor.execute(statement)
    cursor.execute(sql.statement("add_about"), about)


def require_fitting(found: State, instrument: Instrument) -> None:
    """Raise :class:`StoreError` for a newer layout, or for rows of another instrument."""
    if found.layout > LAYOUT_VERSION:
        raise StoreError(
            f"This store was made with a newer version of this project (layout {found.layout}; "
            f"this one knows {LAYOUT_VERSION}). Use that version, or name another store "
            "(RM_STORE)."
        )
    if found.n_imports and found.instrument != fingerprint_of(instrument):
        raise StoreError(
            f"This store was made with another instrument than “{instrument.title}”. "
            "Start with the instrument it was made with (RM_INSTRUMENT), or name another "
            "store (RM_STORE)."
        )


def fingerprint_of(instrument: Instrument) -> str:
    """What the stored columns and totals depend on: the rated questions and the scale."""
    rated = [(question.id, question.in_total) for question in instrument.rated]
    measured = (instrument.id, asdict(instrument.scale), rated)
    return hashlib.sha256(repr(measured).encode()).hexdigest()


def migrate(cursor: Cursor, instrument: Instrument, layout: int) -> None:
    """Run every migration beyond ``layout``; where one fails the store stays as it was."""
    with sql.transaction(cursor):
        for number, script in migrations():
            if number > layout:
                cursor.execute(script)
        for statement in (*relations.definitions(instrument), *relations.derived_statements()):
            cursor.execute(statement)
        cursor.execute(sql.statement("set_layout"), {"layout": LAYOUT_VERSION})
    cursor.checkpoint()


def migrations() -> list[tuple[int, str]]:
    """Number and SQL of every migration, in order: ``0002_what_for.sql`` leads to layout 2."""
    files = sorted((sql.FOLDER / "migrations").glob("*.sql"))
    return [(int(re.findall(r"^\d+", f.name)[0]), f.read_text(encoding="utf-8")) for f in files]


def fold(cursor: Cursor, instrument: Instrument, place: Place) -> None:
    """Lay one stored sheet over the rows that are shown."""
    table = declared_table(instrument, place.table)
    cursor.execute(relations.fold_statement(table, place.carried), place.parameters())


def refold(cursor: Cursor, instrument: Instrument) -> None:
    """Rebuild what is shown from the list: every import that is not undone, in order."""
    take_off = sql.statement("take_off_screen")
    sql.run_script(cursor, take_off, {"programme": None})
    for import_id, kind, programme in cursor.execute(sql.statement("standing_imports")).fetchall():
        if kind == REMOVAL:
            sql.run_script(cursor, take_off, {"programme": programme})
        else:
            for place in _places(cursor, import_id):
                fold(cursor, instrument, place)


def derive(cursor: Cursor) -> None:
    """Rebuild everything that is derived from the rows that are shown."""
    for statement in relations.derived_statements():
        cursor.execute(statement)


def _places(cursor: Cursor, import_id: int) -> list[Place]:
    found = cursor.execute(sql.statement("sheets_of_import"), {"import_id": import_id})
    return [Place(i, number, name, tuple(carried)) for i, number, name, carried in found.fetchall()]
