"""Proves an erasure: what was searched for what is gone, in sentences that are true of it."""

import os
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from rmdata.schema.tables import declared_table
from rmdata.schema.vocabulary import PARTICIPANTS, QUESTIONNAIRES, SESSIONS, Instrument
from rmdata.store import sql
from rmdata.store.engine import relations
from rmdata.store.file.places import MEGABYTE, Places
from rmdata.store.record.people import keys
from rmdata.store.results import Person
from rmdata.store.sql import Cursor

SHORTEST = 6
MOST_SEARCHED = 1_000
TABLES = (QUESTIONNAIRES, PARTICIPANTS, SESSIONS)
WANTED = (
    f"in the erased rows alone (codes, own words and other entries of {SHORTEST} bytes or more, "
    f"{MOST_SEARCHED:,} at most)"
)


def texts_of(cursor: Cursor, instrument: Instrument, people: Collection[Person]) -> set[str]:
    """What somebody's rows hold as text and long enough to be found by chance nowhere else."""
    found = {person.code for person in people}
    for name in TABLES:
        statement = relations.texts_statement(declared_table(instrument, name))
        rows = cursor.execute(statement, {"gone": keys(people)}).fetchall()
        found |= {text for (text,) in rows if text}
    return {text for text in found if len(text.encode()) >= SHORTEST}


def every_text(cursor: Cursor, instrument: Instrument) -> set[str]:
    """What all rows hold as text and long enough; a thousand at most, drawn from every table."""
    given = {"shortest": SHORTEST, "most": MOST_SEARCHED // len(TABLES)}
    found: set[str] = set()
    for name in TABLES:
        statement = relations.every_text_statement(declared_table(instrument, name))
        found |= {text for (text,) in cursor.execute(statement, given).fetchall()}
    return found


def theirs_alone(cursor: Cursor, instrument: Instrument, texts: set[str]) -> list[str]:
    """The texts that nothing in the store holds any more, now that the rows are gone."""
    wanted = {"wanted": sorted(texts)}
    kept: set[str] = set()
    for name in TABLES:
        statement = relations.held_texts_statement(declared_table(instrument, name))
        kept |= {text for (text,) in cursor.execute(statement, wanted).fetchall()}
    others = [text for (text,) in cursor.execute(sql.statement("short_texts")).fetchall() if text]
    return sorted(t for t in texts - kept if not any(t in other for other in others))


def search(places: Places, texts: Collection[str]) -> tuple[int, int]:
    """Bytes read of all the store's files, and how often one of the texts stands in them.

    Only while the store is closed: closing a handle of the file drops DuckDB's lock on it.
    """
    n_bytes = n_hits = 0
    for path in places.everything():
        content = path.read_bytes()
        n_bytes += len(content)
        n_hits += sum(content.count(text.encode()) for text in texts)
    return n_bytes, n_hits


@dataclass(frozen=True)
class Erasure:
    """What an erasure did.

    ``n_rows`` counts what was deleted by table (also decisions and mappings). ``n_rows_left``
    are people whom a row still names. ``n_texts`` texts that only the erased rows held, codes
    included, a thousand at most, were searched for in ``n_bytes_searched`` bytes of all the
    store's files (0: it is in memory) and found ``n_hits`` times. ``elsewhere`` are files that had
    another name besides the store's own.
    """

    people: tuple[Person, ...]
    n_rows: dict[str, int]
    n_rows_left: int
    n_texts: int
    n_bytes_searched: int = 0
    n_hits: int = 0
    elsewhere: tuple[str, ...] = ()

    @property
    def is_proven(self) -> bool:
        """Whether nothing is known that still holds what was erased."""
        return not (self.n_rows_left or self.n_hits or self.elsewhere)

    def proof(self) -> str:
        """What was rewritten, deleted and searched, and what that showed."""
        left = f"Rows still name what was erased: {self.n_rows_left}." if self.n_rows_left else ""
        sentences = (self._rewritten(), self._searched(), left, self._elsewhere())
        return " ".join(sentence for sentence in sentences if sentence)

    def _rewritten(self) -> str:
        if not self.n_bytes_searched:
            return "The store is in memory: no file holds its rows."
        return "The file was written anew from what is left, and no older backup is kept."

    def _searched(self) -> str:
        if not self.n_bytes_searched:
            return ""
        if not self.n_texts:
            return (
                f"Its bytes were not searched: nothing of {SHORTEST} bytes or more stood in the "
                "erased rows alone, and anything shorter stands in files by chance."
            )
        one = self.n_texts == 1
        texts = "the one text that stood" if one else f"{self.n_texts:,} texts that stood"
        none = "it was not found" if one else "none was found"
        times = "once" if self.n_hits == 1 else f"{self.n_hits:,} times"
        found = f"found {times}, so what was erased is not gone" if self.n_hits else none
        searched = f"{self.n_bytes_searched / MEGABYTE:,.1f} MB of the store's files"
        return f"A search of {searched} for {texts} {WANTED}: {found}."

    def _elsewhere(self) -> str:
        if not self.elsewhere:
            return ""
        return (
            "These had another name on the disk (a hard link, or the file that a link leads to), "
            f"and under that one they may still hold what was erased: {', '.join(self.elsewhere)}. "
            "Find it and delete it."
        )


def named_elsewhere(places: Places) -> tuple[str, ...]:
    """The store's files whose content stays under a name that is not the store's, once deleted.

    Of each the name and, where a second one has to be looked for, the number of the inode.
    """
    own = [file for file in places.everything() if file != places.marker]
    names = Counter(_inode(file) for file in own)
    return tuple(
        f"{file.name} ({_leads_to(file)})"
        for file in own
        if file.is_symlink() or file.stat().st_nlink > names[_inode(file)]
    )


def _inode(file: Path) -> tuple[int, int]:
    held = file.stat()
    return held.st_dev, held.st_ino


def _leads_to(file: Path) -> str:
    return os.path.realpath(file) if file.is_symlink() else f"inode {file.stat().st_ino}"
