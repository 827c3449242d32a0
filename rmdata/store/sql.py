"""The store's statements: each stands in a .sql file."""

from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent


def statement(name: str) -> str:
    """One of the statements about the list of imports."""
    return _text("statements", name)


@cache
def _text(folder: str, name: str) -> str:
    return (FOLDER / folder / f"{name}.sql").read_text(encoding="utf-8")
