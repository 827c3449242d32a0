"""The frame: the list of pages and the filter bar; then the chosen page."""

import streamlit as st

from pages.parts import failure, filters, samples, session, welcome

st.set_page_config(page_title="Reverse mentoring", page_icon="🔁", layout="wide")

overview = st.Page("pages/results/overview.py", title="Overview", default=True)
upload = st.Page("pages/data/upload.py", title="Upload")
page = st.navigation(
    [
        overview,
        st.Page("pages/results/participation.py", title="Participation"),
        st.Page("pages/results/confidence.py", title="Confidence"),
        st.Page("pages/results/concerns.py", title="Concerns and benefits"),
        st.Page("pages/results/methods.py", title="Methods"),
        st.Page("pages/data/rows.py", title="Rows"),
        st.Page("pages/data/matching.py", title="Matching"),
        upload,
    ],
    position="top",
)

with failure.explained():
    if page == upload:
        page.run()
    elif session.evidence().programmes():
        filters.bar()
        samples.banner()
        page.run()
    else:
        welcome.welcome()
