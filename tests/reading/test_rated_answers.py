"""How a scale rises: as the uploader said it, whatever the codes of its answers are."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import pytest

from rmdata.reading.choices import HIGHEST_FIRST, LOWEST_FIRST, Choices
from rmdata.reading.opening.files import parse
from rmdata.reading.opening.sheets import SourceFile
from rmdata.reading.problems import Asks, Level
from rmdata.reading.read import read
from rmdata.reading.understood import Reading
from rmdata.schema.vocabulary import Instrument, Scale

Understood = Callable[..., Reading]

OWN = ("Strengths", "Experience")
ASKED = ("Rate [Strengths]", "Rate [Approachability]")


def file(headers: Sequence[str], *columns: Sequence[Any]) -> SourceFile:
    """One mentor a row before the programme; each of ``columns`` is what they answered."""
    lines = [",".join(("Participant code", "Role", "Stage", *headers))]
    lines += [
        ",".join((f"M{n}", "mentor", "pre", *map(str, said)))
        for n, said in enumerate(zip(*columns, strict=True), start=1)
    ]
    return SourceFile("answers.csv", "\n".join(lines).encode())


def scores(reading: Reading, column: str = "strengths") -> list[Any]:
    return reading.sources[0].data[column].to_pylist()


# What was typed of the strengths in the template, how it is said to rise, and the scores.
OF_THE_TEMPLATE = [
    ((1, 2, 2, 5), HIGHEST_FIRST, [5, 4, 4, 1]),
    ((1, 2, 2, 5), LOWEST_FIRST, [1, 2, 2, 5]),
    ((1, 2, 2, 5), "5-1", [5, 4, 4, 1]),
    ((1, 2, 2, 5), "1-5", [1, 2, 2, 5]),
    ((1, "Very high", 2, "Low"), HIGHEST_FIRST, [5, 5, 4, 2]),
    ((0, 1, 3, 4), LOWEST_FIRST, [1, 2, 4, 5]),
    ((0, 1, 3, 4), HIGHEST_FIRST, [5, 4, 2, 1]),
    ((-2, -1, 1, 2), LOWEST_FIRST, [1, 2, 4, 5]),
    ((-2, -1, 1, 2), "2--2", [5, 4, 2, 1]),
]


@pytest.mark.parametrize(("typed", "scale", "told"), OF_THE_TEMPLATE)
def test_numbers_rise_as_said(
    typed: Sequence[Any], scale: str, told: list[int], understood: Understood
) -> None:
    """The experience has points and no words, so nothing turns it round."""
    reading = understood(file(OWN, typed, (1, 2, 4, 4)), scale=scale)
    assert scores(reading) == told
    assert scores(reading, "experience") == [1, 2, 4, 4]
    assert not reading.stopped


# The same of an export of other codes: None where it must be asked once more.
OF_AN_EXPORT = [
    ((10, 20, 50), "10-50", [1, 2, 5]),
    ((10, 20, 50), "50-10", [5, 4, 1]),
    ((10, 20, 50), "10 to 50", [1, 2, 5]),
    ((10, 20, 50), "10-49", None),
    ((10, 20, 50), "10-10", None),
    ((10, 20, 50), LOWEST_FIRST, None),
    ((10, 20, 30, 40, 50), HIGHEST_FIRST, [5, 4, 3, 2, 1]),
    ((18, 20, 22), LOWEST_FIRST, [1, 3, 5]),
    ((18, 20, 22), HIGHEST_FIRST, [5, 3, 1]),
    ((18, 20, 21), LOWEST_FIRST, None),
]


@pytest.mark.parametrize(("typed", "scale", "told"), OF_AN_EXPORT)
def test_other_codes_rise_as_said(
    typed: Sequence[Any], scale: str, told: list[int] | None, understood: Understood
) -> None:
    reading = understood(file(ASKED[:1], typed), scale=scale)
    assert reading.asked("answers.csv") == (() if told else (Asks.SCALE,))
    assert scores(reading) == (told or [None] * len(typed))


def test_a_column_that_holds_a_5_is_not_coded_from_0(understood: Understood) -> None:
    """Its neighbour in the grid is 0 to 4, but no 0 to 4 has a 5."""
    reading = understood(file(ASKED, (0, 1, 2, 3, 4), (1, 2, 3, 4, 5)), scale=LOWEST_FIRST)
    assert scores(reading) == [1, 2, 3, 4, 5]
    assert scores(reading, "approachability") == [1, 2, 3, 4, 5]
    reading = understood(file(ASKED, (0, 1, 2, 3, 4), (1, 2, 3, 4, 4)), scale=LOWEST_FIRST)
    assert scores(reading, "approachability") == [2, 3, 4, 5, 5]


@pytest.mark.parametrize(
    ("typed", "scale", "told"),
    [
        (("5 - Strongly agree", "4 - Agree", "1 - Strongly disagree"), None, [5, 4, 1]),
        (("5 - Strongly agree", "4 - Agree", "1 - Strongly disagree"), LOWEST_FIRST, [5, 4, 1]),
        (("1 - Strongly agree", "2 - Agree", "5 - Strongly disagree"), LOWEST_FIRST, [1, 2, 5]),
        (("1 - Strongly agree", "2 - Agree", "5 - Strongly disagree"), HIGHEST_FIRST, [5, 4, 1]),
    ],
)
def test_numbers_beside_words_rise_as_said(
    typed: Sequence[str], scale: str | None, told: list[int], understood: Understood
) -> None:
    assert scores(understood(file(OWN, typed, (3, 3, 3)), scale=scale)) == told


AGREEING = ("Strongly disagree", "Disagree", "Neutral", "Agree", "Strongly agree")


def test_words_begin_at_the_lowest_point_of_their_own_scale(instrument: Instrument) -> None:
    """Domains from 0 to 4 beside an experience from 1 to 5: the same words, other points."""
    from_0 = replace(instrument, scale=Scale(0, 4, ()))
    reading = read([parse(file(OWN, AGREEING, AGREEING))], from_0, Choices())
    assert scores(reading) == [0, 1, 2, 3, 4]
    assert scores(reading, "experience") == [1, 2, 3, 4, 5]


def test_one_strange_word_in_the_template_is_a_slip_and_two_are_another_scale(
    understood: Understood,
) -> None:
    """An export has no slips of the hand: there the first strange word is asked about."""
    slip = understood(file(OWN, ("4", "Sort of"), (3, 3)))
    assert [(p.level, p.cell) for p in slip.problems if p.cell == "D3"] == [(Level.ERROR, "D3")]
    for headers, words in ((OWN, ("Sort of", "Rather")), (ASKED, ("4", "Sort of"))):
        reading = understood(file(headers, words, (3, 3)))
        assert reading.asked("answers.csv") == (Asks.MEANINGS,)


def test_what_the_other_columns_say_tells_which_scale_a_word_is_of(understood: Understood) -> None:
    """Very confident is the top beside fairly confident, and the last but one below extremely."""
    for top, point in (("Extremely confident", 4), ("Fairly confident", 5)):
        reading = understood(file(ASKED, ["Very confident"] * 2, ["Very confident", top]))
        assert scores(reading) == [point, point]


NO_ANSWERS = ("Don't know", "Do not know", "No opinion", "Unable to say", "Unable to comment",
              "Cannot say", "Not observed", "Not applicable to me", "Rather not say",
              "Not relevant", "N/A", "Not answered", "Prefer not to answer", "-")  # fmt: skip


@pytest.mark.parametrize("text", NO_ANSWERS)
def test_what_is_no_answer_is_never_the_middle(text: str, understood: Understood) -> None:
    reading = understood(file(ASKED, (4, text, 2), (text, 5, 1)))
    assert scores(reading) == [4, None, 2]
    assert scores(reading, "approachability") == [None, 5, 1]
    assert not reading.stopped
