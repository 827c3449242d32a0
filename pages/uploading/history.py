"""What was loaded, newest first: undo, remove, keep until a day; and the store's backups."""

from datetime import date

import streamlit as st

from pages.parts import session, told
from pages.parts.failure import _chosen
from pages.parts.told import done, folded, plain
from rmdata.store.results import APART, JOIN, REMOVAL, SAMPLE, Import

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
    with told.folded("Remove a programme", "remove"):
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


def keep_until() -> None:
    """A date for every programme, after which its pages say that it is to be erased."""
    names = [record["programme"] for record in session.evidence().programmes()]
    if not names:
        return
    dates = session.store().keep_until()
    with folded("How long the data are kept", "keep"):
        st.caption("From 30 days before that day on, the programme's pages say so.")
        for name in names:
            chosen = st.date_input(
                f"{plain(name)}: keep until",
                dates.get(name),
                format="DD/MM/YYYY",
                # By its name: the list changes its order and its length.
                key=f"keep-until-{name}",
                width=280,
            )
            until = chosen if isinstance(chosen, date) else None
            if until != dates.get(name):
                session.store().set_keep_until(name, until)
                done(f"{name}: kept until {until:%d/%m/%Y}." if until else f"{name}: no date.")


def backups() -> None:
    """The backups there are; each can take the place of what is stored now."""
    found = session.store().backups()
    with folded(f"Backups ({len(found)})", "backups"):
        st.markdown(
            "A verified copy is made before every load and every removal; the last seven are "
            "kept. Restoring one makes a copy of the present state first."
        )
        for backup in found:
            if _chosen(backup):
                with st.spinner("Restoring", show_time=True):
                    session.store().restore(backup.name)
                done(f"Restored: the store is as it was on {backup.made_at:%d/%m/%Y at %H:%M}.")
