"""How long a programme is kept, and the backups of the store: restored here, or where it failed."""

from datetime import date

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pages.parts import session
from pages.parts.plain import plain
from rmdata.store import Backup, StoreDamaged, restore_file

DONE = "keeping_done"
REMIND_DAYS = 30


def say_done() -> None:
    """After something was restored, erased or dated: what happened, once."""
    told = st.session_state.pop(DONE, None)
    if told:
        st.success(plain(told))


def done(told: str) -> None:
    """Draw the page again and say there what happened."""
    st.session_state[DONE] = told
    st.rerun()


def folded(label: str, name: str) -> DeltaGenerator:
    """A closed list that stays as it was opened while the page is drawn again."""
    return st.expander(label, key=f"folded-{name}", on_change="rerun")


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


def recover(damaged: StoreDamaged) -> None:
    """In place of a page, where the store does not open: what happened, and the way back."""
    st.title("The store cannot be used", anchor=False)
    st.error(plain(damaged))
    if damaged.backups:
        st.header("Backups", anchor=False)
        st.caption(
            "The damaged file is kept beside the restored one; nothing is deleted. What was loaded "
            "after a backup is not in it: load those files again."
        )
    for backup in damaged.backups:
        if _chosen(backup):
            with st.spinner("Restoring", show_time=True):
                restore_file(damaged.path, backup.name)
            done(f"Restored: the store is as it was on {backup.made_at:%d/%m/%Y at %H:%M}.")


def _chosen(backup: Backup) -> bool:
    """One backup with its button; whether that was clicked."""
    with st.container(horizontal=True, vertical_alignment="center", border=True):
        many = "s" if backup.n_imports != 1 else ""
        st.markdown(
            f"{backup.made_at:%d/%m/%Y %H:%M:%S}: {backup.n_imports:,} import{many}, "
            f"{backup.n_bytes / 1e6:,.1f} MB"
        )
        return st.button("Restore", key=f"restore-{backup.name}")
