"""How long something lasted, in minutes, from the many ways in which people type it."""

import re
from datetime import date

NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?")
CLOCK = re.compile(r"(?:(\d{4})-(\d\d)-(\d\d) )?(\d{1,2}):(\d\d)(?::\d\d)?")
SPOKEN = re.compile(
    r"(?:(?P<hours>\d+)\s*h(?:ours?|rs?)?)?\s*(?:(?P<minutes>\d+)\s*(?:m|mins?|minutes?)?)?\.?"
)
RANGE = re.compile(r"(\d{1,2})[:.](\d\d)\s*(?:[-–—]|to|until)\s*(\d{1,2})[:.](\d\d)")
# A time that lost its format is a part of a day; nobody types a length below a minute in days.
PART_OF_A_DAY = re.compile(r"0?[.,]\d{3,}")
A_DAY = 1440
# A time cell comes as a moment of this day; 25:30 as 01:30 of the next but one (1 January 1900).
DAY_OF_TIMES = date(1899, 12, 31)


def as_minutes(text: str) -> float | None:
    """The minutes that a text means, or ``None`` where it means no length of time."""
    if PART_OF_A_DAY.fullmatch(text):
        return round(float(text.replace(",", ".")) * A_DAY)
    if NUMBER.fullmatch(text):
        return float(text.replace(",", "."))
    if clock := CLOCK.fullmatch(text):
        return _days(clock) * A_DAY + int(clock[4]) * 60 + int(clock[5])
    if ends := RANGE.fullmatch(text):
        began, ended = (int(ends[i]) * 60 + int(ends[i + 1]) for i in (1, 3))
        return (ended - began) % A_DAY
    spoken = SPOKEN.fullmatch(text.lower())
    if spoken and (spoken["hours"] or spoken["minutes"]):
        return int(spoken["hours"] or 0) * 60 + int(spoken["minutes"] or 0)
    return None


def _days(clock: re.Match[str]) -> int:
    if not clock[1]:
        return 0
    return (date(int(clock[1]), int(clock[2]), int(clock[3])) - DAY_OF_TIMES).days
