"""The apostrophe that keeps a text in a text file from being a formula: put on, and taken off.

A text file has no other way to say that a cell is text. Of any text, what is put on is taken off
again and nothing else: a text that looks guarded is guarded once more.
"""

import unicodedata

GUARD = "'"
LINE_STARTS = frozenset("\t\r\n")
FORMULA_STARTS = frozenset("=+-@")


def is_dangerous(text: str) -> bool:
    """Whether a spreadsheet may take a text for a formula, or lose its beginning.

    Dangerous, also after blanks, are = + - @ in any width, tab, carriage return and line feed.
    """
    start = next((mark for mark in text if mark in LINE_STARTS or not _is_blank(mark)), "")
    return start in LINE_STARTS or unicodedata.normalize("NFKC", start) in FORMULA_STARTS


def guarded(text: str) -> str:
    """The text as a text file may hold it: a dangerous one gets an apostrophe.

    So does a dangerous one behind apostrophes, which would else lose one on the way back.
    """
    return GUARD + text if is_dangerous(text.lstrip(GUARD)) else text


def unguarded(text: str) -> str:
    """The text that :func:`guarded` was given; one that it cannot have made stays as it is."""
    if text.startswith(GUARD) and is_dangerous(text.lstrip(GUARD)):
        return text[len(GUARD) :]
    return text


def _is_blank(mark: str) -> bool:
    # Control and format characters (zero width, byte order mark) are dropped by some programs,
    # and what follows them then stands first.
    return mark.isspace() or unicodedata.category(mark) in ("Cc", "Cf")
