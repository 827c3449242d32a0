"""Overview: the five sentences a board asks for, and four figures."""

import streamlit as st

from pages.parts import card, filters, session
from pages.parts.places import PAGES
from pages.parts.told import plain
from rmdata.findings.overview import overview

found = session.ask(overview.overview, filters.selection(), filters.as_of())
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
