"""Text from data, made safe for places that render markdown."""

import re

SPECIAL = re.compile(r"([\\`*_{}\[\]()#+\-.!|~$<>:&@/])")
# Streamlit looks for these in the finished text, after entities were read: a bare address becomes
# a link, :streamlit: a picture and -> an arrow, unless an invisible word joiner breaks them up.
TOUCHY = re.compile(
    r"https?(?=://)|www(?=\.)|@|:(?=streamlit:|material_)|(?<!\S)[<>~-](?=[->=])", re.IGNORECASE
)
WORD_JOINER = "\u2060"


def plain(text: object) -> str:
    """The text as typed: no markdown, no link, no directive, no formula can come of it."""
    broken = TOUCHY.sub(rf"\g<0>{WORD_JOINER}", str(text).replace("\n", " "))
    return SPECIAL.sub(_escaped, broken)


def _escaped(match: re.Match[str]) -> str:
    # An entity survives where a backslash would not, within a directive or beside a letter.
    return f"&#{ord(match[1])};"
