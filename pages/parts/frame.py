"""The frame around every page: the navigation and the filter bar; then the chosen page."""

import streamlit as st

from pages.parts import failure, filters, places, samples, session, welcome

st.set_page_config(page_title="Reverse mentoring", page_icon="🔁", layout="wide")

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
    elif session.evidence().programmes():
        filters.bar()
        samples.banner()
        page.run()
    else:
        welcome.welcome()
