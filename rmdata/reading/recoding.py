"""Codes of answers to points of the scale, as the uploader said that they rise."""

import re

from rmdata.reading.problems import HIGHEST_FIRST, LOWEST_FIRST

ENDS = re.compile(r"\s*(-?\d+)\s*(?:-|–|to|\.\.)\s*(-?\d+)\s*")


def falls_as_said(scale: str | None) -> bool:
    """Whether the uploader said that the highest answer comes first."""
    ends = ENDS.fullmatch(scale or "")
    return scale == HIGHEST_FIRST or bool(ends and int(ends[1]) > int(ends[2]))


def recoded(
    numbers: list[int], ends: tuple[int, int], scale: str | None
) -> dict[int | None, int] | None:
    """The point of every code, or ``None`` where nobody said it, or not enough of it.

    ``numbers`` are the codes that came, in order; ``ends`` the ends of the scale. Where some codes
    of a row of them did not come, the two ends that did must span the whole scale.
    """
    points = list(range(ends[0], ends[1] + 1))
    if said := ENDS.fullmatch(scale or ""):
        first, last = int(said[1]), int(said[2])
        step, rest = divmod(last - first, len(points) - 1)
        if rest or not step:
            return None
        return {first + i * step: point for i, point in enumerate(points)}
    every = numbers
    # Of codes that lie far apart, a list of all between them could be of any length.
    if len(numbers) != len(points) and numbers[-1] - numbers[0] == len(points) - 1:
        every = list(range(numbers[0], numbers[-1] + 1))
    if scale not in (LOWEST_FIRST, HIGHEST_FIRST) or len(every) != len(points):
        return None
    return dict(zip(every, points if scale == LOWEST_FIRST else points[::-1], strict=True))
