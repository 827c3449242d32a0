"""The frame around every page: the navigation and the filter bar; then the chosen page."""

from contextlib import nullcontext

import streamlit as st

from pages.parts import failure, filters, notices, places, session, told
from pages.parts.told import plain
from pages.serving import admission

st.set_page_config(page_title="Reverse mentoring", page_icon="🔁", layout="wide")

# dashboard.py has asked already; this is for a frame that somebody starts by hand.
if refused := admission.refusal(st.get_option("server.address")):
    st.error(plain(refused))
    st.stop()

page = st.navigation(
    [
        st.Page(path, title=title, default=title == places.OVERVIEW)
        for title, path in places.PAGES.items()
    ],
    position="top",
)

with failure.explained():
    if page.title == places.UPLOAD:
        page.run()
    else:
        told.say_done()
        if not session.evidence().programmes():
            notices.welcome()
            st.stop()
        filters.bar()
        notices.banner()
        notices.reminder(filters.selection().programme)
        # All cards of a page show one state, whatever somebody else loads meanwhile.
        with session.store().snapshot() if page.title in places.READING else nullcontext():
            page.run()
