"""Whether a word is written as in no language, as words are that are read in a wrong encoding."""

import unicodedata
from collections.abc import Iterator
from itertools import pairwise

STRANGE = frozenset("†‡‰¶¤¦¬ƒ◊ﬀﬁﬂ¨ˆ˜¯´¸˘˙˚˝˛ˇ｡｢｣､･")
SYMBOLS = frozenset("±×÷©®°™№")
OPENING, CLOSING, JOINING = frozenset("“‘„‚«¿¡"), frozenset("”»"), frozenset("’–—…·\u00a0")
# Letters beyond ASCII that are words, and those that none begins or ends with.
WORDS, NO_BEGINNING, NO_END = frozenset("àèéáíåæÀÈÉÁÅ"), frozenset("ìò"), frozenset("îï")
SCRIPTS = {
    **dict.fromkeys(("HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA", "HALFWIDTH", "FULLWIDTH"), "CJK"),
    **dict.fromkeys(("MICRO", "FEMININE", "MASCULINE"), "LATIN"),
}


def stumbles(word: str) -> bool:
    """Whether something in a word stands where it stands in no language.

    Capitals behind small letters, two scripts in one word, letters beyond ASCII beside digits or
    in a row of Latin ones, signs within words, quotation marks the wrong way round.
    """
    if any(_is_strange(mark) for mark in word):
        return True
    if any(_is_odd_pair(left, right) for left, right in pairwise(word)):
        return True
    if any(
        mark not in JOINING and not mark.isascii() and not mark.isalpha()
        for mark in _between_letters(word)
    ):
        return True
    return any(map(_is_odd_run, _runs(word)))


def _is_strange(mark: str) -> bool:
    kind = unicodedata.category(mark)
    if mark.isascii() or mark in SYMBOLS:
        return kind == "Cc"
    return mark in STRANGE or kind in ("Cc", "Cf", "Cn", "Co", "Cs", "Sk", "Sm", "So")


def _is_odd_pair(left: str, right: str) -> bool:
    """Whether two marks never stand beside each other."""
    if left.isascii() and right.isascii():
        return False
    if (left.isalnum() and right in OPENING) or (left in CLOSING and right.isalnum()):
        return True
    if left.isdigit() != right.isdigit() and left.isalpha() != right.isalpha():
        letter = left if left.isalpha() else right
        digit = right if letter is left else left
        return not letter.isascii() and digit.isdecimal() and letter not in "ªºµ"
    if not (left.isalpha() and right.isalpha()):
        # A mark of Thai, Hebrew or Arabic on a letter of ours.
        return unicodedata.category(right) == "Mn" and left.isascii() and left.isalpha()
    if left.islower() and right.isupper():
        return True
    # Two such letters in a row are rare where most letters are ASCII.
    latin = _script(left) == _script(right) == "LATIN"
    return latin and not left.isascii() and not right.isascii() and right != "ß"


def _is_odd_run(run: str) -> bool:
    """Whether letters in a row are of several scripts, or a word that there is not."""
    if run.isascii():
        return False
    if len({_script(letter) for letter in run}) > 1:
        return True
    if _script(run[0]) != "LATIN":
        return False
    if len(run) == 1:
        return run not in WORDS and run not in "ªºµ"
    return run[0] in NO_BEGINNING or run[-1] in NO_END


def _runs(word: str) -> Iterator[str]:
    return (run for run in "".join(m if m.isalpha() else " " for m in word).split())


def _between_letters(word: str) -> Iterator[str]:
    """Every mark with a letter on both sides, less those that belong to the letter before."""
    for left, mark, right in zip(word, word[1:], word[2:], strict=False):
        if left.isalpha() and right.isalpha() and not unicodedata.category(mark).startswith("M"):
            yield mark


def _script(letter: str) -> str:
    if letter.isascii():
        return "LATIN"
    first = unicodedata.name(letter, "?").split()[0]
    return SCRIPTS.get(first, first)
