"""The invented sample programmes: in with one click, out with one click."""

from pathlib import Path

import streamlit as st

from pages.parts import filters, session
from rmdata.reading import SourceFile, open_files, read
from rmdata.store import SAMPLE

FOLDER = Path(__file__).parents[2] / "sample_data"
FILES = ("programme.xlsx", "raju2022.xlsx")


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
