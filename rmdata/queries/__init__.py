"""One .sql file per question. Values come as $names only; nothing is ever spliced in.

Every file says its grain in the first line. Questions about people or sessions take the same
filter: $programme, and $cohorts, $sites, $specialties, $roles, each a list or null for all.
"""

from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent


@cache
def question(name: str) -> str:
    """The SQL of one question; raises ``FileNotFoundError`` for a question nobody wrote."""
    return (FOLDER / f"{name}.sql").read_text(encoding="utf-8")


def names() -> list[str]:
    """Every question there is, in alphabetical order."""
    return sorted(path.stem for path in FOLDER.glob("*.sql"))
