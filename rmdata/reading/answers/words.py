"""Words for numbers and for stages: the usual answer scales, "Before the programme"."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from rmdata.schema.vocabulary import POST, Instrument, clean, squash

NEUTRAL = "neutral|neither|undecided|no opinion either way|middle"

# One scale a line. British and American spellings are folded into one before comparing.
SCALES = (
    # agreement
    "strongly disagree; disagree; agree; strongly agree",
    f"strongly disagree; disagree; {NEUTRAL}|neither agree nor disagree; agree; strongly agree",
    "strongly disagree; somewhat disagree; neither agree nor disagree|neutral; somewhat agree; "
    "strongly agree",
    f"completely disagree|totally disagree; disagree; {NEUTRAL}|neither agree nor disagree; agree; "
    "completely agree|totally agree",
    "strongly disagree; disagree; slightly disagree|somewhat disagree; "
    f"{NEUTRAL}|neither agree nor disagree; slightly agree|somewhat agree; agree; strongly agree",
    # confidence
    "not at all confident|not at all; slightly confident|slightly|a little confident|a little; "
    "somewhat confident|somewhat|moderately confident|moderately; very confident|very; "
    "extremely confident|extremely|completely confident|completely",
    "not at all confident|not at all; not very confident|not very|slightly confident|slightly; "
    "somewhat confident|somewhat|moderately confident|moderately|neutral; "
    "fairly confident|fairly|quite confident|quite; very confident|very|completely confident",
    "not confident|not confident at all|not at all confident; slightly confident; "
    "somewhat confident|moderately confident|neutral; confident; very confident",
    f"very unconfident; unconfident; {NEUTRAL}|neither confident nor unconfident; confident; "
    "very confident",
    "no confidence|no confidence at all; little confidence|a little confidence; "
    "some confidence|moderate confidence; much confidence|a lot of confidence|good confidence; "
    "complete confidence|full confidence",
    # satisfaction
    f"very dissatisfied; dissatisfied; {NEUTRAL}|neither satisfied nor dissatisfied; satisfied; "
    "very satisfied",
    f"very dissatisfied; somewhat dissatisfied; {NEUTRAL}|neither satisfied nor dissatisfied; "
    "somewhat satisfied; very satisfied",
    f"extremely dissatisfied; somewhat dissatisfied; {NEUTRAL}|neither satisfied nor dissatisfied; "
    "somewhat satisfied; extremely satisfied",
    # frequency
    "never; rarely|seldom; sometimes|occasionally; often|usually|frequently; always",
    "never; rarely|seldom; sometimes|occasionally; often|frequently; very often|very frequently",
    "never; almost never; sometimes|occasionally; almost always; always",
    "never; sometimes; about half the time; most of the time; always",
    # quality
    "very poor; poor; fair|average|acceptable|adequate|neutral; good; very good",
    "very poor; poor; fair|average|acceptable|adequate|neutral; good; excellent",
    "poor; fair; good; very good; excellent",
    "terrible; poor; average; good; excellent",
    f"very bad; bad; {NEUTRAL}|neither good nor bad|average; good; very good",
    f"very unfavourable; unfavourable; {NEUTRAL}; favourable; very favourable",
    # amount
    "very low; low; moderate|medium|average|neutral; high; very high",
)

# Said instead of an answer; N/A and its like are no answer anywhere, and said elsewhere.
NO_ANSWER = frozenset(
    {"dontknow", "donotknow", "noopinion", "unabletosay", "unabletocomment", "cannotsay"}
    | {"notobserved", "notapplicabletome", "rathernotsay", "notrelevant"}
)

BEFORE_WORD = re.compile(r"([+-]?\d+)\s*(?:[-–—.:)=/]\s*|\s)(\S.*)")
AFTER_WORD = re.compile(r"(\S.*?)\s*(?:[-–—:=]\s*([+-]?\d+)|[(\[]\s*([+-]?\d+)\s*[)\]])")
HAS_LETTER = re.compile(r"[^\W\d_]")
NUMBER = re.compile(r"[+-]?\d+(?:[.,]0+)?")
ARM = re.compile(r"_arm_\d+\w?$|\s*\(arm \d+[^()]*\)$", re.IGNORECASE)
FILLED_WORDS = re.compile(r"[^\W_]+")
NOW = frozenset({"now", "today", "currently"})
# Times after the programme that may be the follow-up as well as the end: never decided by a word.
LENGTHS = frozenset({"day", "days", "week", "weeks", "month", "months", "year", "years"})


@dataclass(frozen=True)
class Answer:
    """One typed answer: its number, its words, or both ("4 - Agree", "Agree (4)")."""

    number: int | None
    words: str


def parse(text: str) -> Answer:
    """Tell the number and the words of one answer apart."""
    text = clean(text)
    if NUMBER.fullmatch(text):
        return Answer(int(re.split("[.,]", text)[0]), "")
    if (before := BEFORE_WORD.fullmatch(text)) and HAS_LETTER.match(before[2]):
        return Answer(int(before[1]), fold(before[2]))
    if (after := AFTER_WORD.fullmatch(text)) and HAS_LETTER.search(after[1]):
        return Answer(int(after[2] or after[3]), fold(after[1]))
    return Answer(None, fold(text) if HAS_LETTER.search(text) else "")


def fold(text: str) -> str:
    """A word as it is compared: without case, punctuation and the British u."""
    return squash(text).replace("our", "or")


def known_words() -> frozenset[str]:
    """Every word of every scale, folded."""
    return frozenset(word for scale in _scales() for word in scale[1])


def points_of(words: Iterable[str], n_points: int, support: Iterable[str] = ()) -> dict[str, int]:
    """The point (from 0) of each folded word on the only scale of that many points that has all.

    ``support`` holds the words of the other columns on the same sheet: they settle which scale is
    meant where these words alone leave it open. Empty where no scale has all of the words, or
    where two scales would give one word different points.
    """
    wanted, others = set(words), set(support)
    fitting = _having(wanted, n_points)
    if len(_readings(fitting, wanted)) > 1:
        fitting = [scale for scale in fitting if others <= scale.keys()]
    readings = _readings(fitting, wanted)
    return dict(next(iter(readings))) if len(readings) == 1 else {}


def mixed(words: Iterable[str]) -> bool:
    """Whether every word is known, but no one scale has them all."""
    wanted = set(words)
    return wanted <= known_words() and not any(wanted <= scale.keys() for _, scale in _scales())


def falls(answers: Collection[Answer], n_points: int) -> bool:
    """Whether the numbers beside the words run against them: 1 beside "strongly agree"."""
    pairs = {answer for answer in answers if answer.number is not None and answer.words}
    points = points_of((answer.words for answer in pairs), n_points)
    ordered = sorted((points[a.words], a.number or 0) for a in pairs if a.words in points)
    return len(ordered) > 1 and ordered[0][1] > ordered[-1][1]


def _having(wanted: set[str], n_points: int) -> list[Mapping[str, int]]:
    return [scale for size, scale in _scales() if size == n_points and wanted <= scale.keys()]


def _readings(
    scales: Iterable[Mapping[str, int]], wanted: set[str]
) -> set[tuple[tuple[str, int], ...]]:
    return {tuple((word, scale[word]) for word in sorted(wanted)) for scale in scales}


@cache
def _scales() -> tuple[tuple[int, Mapping[str, int]], ...]:
    """Every scale: how many points it has, and the point of each of its words."""
    found = []
    for line in SCALES:
        points = line.split(";")
        found.append(
            (
                len(points),
                {fold(word): at for at, point in enumerate(points) for word in point.split("|")},
            )
        )
    return tuple(found)


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
