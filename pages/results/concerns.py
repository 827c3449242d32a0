"""Concerns and benefits: what was feared, what happened, who gained."""

import streamlit as st

from pages.parts import filters, session
from pages.parts.card import asked, metrics, shown
from rmdata.findings.concerns.answers import ASKED

st.title("Concerns and benefits", anchor=False)
for role in filters.roles():
    st.header(session.instrument().role(role).heading, anchor=False)
    metrics(asked("outcomes", role=role))
    shown("feared", role=role)
    left, right = st.columns(2)
    for place, about in zip([left, right, left], ASKED, strict=True):
        with place:
            shown("themes", role=role, asked=about)
    with right:
        shown("outcomes", role=role)
    shown("understanding", role=role)
shown("free-text")
