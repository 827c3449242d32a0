"""In which encoding a text file is written: certain, or asked of whoever knows its words.

Text in UTF-8, or with a mark of UTF-16, says what it is. Anything else is taken for the western
encoding of Windows, which Excel's plain CSV has in the United Kingdom, only where that makes sense
of every word with a letter beyond ASCII, and every other encoding that reads the words otherwise
stumbles over one of them.
"""

import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from rmdata.guard import unguarded
from rmdata.reading.opening.sheets import Encoded, OpenedFile, Sheet
from rmdata.reading.opening.stumbling import stumbles

# How the bytes of a file are kept whose encoding is not sure: each as the letter of its number.
USUAL, RAW = "cp1252", "latin-1"
ENCODINGS = {
    USUAL: "Windows, western Europe",
    "mac_roman": "Mac, western Europe",
    "cp850": "DOS, western Europe",
    "cp1250": "Windows, central Europe",
    "iso8859_2": "ISO 8859-2, central Europe",
    "cp1257": "Windows, Baltic",
    "cp1254": "Windows, Turkish",
    "cp1251": "Windows, Cyrillic",
    "koi8_u": "KOI8, Cyrillic",
    "mac_cyrillic": "Mac, Cyrillic",
    "cp866": "DOS, Cyrillic",
    "cp1253": "Windows, Greek",
    "cp1255": "Windows, Hebrew",
    "cp1256": "Windows, Arabic",
    "cp874": "Windows, Thai",
    "cp932": "Shift-JIS, Japanese",
    "euc_jp": "EUC, Japanese",
    "gb18030": "GB 18030, Chinese",
    "big5": "Big5, Chinese",
    "cp949": "Windows, Korean",
}
MOST_WORDS, MOST_OFFERED, SHOWN_WORDS, LONGEST_WORD = 2_000, 8, 4, 40
# Between words in every one of these encodings; no second byte of a letter is one of them.
BETWEEN_WORDS = bytes.maketrans(b',;"\t\r', b"     ")
ELISION = re.compile(
    r"\w’(?:s|d|m|t|re|ve|ll|clock|all)\b|\b(?:[cdjlmnsto]|(?:jus|lors|puis)?qu)’\w", re.IGNORECASE
)
NO_LETTERS = re.compile("[\\x7f-\\x9f\\ue000-\\uf8ff\\ufffd]")
# Words that nobody who reads English takes for others: they rule out what reads them otherwise.
CERTAIN = re.compile(
    r"\b(?:\w+n’t|(?:i|you|we|they|he|she|it|that|there|who|what)’(?:s|m|d|re|ve|ll)|[a-z]{4,}’s"
    r"|na[ïÏ]ve(?:ly|ty|té)?|fa[çÇ]ades?|d[éÉ]j[àÀ]|voil[àÀ]|cr[èÈ]me|cr[êÊ]pes?|f[êÊ]tes?"
    r"|r[ôÔ]les?|vis-[àÀ]-vis|se[ñÑ]ora?|zo[ëË]|chlo[ëË]|no[ëË]l|bront[ëË]|fran[çÇ]oise?)\b",
    re.IGNORECASE,
)
# The marks of a quotation are certain too where one is opened and one closed.
QUOTED = re.compile(rf"{CERTAIN.pattern}|^“|”", re.IGNORECASE)


def encoded(content: bytes) -> Encoded:
    """How bytes that are not UTF-8 may be read: the encodings, likeliest first; whether it is sure.

    ``words`` are those that tell the encodings apart, each byte as the letter of its number.
    """
    words = _words(content)
    joined = b"\n".join(words)
    readings = {name: text.split("\n") for name in ENCODINGS if (text := _text(joined, name))}
    western = readings.get(USUAL)
    sure = western is not None and _is_sure(western, readings) and _holds(content, USUAL)
    if sure:
        return Encoded(True, (USUAL, *(name for name in readings if name != USUAL)), ())
    ranked = sorted(readings, key=lambda name: sum(map(stumbles, readings[name][:300])))
    names = [name for name in ranked if _holds(content, name)]
    return Encoded(False, tuple(names), _telling(words, _distinct(names, readings), readings))


def decoded(file: OpenedFile, name: str | None) -> OpenedFile:
    """A text file as it reads in the encoding that somebody named; else in the likeliest one.

    A file that says itself how it is written stays as it is, and so does any that cannot be
    written in that encoding.
    """
    if not any(sheet.encoded for sheet in file.sheets):
        return file
    return replace(file, sheets=tuple(_decoded_sheet(sheet, name) for sheet in file.sheets))


