"""Text from data made safe for places that render markdown; what happened, said once."""

import re

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

SPECIAL = re.compile(r"([\\`*_{}\[\]()#+\-.!|~$<>:&@/])")
# Streamlit looks for these in the finished text, after entities were read: a bare address becomes
# a link, :streamlit: a picture and -> an arrow, unless an invisible word joiner breaks them up.
TOUCHY = re.compile(
    r"https?(?=://)|www(?=\.)|@|:(?=streamlit:|material_)|(?<!\S)[<>~-](?=[->=])", re.IGNORECASE
)
WORD_JOINER = "\u2060"
DONE = "keeping_done"


def plain(text: object) -> str:
    """The text as typed: no markdown, no link, no directive, no formula can come of it."""
    broken = TOUCHY.sub(rf"\g<0>{WORD_JOINER}", str(text).replace("\n", " "))
    return SPECIAL.sub(_escaped, broken)


def _escaped(match: re.Match[str]) -> str:
    # An entity survives where a backslash would not, within a directive or beside a letter.
    return f"&#{ord(match[1])};"


def say_done() -> None:
    """After something was restored, erased or dated: what happened, once."""
    told = st.session_state.pop(DONE, None)
    if told:
        st.success(plain(told))


def done(told: str) -> None:
    """Draw the page again and say there what happened."""
    st.session_state[DONE] = told
    st.rerun()


def folded(label: str, name: str) -> DeltaGenerator:
    """A closed list that stays as it was opened while the page is drawn again."""
    return st.expander(label, key=f"folded-{name}", on_change="rerun")
