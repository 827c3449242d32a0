"""Matching: who could be followed from before to after, and whose codes may be one person's."""

import streamlit as st

from pages.parts import filters, session
from pages.parts.card import asked, shown
from pages.parts.told import plain
from rmdata.store.results import Decision

st.title("Matching", anchor=False)
selection = filters.selection()
shown("matching")

found = asked("suggestions")
st.header(plain(found.title), anchor=False)
if not found.is_empty:
    st.caption(
        "Nothing is merged unless you say so. Codes that differ in a digit are never suggested: "
        "M01 and M02 are two people. A decision can be undone on Upload."
    )
for pair in found.table.records():
    key = f"{pair['cohort']}-{pair['before']}-{pair['after']}"
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        st.markdown(
            f"**{plain(pair['before'])}** (before) and **{plain(pair['after'])}** (after), cohort "
            f"{plain(pair['cohort'])}. {plain(pair['reason'])}. {plain(pair['evidence'])}."
        )
        for label, joined in (("One person", True), ("Two people", False)):
            if st.button(label, key=f"{label}-{key}"):
                decision = Decision(
                    selection.programme, pair["cohort"], pair["after"], pair["before"]
                )
                session.store().decide(decision, joined)
                st.rerun()
shown("unmatched")