def waits(file: OpenedFile, name: str | None) -> str:
    """What must be asked of a file's encoding; blank where it is sure or was said."""
    open_ = [sheet.encoded for sheet in file.sheets if sheet.encoded and not sheet.encoded.sure]
    return next((question(about) for about in open_ if name not in about.names), "")


def _decoded_sheet(sheet: Sheet, name: str | None) -> Sheet:
    about = sheet.encoded
    if not about or (about.sure and name not in about.names[1:]):
        return sheet
    base = USUAL if about.sure else RAW
    wanted = name if name in about.names else about.names[0]
    columns = {
        index: [
            text if text is None or text.isascii() else unguarded(in_encoding(text, base, wanted))
            for text in cells
        ]
        for index, cells in sheet.columns.items()
    }
    return replace(sheet, columns=columns, encoded=None)


def offered(about: Encoded) -> dict[str, str]:
    """The likeliest encodings whose words differ, each with its words as it would read them."""
    found: dict[str, str] = {}
    for name in about.names:
        words = ", ".join(in_encoding(word, RAW, name) for word in about.words)
        if words in found.values() or NO_LETTERS.search(words):
            continue
        if len(found) < MOST_OFFERED:
            found[name] = words
    return found


def question(about: Encoded) -> str:
    """What is asked where it is not sure: the same words side by side, and another way out."""
    ways = "; ".join(f"“{w}” ({name}: {ENCODINGS[name]})" for name, w in offered(about).items())
    return (
        f"The letters of this file can be read in several ways: {ways}. Say which is right. Where "
        "none is, save the file in Excel as .xlsx or as CSV UTF-8."
    )


def in_encoding(text: str, base: str, name: str) -> str:
    """A text that was decoded in one encoding as it reads in another."""
    return text.encode(base, "replace").decode(name, "replace")


def _words(content: bytes) -> list[bytes]:
    """The first distinct words with a byte beyond ASCII."""
    found: dict[bytes, None] = {}
    for line in io.BytesIO(content):
        if not line.isascii():
            parts = line.translate(BETWEEN_WORDS).split()
            found |= dict.fromkeys(part for part in parts if not part.isascii())
        if len(found) >= MOST_WORDS:
            break
    return list(found)[:MOST_WORDS]


def _text(content: bytes, name: str) -> str:
    try:
        return content.decode(name)
    except UnicodeDecodeError:
        return ""


def _holds(content: bytes, name: str) -> bool:
    return bool(_text(content, name))


def _is_sure(western: Sequence[str], readings: Mapping[str, Sequence[str]]) -> bool:
    if any(stumbles(word) or _is_foreign(word) for word in western):
        return False
    is_quoted = any(word.startswith("“") for word in western) and any("”" in w for w in western)
    certain = QUOTED if is_quoted else CERTAIN
    return all(
        any(
            ours != theirs and (certain.search(ours) or stumbles(theirs))
            for ours, theirs in zip(western, reading, strict=True)
        )
        for reading in readings.values()
        if reading != western
    )


def _is_foreign(word: str) -> bool:
    """Whether an apostrophe stands where neither English nor French has one."""
    inside = re.search(r"[^\W\d_]’[^\W\d_]", word)
    return bool(inside) and not ELISION.search(word)


def _distinct(names: Sequence[str], readings: Mapping[str, Sequence[str]]) -> list[str]:
    found: dict[tuple[str, ...], str] = {}
    for name in names:
        found.setdefault(tuple(readings[name]), name)
    return list(found.values())[:MOST_OFFERED]


def _telling(
    words: Sequence[bytes], names: Sequence[str], readings: Mapping[str, Sequence[str]]
) -> tuple[str, ...]:
    """A few words by which as many encodings as can be are told apart, in their order."""
    short = [n for n, word in enumerate(words) if len(word) <= LONGEST_WORD] or [0]
    chosen: list[int] = []
    for _ in range(SHOWN_WORDS):
        left = [n for n in short[:300] if n not in chosen]
        if left:
            chosen.append(max(left, key=lambda n: _n_told(names, readings, [*chosen, n])))
    return tuple(words[n][:LONGEST_WORD].decode(RAW) for n in sorted(chosen))


def _n_told(
    names: Sequence[str], readings: Mapping[str, Sequence[str]], chosen: Sequence[int]
) -> int:
    return len({tuple(readings[name][n] for n in chosen) for name in names})
