"""Participation: who took part, how they met, who still owes an answer."""

import streamlit as st

from pages.parts import filters, session
from pages.parts.card import card, metrics
from rmdata import charts
from rmdata.findings import overview, participation, selection_bias, sessions

DATE = "DD/MM/YYYY"

st.title("Participation", anchor=False)
selection = filters.selection()

st.header("Who took part", anchor=False)
card(session.ask(participation.funnel, selection), charts.bars, "label", "n", "role_label")
card(session.ask(participation.response, selection), charts.bars, "stage", "n", "role_label")
card(session.ask(participation.owing, selection))

st.header("Who is missing", anchor=False)
for role in filters.roles():
    card(session.ask(selection_bias.took_part, selection, role))
    card(session.ask(selection_bias.stayed, selection, role))
    card(session.ask(selection_bias.baseline_of_those_lost, selection, role))

st.header("Sessions", anchor=False)
with st.container(horizontal=True, vertical_alignment="bottom"):
    unit = st.segmented_control(
        "Per", ["month", "week"], default="month", key="unit", required=True
    )
    since = st.date_input("From", None, format=DATE, key="since", width=160)
    until = st.date_input("Until", None, format=DATE, key="until", width=160)
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
    card(session.ask(selection_bias.sessions_and_change, selection, role))

st.header("Mentoring pairs", anchor=False)
last_day = session.ask(overview.last_day, selection)
if last_day:
    as_of = st.date_input(
        "As of", last_day, format=DATE, key=f"as-of-{last_day}", required=True, width=160,
        help="A pair is quiet that held no session in the 30 days before this date.",
    )  # fmt: skip
    pairs = session.ask(sessions.per_match, selection, as_of)
    metrics(pairs)
    card(pairs, charts.columns, "n_sessions", "n")
    card(session.ask(sessions.quiet, selection, as_of))
card(session.ask(sessions.without_session, selection))
