"""What stands above a page: invented samples, data soon to be erased, an empty store."""

from datetime import date
from pathlib import Path

import streamlit as st

from pages.parts import downloads, filters, places, session
from rmdata.export.template import template_bytes
from rmdata.reading.opening.sheets import SourceFile
from rmdata.reading.read import open_files, read
from rmdata.store.results import SAMPLE

FOLDER = Path(__file__).parents[2] / "sample_data"
FILES = ("programme.xlsx", "raju2022.xlsx")
REMIND_DAYS = 30


def load_samples() -> None:
    """Store the sample programmes as one import of their own kind."""
    files = [SourceFile(name, (FOLDER / name).read_bytes()) for name in FILES]
    store = session.store()
    with st.spinner("Loading the sample programmes"):
        store.load(read(open_files(files), store.instrument), kind=SAMPLE)


def banner() -> None:
    """Say that the programme on screen is invented, with the one click that removes it."""
    shown = filters.selection().programme
    records = session.evidence().programmes()
    if not any(r["programme"] == shown and r["is_sample"] for r in records):
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.info("Sample data: every row is invented.", width=320)
        if st.button("Remove the samples", key="remove-samples"):
            _remove()
            st.rerun()


def _remove() -> None:
    store = session.store()
    for made in store.imports():
        if made.kind == SAMPLE and not made.undone_at:
            store.undo(made.import_id)


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
            load_samples()
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


def reminder(programme: str) -> None:
    """Say on the programme's pages that its data are to go soon, or were to go."""
    until = session.store().keep_until().get(programme)
    days = (until - date.today()).days if until else REMIND_DAYS + 1
    if days < 0:
        st.warning(
            f"These data were to be kept until {until:%d/%m/%Y}. Erase the programme on Upload, or "
            "say there that it is kept for longer."
        )
    elif days <= REMIND_DAYS:
        st.info(f"These data are kept until {until:%d/%m/%Y}; see Upload.")
