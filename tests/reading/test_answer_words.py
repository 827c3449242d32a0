"""Words for numbers: the usual scales rise in the usual order, and nothing else is guessed."""

import pytest

from rmdata.reading.answers.words import Answer, falls, fold, mixed, parse, points_of

ANSWERS = [
    ("4", Answer(4, "")),
    ("4,0", Answer(4, "")),
    ("4 - Agree", Answer(4, "agree")),
    ("4 – Agree", Answer(4, "agree")),
    ("4. Agree", Answer(4, "agree")),
    ("4) Agree", Answer(4, "agree")),
    ("4: Agree", Answer(4, "agree")),
    ("4 Agree", Answer(4, "agree")),
    ("Agree (4)", Answer(4, "agree")),
    ("Agree - 4", Answer(4, "agree")),
    ("Strongly\u00a0agree ", Answer(None, "stronglyagree")),
    ("3.5", Answer(None, "")),
    ("-", Answer(None, "")),
]


@pytest.mark.parametrize(("text", "answer"), ANSWERS)
def test_the_number_and_the_words_of_an_answer(text: str, answer: Answer) -> None:
    assert parse(text) == answer


SCALES = [
    ("Strongly disagree", "Disagree", "Neither agree nor disagree", "Agree", "Strongly agree"),
    ("Strongly disagree", "Somewhat disagree", "Neutral", "Somewhat agree", "Strongly agree"),
    ("Not at all confident", "Slightly confident", "Somewhat confident", "Very confident",
     "Extremely confident"),
    ("Not at all", "Slightly", "Moderately", "Very", "Extremely"),
    ("Not at all confident", "Not very confident", "Neutral", "Fairly confident",
     "Very confident"),
    ("Very dissatisfied", "Dissatisfied", "Neither satisfied nor dissatisfied", "Satisfied",
     "Very satisfied"),
    ("Never", "Rarely", "Sometimes", "Often", "Always"),
    ("Very poor", "Poor", "Fair", "Good", "Very good"),
    ("Poor", "Fair", "Good", "Very good", "Excellent"),
    ("Very unfavorable", "Unfavourable", "Neutral", "Favorable", "Very favourable"),
    ("Very low", "Low", "Medium", "High", "Very high"),
    ("Totally disagree", "Disagree", "Neutral", "Agree", "Completely agree"),
    ("Not confident at all", "Slightly confident", "Moderately confident", "Confident",
     "Very confident"),
    ("Very unconfident", "Unconfident", "Neutral", "Confident", "Very confident"),
    ("No confidence", "Little confidence", "Some confidence", "A lot of confidence",
     "Complete confidence"),
    ("Very dissatisfied", "Somewhat dissatisfied", "Neutral", "Somewhat satisfied",
     "Very satisfied"),
    ("Extremely dissatisfied", "Somewhat dissatisfied", "Neutral", "Somewhat satisfied",
     "Extremely satisfied"),
    ("Never", "Rarely", "Sometimes", "Often", "Very often"),
    ("Never", "Almost never", "Sometimes", "Almost always", "Always"),
    ("Never", "Sometimes", "About half the time", "Most of the time", "Always"),
    ("Very poor", "Poor", "Average", "Good", "Excellent"),
    ("Terrible", "Poor", "Average", "Good", "Excellent"),
    ("Very bad", "Bad", "Neither good nor bad", "Good", "Very good"),
    ("Strongly disagree", "Disagree", "Agree", "Strongly agree"),
    ("Strongly disagree", "Disagree", "Slightly disagree", "Neutral", "Slightly agree", "Agree",
     "Strongly agree"),
]  # fmt: skip


@pytest.mark.parametrize("words", SCALES, ids=lambda words: f"{words[0]}, {words[1]}")
def test_the_usual_scales_rise_in_the_usual_order(words: tuple[str, ...]) -> None:
    folded = [fold(word) for word in words]
    assert points_of(folded, len(words)) == {word: point for point, word in enumerate(folded)}


def test_a_word_of_two_scales_needs_the_other_words() -> None:
    [very] = [fold("Very confident")]
    assert points_of([very], 5) == {}
    assert points_of([very], 5, [very, fold("Extremely confident")]) == {very: 3}
    assert points_of([very], 5, [very, fold("Fairly confident")]) == {very: 4}


def test_a_scale_of_another_length_is_not_used() -> None:
    words = [fold(word) for word in ("Slightly agree", "Agree", "Strongly agree")]
    assert points_of(words, 5) == {}
    assert points_of(words, 7) == dict(zip(words, (4, 5, 6), strict=True))


def test_mixed_and_unknown_words() -> None:
    assert mixed([fold("Agree"), fold("Satisfied")])
    assert not mixed([fold("Agree"), fold("Sort of")])
    assert points_of([fold("Agree"), fold("Sort of")], 5) == {}


def test_numbers_that_run_against_their_words() -> None:
    assert falls([parse("1 - Strongly agree"), parse("5 - Strongly disagree")], 5)
    assert not falls([parse("5 - Strongly agree"), parse("1 - Strongly disagree")], 5)
    assert not falls([parse("1 - Strongly agree")], 5)
