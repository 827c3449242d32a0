"""What ``streamlit run`` starts: hands the frame in pages/parts to the server.

The frame itself must not lie beside the folder pages/: Streamlit would take that folder for its
own and greet the first visitor of a server who follows a link with "Page not found".
"""

from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from pages.serving import admission
from pages.serving.admission import Admission
from pages.serving.headers import Headers

admission.insist()
app = st.App(
    Path(__file__).parent / "pages" / "parts" / "frame.py",
    # The outermost first: a refusal has the headers too.
    middleware=[
        Middleware(Headers),
        Middleware(Admission, admission.names(), admission.everyone_is_the_team()),
    ],
)
