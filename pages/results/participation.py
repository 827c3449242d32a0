"""Participation: who took part, how they met, who still owes an answer."""

import streamlit as st

from pages.parts import filters, session
from pages.parts.card import card, metrics
from rmdata import charts
from rmdata.findings import (
    baseline,
    dose,
    mentoring_pairs,
    owing,
    participation,
    selection_bias,
    sessions,
)

st.title("Participation", anchor=False)
selection, as_of = filters.selection(), filters.as_of()

st.header("Who took part", anchor=False)
card(session.ask(participation.funnel, selection), charts.bars, "label", "n", "role_label")
card(session.ask(participation.response, selection, as_of), charts.bars, "stage", "n", "role_label")
card(session.ask(owing.owing, selection, as_of))

st.header("Who is missing", anchor=False)
for role in filters.roles():
    card(session.ask(selection_bias.took_part, selection, role))
    card(session.ask(selection_bias.stayed, selection, role, as_of))
    card(session.ask(baseline.baseline_of_those_lost, selection, role, as_of))

st.header("Sessions", anchor=False)
with st.container(horizontal=True, vertical_alignment="bottom"):
    unit = st.segmented_control(
        "Per", ["month", "week"], default="month", key="unit", required=True
    )
    since = st.date_input("From", None, format=filters.DATE, key="since", width=160)
    until = st.date_input("Until", None, format=filters.DATE, key="until", width=160)
period = sessions.Period(unit, since, until)
card(session.ask(sessions.over_time, selection, period), charts.columns, "period", "n", "status")
left, right = st.columns(2)
with left:
    card(session.ask(sessions.lengths, selection, period), charts.columns, "minutes", "n")
with right:
    card(session.ask(sessions.gaps, selection, period), charts.columns, "days", "n")
for place, feature in zip([left, right] * 2, sessions.FEATURES, strict=True):
    with place:
        found = session.ask(sessions.features, selection, period, feature)
        card(found, charts.bars, "value", "n")

for role in filters.roles():
    card(session.ask(dose.sessions_and_change, selection, role))

st.header("Mentoring pairs", anchor=False)
pairs = session.ask(mentoring_pairs.per_match, selection, as_of)
metrics(pairs)
card(pairs, charts.columns, "n_sessions", "n")
card(session.ask(mentoring_pairs.quiet, selection, as_of))
card(session.ask(sessions.without_session, selection))
