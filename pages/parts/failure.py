"""What a visitor reads when the store cannot be opened or a file vanished: a sentence."""

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from pages.parts.plain import plain
from rmdata.schema import InstrumentError
from rmdata.store import StoreError


@contextmanager
def explained() -> Iterator[None]:
    """Show the project's own errors as a sentence and stop the page there."""
    try:
        yield
    except (StoreError, InstrumentError) as error:
        st.error(plain(error))
        st.stop()
