"""Participation: who took part, how they met, who still owes an answer."""

import streamlit as st

from pages.parts import filters
from pages.parts.card import asked, metrics, shown
from rmdata.findings.participation.sessions import FEATURES, Period

st.title("Participation", anchor=False)

st.header("Who took part", anchor=False)
for name in ("funnel", "people", "response", "owing", "checks"):
    shown(name)

st.header("Who is missing", anchor=False)
for role in filters.roles():
    for name in ("missing", "took-part", "stayed", "baseline"):
        shown(name, role=role)
shown("leaving")

st.header("Sessions", anchor=False)
with st.container(horizontal=True, vertical_alignment="bottom"):
    unit = st.segmented_control(
        "Per", ["month", "week"], default="month", key="unit", required=True
    )
    since = st.date_input("From", None, format=filters.DATE, key="since", width=160)
    until = st.date_input("Until", None, format=filters.DATE, key="until", width=160)
period = Period(unit, since, until)
shown("sessions", period=period)
shown("months", period=period)
left, right = st.columns(2)
with left:
    shown("lengths", period=period)
with right:
    shown("gaps", period=period)
for place, feature in zip([left, right] * 2, FEATURES, strict=True):
    with place:
        shown("features", period=period, feature=feature)
shown("ratings", period=period)
for role in filters.roles():
    shown("sessions-and-change", role=role)

st.header("Mentoring pairs", anchor=False)
metrics(asked("mentoring-pairs"))
for name in ("mentoring-pairs", "shared-partners", "quiet", "without-session"):
    shown(name)
