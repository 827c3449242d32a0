"""What a visitor meets while the store is empty."""

import streamlit as st

from pages.parts import downloads, places, samples, session
from rmdata.export import template_bytes


def welcome() -> None:
    """Say what the product answers and offer the three ways to begin."""
    st.title("Did reverse mentoring work?", anchor=False)
    st.markdown(
        "Upload the Excel or CSV exports of your programme and read the answer in under a "
        "minute:\n"
        "- **Did confidence change**, in which domains, and what can so few people show?\n"
        "- **Which concerns were raised** (hierarchy, selection bias) and were they met in "
        "practice?\n"
        "- **Who took part**, who answered, who left?"
    )
    with st.container(horizontal=True):
        if st.button("Look at a sample programme", key="load-samples"):
            samples.load_samples()
            st.rerun()
        if st.button("Upload your workbooks", key="go-upload"):
            st.switch_page(places.PAGES[places.UPLOAD])
        template_button()
    st.caption(
        "The sample programmes are invented and are kept apart from yours. Everything stays on "
        "this machine."
    )


def template_button() -> None:
    """The blank template as a download."""
    downloads.offer(
        "Blank template",
        lambda: template_bytes(session.instrument()),
        "reverse-mentoring-template.xlsx",
        "template",
    )
