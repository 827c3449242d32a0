"""Overview: the five sentences a board asks for, and four figures."""

import streamlit as st

from pages.parts import card, filters, session
from pages.parts.plain import plain
from rmdata.findings import overview

PAGES = {
    "Participation": "pages/results/participation.py",
    "Confidence": "pages/results/confidence.py",
    "Concerns and benefits": "pages/results/concerns.py",
    "Methods": "pages/results/methods.py",
}

found = session.ask(overview.overview, filters.selection())
st.title(plain(found.title), anchor=False)
card.metrics(found)
for point in found.table.records():
    with st.container(border=True):
        st.subheader(plain(point["label"]), anchor=False)
        st.markdown(plain(point["sentence"]))
        st.page_link(PAGES[point["page"]], label=f"More on {point['page'].lower()}")
