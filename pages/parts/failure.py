"""What a visitor reads when something failed: a sentence; the log gets no word of the data."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime

import streamlit as st

from pages.parts import keeping
from pages.parts.plain import plain
from rmdata.events import note_failure
from rmdata.schema import InstrumentError
from rmdata.store import StoreDamaged, StoreError


@contextmanager
def explained() -> Iterator[None]:
    """Show an error as a sentence and stop the page there.

    The project's own errors say what happened and what to do. Of any other the log gets the place
    only: its words may hold what somebody typed.
    """
    try:
        yield
    except StoreDamaged as error:
        keeping.recover(error)
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
