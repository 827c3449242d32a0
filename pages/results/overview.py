"""Overview: the five sentences a board asks for, and four figures."""

import streamlit as st

from pages.parts import card
from pages.parts.places import PAGES
from pages.parts.told import plain

found = card.asked("overview")
st.title(plain(found.title), anchor=False)
card.metrics(found)
for point in found.table.records():
    with st.container(border=True):
        st.subheader(plain(point["label"]), anchor=False)
        st.markdown(plain(point["sentence"]))
        st.page_link(
            PAGES[point["page"]],
            label=f"More on {point['page'].lower()}",
            icon=":material/arrow_forward:",
        )
