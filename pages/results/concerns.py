"""Concerns and benefits: what was feared, what happened, who gained."""

import streamlit as st

from pages.parts import filters, session
from pages.parts.card import card, metrics
from rmdata import charts
from rmdata.findings import concerns

st.title("Concerns and benefits", anchor=False)
selection = filters.selection()
for role in filters.roles():
    st.header(session.instrument().role(role).heading, anchor=False)
    outcomes = session.ask(concerns.outcomes, selection, role)
    metrics(outcomes)
    card(session.ask(concerns.feared_and_happened, selection, role), charts.feared)
    left, right = st.columns(2)
    for place, asked in zip([left, right, left], concerns.ASKED, strict=True):
        with place:
            found = session.ask(concerns.themes, selection, role, asked)
            card(found, charts.bars, "label", "n", "stage")
    with right:
        card(outcomes)
    card(session.ask(concerns.understanding, selection, role), charts.rise_and_fall)
card(session.ask(concerns.free_text, selection))
