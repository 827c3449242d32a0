"""Proves an erasure: no row holds the code, and no file holds what only that person said."""

from collections.abc import Collection

import duckdb

from rmdata.schema import PARTICIPANTS, QUESTIONNAIRES, SESSIONS, Instrument, declared_table
from rmdata.store import ddl
from rmdata.store.beside import Beside
from rmdata.store.persons import Person, keys

SHORTEST = 6
MOST_SEARCHED = 1_000
TABLES = (QUESTIONNAIRES, PARTICIPANTS, SESSIONS)


def texts_of(
    cursor: duckdb.DuckDBPyConnection, instrument: Instrument, people: Collection[Person]
) -> set[str]:
    """What somebody's rows hold as text and long enough to be found by chance nowhere else."""
    found = {person.code for person in people}
    for name in TABLES:
        statement = ddl.texts_statement(declared_table(instrument, name))
        rows = cursor.execute(statement, {"gone": keys(people)}).fetchall()
        found |= {text for (text,) in rows if text}
    return {text for text in found if len(text.encode()) >= SHORTEST}


def every_text(cursor: duckdb.DuckDBPyConnection, instrument: Instrument) -> set[str]:
    """What all rows hold as text and long enough; a thousand at most, drawn from every table."""
    given = {"shortest": SHORTEST, "most": MOST_SEARCHED // len(TABLES)}
    found: set[str] = set()
    for name in TABLES:
        statement = ddl.every_text_statement(declared_table(instrument, name))
        found |= {text for (text,) in cursor.execute(statement, given).fetchall()}
    return found


def theirs_alone(
    cursor: duckdb.DuckDBPyConnection, instrument: Instrument, texts: set[str]
) -> list[str]:
    """The texts that nothing in the store holds any more, now that the rows are gone."""
    wanted = {"wanted": sorted(texts)}
    kept: set[str] = set()
    for name in TABLES:
        statement = ddl.held_texts_statement(declared_table(instrument, name))
        kept |= {text for (text,) in cursor.execute(statement, wanted).fetchall()}
    others = [text for (text,) in cursor.execute(ddl.statement("short_texts")).fetchall() if text]
    return sorted(t for t in texts - kept if not any(t in other for other in others))


def search(beside: Beside, texts: Collection[str]) -> tuple[int, int]:
    """Bytes read of all the store's files, and how often one of the texts stands in them.

    Only while the store is closed: closing a handle of the file drops DuckDB's lock on it.
    """
    n_bytes = n_hits = 0
    for path in beside.everything():
        content = path.read_bytes()
        n_bytes += len(content)
        n_hits += sum(content.count(text.encode()) for text in texts)
    return n_bytes, n_hits
