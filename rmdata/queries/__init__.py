"""One .sql file per question. Values come as $names only; nothing is ever spliced in.

The first lines of every file say its grain (what one row is) and its door (what may leave by it).
Questions about people or sessions choose their rows by ``chosen`` or ``chosen_sessions``, which
take $selection: the programme, and cohorts, sites, specialties, roles, each a list or null for all.
"""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from itertools import takewhile
from pathlib import Path

FOLDER = Path(__file__).parent


class Door(StrEnum):
    """What the rows of an answer are, and so by which rule of disclosure they leave the store."""

    PEOPLE = "counts of people"
    SESSIONS = "counts of sessions"
    ROWS = "rows"
    FACTS = "facts of the programme"


@dataclass(frozen=True)
class Question:
    """One question in SQL: what one row of its answer is, and the door by which that leaves."""

    name: str
    grain: str
    door: Door
    sql: str


@cache
def question(name: str) -> Question:
    """One question by its name; raises ``FileNotFoundError`` for a question nobody wrote."""
    sql = (FOLDER / f"{name}.sql").read_text(encoding="utf-8")
    comments = takewhile(lambda line: line.startswith("--"), sql.splitlines())
    lines = [line.removeprefix("--").strip() for line in comments]
    grain, _, door = " ".join(lines).removeprefix("Grain: ").partition(" Door: ")
    return Question(name, grain, Door(door.partition(".")[0]), sql)


def names() -> list[str]:
    """Every question there is, in alphabetical order."""
    return sorted(path.stem for path in FOLDER.glob("*.sql"))
