"""The stage that a longer text names: "Before the programme", "post_arm_1"."""

import re
from collections.abc import Iterable

from rmdata.schema import POST, Instrument, clean, squash

ARM = re.compile(r"_arm_\d+\w?$|\s*\(arm \d+[^()]*\)$", re.IGNORECASE)
FILLED_WORDS = re.compile(r"[^\W_]+")
NOW = frozenset({"now", "today", "currently"})
# Times after the programme that may be the follow-up as well as the end: never decided by a word.
LENGTHS = frozenset({"day", "days", "week", "weeks", "month", "months", "year", "years"})


def words(text: str) -> tuple[str, ...]:
    """The words of a text, in order, in lower case."""
    return tuple(FILLED_WORDS.findall(clean(text).casefold()))


def stage_of(text: str, instrument: Instrument) -> str | None:
    """The only stage whose name stands in a text, or ``None``."""
    text = ARM.sub("", clean(text))
    for stage in instrument.stages:
        if squash(text) in {squash(name) for name in stage.names()}:
            return stage.value
    present = words(text)
    if LENGTHS & set(present):
        return None
    found = {
        stage.value
        for stage in instrument.stages
        for name in stage.names()
        if len(words(name)) == 1 and words(name)[0] in present
    }
    found |= {POST} if NOW & set(present) else set()
    return found.pop() if len(found) == 1 else None


def stages_of(texts: Iterable[str], instrument: Instrument) -> dict[str, str]:
    """The stage of each text that names one; texts that would become the same one are left out.

    "After" and "After, by telephone" may be two occasions: only a person can tell.
    """
    found = {text: stage for text in texts if (stage := stage_of(text, instrument))}
    said = list(found.values())
    exact = {squash(n): s.value for s in instrument.stages for n in s.names()}
    return {
        text: stage
        for text, stage in found.items()
        if said.count(stage) == 1 or squash(ARM.sub("", clean(text))) in exact
    }
