"""What happened, for the log: an event, counts, places and hashes.

Never a value, a name, a file's name or a query's parameter: logs travel further than the data.
"""

import logging
import re
import traceback
from enum import StrEnum
from pathlib import Path

LOG = logging.getLogger("rmdata")
# Who wants the log asks for it; without a handler Python would print it on its own.
LOG.addHandler(logging.NullHandler())
HASH = re.compile(r"[0-9a-f]{32,64}")
HASH_SHOWN = 12
ROOT = Path(__file__).parents[1]


class Event(StrEnum):
    """Everything that is logged."""

    OPENED = "opened"
    MIGRATED = "migrated"
    DAMAGED = "damaged"
    READ = "read"
    REFUSED = "refused"
    IMPORTED = "imported"
    UNDONE = "undone"
    REMOVED = "removed"
    DECIDED = "decided"
    BACKED_UP = "backed up"
    RESTORED = "restored"
    ERASED = "erased"
    NOT_STORED = "not stored"
    FAILED = "failed"


def write_to_stderr() -> None:
    """Write the log of this process to its standard error, with the time of each line."""
    if all(isinstance(handler, logging.NullHandler) for handler in LOG.handlers):
        handler = logging.StreamHandler()
        handler.setFormatter(logging.Formatter("%(asctime)s rmdata %(message)s"))
        LOG.addHandler(handler)
        LOG.setLevel(logging.INFO)
        LOG.propagate = False


def note(event: Event, **figures: int | float | str) -> None:
    """Log one event with its figures; a text is shown only where it is a hash, and then in part."""
    LOG.info("%s %s", event, " ".join(f"{name}={_shown(figures[name])}" for name in figures))


def note_failure(error: BaseException) -> None:
    """Log an error that nobody foresaw: its type and the lines it came through, not its words."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [
        f for f in frames if f.filename.startswith(str(ROOT)) and "site-packages" not in f.filename
    ]
    places = (f"{Path(f.filename).relative_to(ROOT).as_posix()}:{f.lineno}" for f in ours)
    LOG.error("%s %s at %s", Event.FAILED, type(error).__name__, " > ".join(places))


def _shown(figure: int | float | str) -> str:
    if isinstance(figure, str):
        return figure[:HASH_SHOWN] if HASH.fullmatch(figure) else "withheld"
    return f"{figure:g}" if isinstance(figure, float) else str(figure)
