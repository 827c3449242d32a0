"""Every download of the dashboard: made when it is clicked, named by what it shows."""

from collections.abc import Callable
from pathlib import PurePath

import streamlit as st

from pages.parts import failure

OFFICE = "application/vnd.openxmlformats-officedocument"
MIMES = {
    ".csv": "text/csv",
    ".json": "application/json",
    ".xlsx": f"{OFFICE}.spreadsheetml.sheet",
    ".docx": f"{OFFICE}.wordprocessingml.document",
}


def offer(
    label: str,
    made: bytes | Callable[[], bytes],
    name: str,
    key: str,
    *,
    about: str | None = None,
) -> None:
    """A button that hands out one file; what is made on the click may take its time there."""
    st.download_button(
        label,
        failure.guarded(made) if callable(made) else made,
        file_name=name,
        mime=MIMES[PurePath(name).suffix],
        key=key,
        on_click="ignore",
        icon=":material/download:",
        help=about,
    )
