"""Concerns and benefits: what was feared, what happened, who gained."""

import streamlit as st

from pages.parts import filters, session
from pages.parts.card import card, metrics
from rmdata.charts import figures
from rmdata.findings.concerns import answers, feared
from rmdata.findings.confidence import beside_the_total

st.title("Concerns and benefits", anchor=False)
selection = filters.selection()
for role in filters.roles():
    st.header(session.instrument().role(role).heading, anchor=False)
    outcomes = session.ask(answers.outcomes, selection, role)
    metrics(outcomes)
    card(session.ask(feared.feared_and_happened, selection, role), figures.feared)
    left, right = st.columns(2)
    for place, asked in zip([left, right, left], answers.ASKED, strict=True):
        with place:
            found = session.ask(answers.themes, selection, role, asked)
            card(found, figures.bars, "label", "n", "stage")
    with right:
        card(outcomes)
    card(session.ask(beside_the_total.understanding, selection, role), figures.rise_and_fall)
card(session.ask(answers.free_text, selection))
