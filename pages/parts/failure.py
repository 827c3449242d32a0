"""What a visitor reads when something failed, and the way back; no word of the data is logged."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime

import streamlit as st

from pages.parts.told import done, plain
from rmdata.events import note_failure
from rmdata.schema.vocabulary import InstrumentError
from rmdata.store.file.restoring import restore_file
from rmdata.store.results import Backup, StoreDamaged, StoreError


@contextmanager
def explained() -> Iterator[None]:
    """Show an error as a sentence and stop the page there.

    The project's own errors say what happened and what to do. Of any other the log gets the place
    only: its words may hold what somebody typed.
    """
    try:
        yield
    except StoreDamaged as error:
        recover(error)
        st.stop()
    except (StoreError, InstrumentError) as error:
        st.error(plain(error))
        st.stop()
    except Exception as error:
        note_failure(error)
        st.error(
            f"This page could not be shown; that is a fault of the project, not yours. Reload the "
            f"page; before you repeat a click that changes data, see on Upload what is stored. If "
            f"it fails again, tell whoever runs this server that it failed on "
            f"{datetime.now():%d/%m/%Y at %H:%M:%S}: the log says where."
        )
        st.stop()


def guarded(make: Callable[[], bytes]) -> Callable[[], bytes]:
    """The same maker of a download, whose failure is logged without a word of the data."""

    def made() -> bytes:
        try:
            return make()
        except Exception as error:
            note_failure(error)
            # The server would log the words of the first one; this one has none of the data.
            raise RuntimeError("A download could not be made.") from None

    return made


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
