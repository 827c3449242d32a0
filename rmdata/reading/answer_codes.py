"""Numbers that are not those of the scale: codes, and only a person can say how they rise."""

from collections.abc import Collection

from rmdata.reading.problems import Asks
from rmdata.reading.rated import Doubt, Group, doubt
from rmdata.reading.recoding import recoded
from rmdata.schema import Column


def other_codes(
    group: Group, scale: str | None, together: Collection[str], *, strict: bool
) -> list[Doubt]:
    """Give numbers outside the scale their points, in place, or ask how they rise.

    ``together`` names the columns of one grid: where one of them is coded 0 to 4, another one that
    happens to hold no 0 is coded so too. With ``strict`` a number outside the scale is a slip of
    the hand, unless the numbers fill a scale of the same length that begins elsewhere.
    """
    concerned = [column for column in group.columns if _outside(group, column.name)]
    numbers = _numbers(group, concerned)
    if not numbers:
        return []
    if {column.name for column in concerned} & set(together):
        grid = [column for column in group.columns if column.name in together]
        if strict and not _elsewhere(group, _numbers(group, [*grid, *concerned])):
            return []
        joined = {column.name for column in grid if _joins(group, column, numbers)}
        concerned = [c for c in group.columns if c in concerned or c.name in joined]
        numbers = _numbers(group, concerned)
    elif strict and not _elsewhere(group, numbers):
        return []
    points = recoded(numbers, (group.low, group.high), scale)
    if points is None:
        return [_codes_doubt(group, concerned, numbers, scale)]
    for column in concerned:
        group.parsed[column.name] |= {
            text: points[answer.number]
            for text, answer in group.answers[column.name].items()
            if answer.number in points
        }
    return []


def _outside(group: Group, name: str) -> bool:
    return any(answer.number is not None for answer in group.open(name).values())


def _numbers(group: Group, columns: Collection[Column]) -> list[int]:
    """All numbers that came in some columns, in order."""
    answers = (answer for column in columns for answer in group.answers[column.name].values())
    return sorted({answer.number for answer in answers if answer.number is not None})


def _joins(group: Group, column: Column, codes: list[int]) -> bool:
    """Whether a column holds only numbers that may be codes of the others."""
    numbers = _numbers(group, [column])
    return bool(numbers) and codes[0] <= numbers[0] and numbers[-1] < codes[0] + group.n_points


def _elsewhere(group: Group, numbers: list[int]) -> bool:
    """Whether numbers fill, but for one at most, a scale that begins at 0 or lies around 0."""
    starts = {0, -(group.n_points // 2)} - {group.low}
    within = numbers[-1] < numbers[0] + group.n_points
    return numbers[0] in starts and within and len(numbers) >= group.n_points - 1


def _codes_doubt(
    group: Group, columns: list[Column], numbers: list[int], scale: str | None
) -> Doubt:
    labels = ", ".join(column.label for column in columns)
    message = (
        f"The answers in {labels} are the numbers {numbers[0]} to {numbers[-1]}, and the scale is "
        f"{group.low} to {group.high}: they are codes. "
    )
    if scale or len(numbers) < group.n_points:
        message += (
            f"Say the code of the lowest and of the highest of the {group.n_points} answers, for "
            f"example {numbers[0]}-{numbers[0] + group.n_points - 1}, or export the choice text."
        )
    else:
        message += "Say whether the lowest or the highest code is the lowest answer."
    first = next(column for column in columns if _outside(group, column.name))
    return doubt(group, first, group.open(first.name), (message, Asks.SCALE))
