"""What a person says of a file where it is silent itself, and how that is kept."""

import hashlib
import json
import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace

from rmdata.schema.vocabulary import squash

DAY_FIRST, MONTH_FIRST = "day-first", "month-first"
FIRST, LAST = "first", "last"
FILL = "fill"
LOWEST_FIRST, HIGHEST_FIRST = "lowest-first", "highest-first"
IGNORE, NO_CODE = "ignore", "none"


@dataclass(frozen=True)
class Choices:
    """What the uploader said of one file where the file itself is silent.

    ``scale`` says how numbers outside the scale rise: ``LOWEST_FIRST``, ``HIGHEST_FIRST``, or the
    code of the lowest and of the highest answer ("18-22"). ``meanings`` says what typed answers
    mean ("1 = mentor; A bit = 2"), ``columns`` what columns mean ("conf_1 = Clinical practice"),
    both with ; between. ``grids`` is the stage of each grid of one form, in the form's order
    ("pre, post"; ``IGNORE`` for a grid that is not wanted). ``code_from`` is the header of the
    personal column that codes are made from, or ``NO_CODE``. ``merged`` says whether the value of
    merged cells holds for all of them (``FILL``) or for the ``FIRST`` alone. ``encoding`` is how a
    text file is written that does not say so itself, one of ``ENCODINGS``.
    """

    programme: str = "Our programme"
    cohort: str = "All"
    stage: str | None = None
    role: str | None = None
    dates: str | None = None
    duplicates: str | None = None
    scale: str | None = None
    meanings: str | None = None
    columns: str | None = None
    grids: str | None = None
    code_from: str | None = None
    merged: str | None = None
    encoding: str | None = None


def said_pairs(text: str | None) -> tuple[tuple[str, str], ...]:
    """What is said as "this = that; other = another", in order."""
    pairs = (part.rpartition("=") for part in re.split(r"[;\n]", text or ""))
    return tuple((left.strip(), right.strip()) for left, _, right in pairs if left.strip())


USUAL = Choices()
NAMES = tuple(field.name for field in fields(Choices))


class MappingError(ValueError):
    """A mapping file that cannot be used; the message says why."""


@dataclass(frozen=True)
class Mapping:
    """The choices that were made for the files with one header."""

    fingerprint: str
    choices: Choices


def fingerprint(headers: Iterable[str]) -> str:
    """What tells one survey's header from another's; order and punctuation do not matter."""
    squashed = sorted(squash(header) for header in headers)
    return hashlib.sha256("\n".join(squashed).encode()).hexdigest()[:24]


def worth_keeping(choices: Choices) -> Choices:
    """What holds for every file of one survey: not what is said of one file alone.

    The exports of "before" and "after" of one survey have one header: a stage that was kept would
    file the second under the first without a word.
    """
    choices = replace(choices, cohort=USUAL.cohort, stage=None)
    return replace(choices, duplicates=None, merged=None, encoding=None)


def completed(said: Choices, kept: Choices) -> Choices:
    """What was said now, and where nothing was said what was kept of the same header."""
    now = {name: getattr(said, name) for name in NAMES}
    silent = [name for name in NAMES if now[name] == getattr(USUAL, name)]
    return replace(said, **{name: getattr(kept, name) for name in silent})


def to_toml(mapping: Mapping) -> str:
    """The mapping as a TOML file."""
    chosen = {
        name: getattr(mapping.choices, name)
        for name in NAMES
        if getattr(mapping.choices, name) != getattr(USUAL, name)
    }
    lines = [
        "# What a person said of a survey's files. It is found again by their header.",
        f"fingerprint = {_quoted(mapping.fingerprint)}",
        "",
        "[choices]",
        *(f"{name} = {_quoted(value)}" for name, value in chosen.items()),
    ]
    return "\n".join(lines) + "\n"


def from_toml(text: str) -> Mapping:
    """The mapping that a TOML file holds; raises :class:`MappingError` for anything else."""
    try:
        found = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise MappingError(f"This is not a mapping file: {error}.") from error
    digest, chosen = found.get("fingerprint"), found.get("choices", {})
    if not isinstance(digest, str) or not isinstance(chosen, dict):
        raise MappingError("A mapping file has a fingerprint and a table [choices].")
    strange = sorted(name for name in chosen if name not in NAMES)
    if strange or not all(isinstance(value, str) for value in chosen.values()):
        raise MappingError(
            f"[choices] of a mapping file holds texts for {', '.join(NAMES)}; "
            f"{', '.join(strange) or 'one of these'} is something else."
        )
    return Mapping(digest, Choices(**chosen))


def _quoted(value: str) -> str:
    """A TOML value: TOML's basic strings take JSON's escapes, and no bare delete character."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
