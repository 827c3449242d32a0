"""What a downloaded file is called: what it shows, of whom, and when it was made."""

import re
import unicodedata
from collections.abc import Sequence
from datetime import date

LONGEST = 120
CUT = "-and-more"


def file_name(page: str, words: Sequence[str], today: date, ending: str) -> str:
    """A name such as ``confidence_cohort-2023_2026-11-21.csv``, of [a-z0-9-_.] alone.

    ``words`` are the filters in force, one phrase each; where they are too many for 120
    characters they are cut and the name says so. ``ending`` may have its dot or not.
    """
    last = f"_{today.isoformat()}.{_slug(ending)}"
    parts = [_slug(part) for part in (page, *words)]
    name = "_".join(part for part in parts if part)
    room = LONGEST - len(last)
    if len(name) > room:
        name = name[: room - len(CUT)].rstrip("-_") + CUT
    return (name + last).lstrip("_")


def _slug(text: str) -> str:
    """The letters and digits of a phrase, without accents, joined by hyphens."""
    marks = unicodedata.normalize("NFKD", text.lower())
    plain = "".join(mark for mark in marks if not unicodedata.combining(mark))
    return re.sub(r"[^a-z0-9_]+", "-", plain).strip("-_")
