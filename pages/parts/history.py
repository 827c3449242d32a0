"""What was loaded, newest first: undo an import, remove a programme."""

import streamlit as st

from pages.parts import keeping, session
from pages.parts.plain import plain
from rmdata.store import APART, JOIN, REMOVAL, SAMPLE, Import

VERDICTS = {JOIN: "one person:", APART: "two people:"}


def list_of_imports() -> None:
    """All imports, each with its undo."""
    st.header("What was loaded", anchor=False)
    made = session.store().imports()
    if not made:
        st.caption("Nothing yet.")
    for entry in made:
        with st.container(horizontal=True, vertical_alignment="center", border=True):
            st.markdown(_told(entry))
            if not entry.undone_at and st.button(
                "Undo", key=f"undo-{entry.import_id}", help=f"Take import {entry.import_id} back."
            ):
                session.store().undo(entry.import_id)
                st.rerun()


def remove_programme() -> None:
    """Take a programme off every page; it stays in the list and can be undone."""
    names = [record["programme"] for record in session.evidence().programmes()]
    if not names:
        return
    with keeping.folded("Remove a programme", "remove"):
        st.markdown(
            "The programme disappears from every page. The removal is listed above and can be "
            "undone. To delete it for good, see below."
        )
        name = st.selectbox("Programme", names, index=None, key="remove-programme")
        if st.button("Remove", disabled=name is None, key="remove") and name:
            session.store().remove(name)
            st.rerun()


def _told(entry: Import) -> str:
    when = f"{entry.made_at:%d/%m/%Y %H:%M}"
    if entry.decision:
        codes = plain(f"{entry.decision.code} and {entry.decision.same_as}")
        told = f"**{entry.import_id}**, {when}: {VERDICTS[entry.kind]} {codes}"
    elif entry.kind == REMOVAL:
        told = f"**{entry.import_id}**, {when}: removed {plain(entry.programme)}"
    else:
        files = plain(", ".join(file.name for file in entry.files))
        what = "Samples: " if entry.kind == SAMPLE else ""
        told = (
            f"**{entry.import_id}**, {when}: {what}{files}. {entry.n_new:,} new, "
            f"{entry.n_changed:,} changed, {entry.n_unchanged:,} unchanged"
        )
    return f"{told}. Undone {entry.undone_at:%d/%m/%Y %H:%M}" if entry.undone_at else told
