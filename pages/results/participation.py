"""Participation: who took part, how they met, who still owes an answer."""

import streamlit as st

from pages.parts import filters, session
from pages.parts.card import card, metrics
from rmdata import charts, findings

st.title("Participation", anchor=False)
selection, as_of = filters.selection(), filters.as_of()
ask = session.ask

st.header("Who took part", anchor=False)
card(ask(findings.participation.funnel, selection), charts.bars, "label", "n", "role_label")
card(ask(findings.people.people, selection))
response = ask(findings.participation.response, selection, as_of)
card(response, charts.bars, "stage", "n", "role_label")
card(ask(findings.owing.owing, selection, as_of))
card(ask(findings.checks.checks, selection))

st.header("Who is missing", anchor=False)
for role in filters.roles():
    card(ask(findings.missing_totals.missing, selection, role, as_of))
    card(ask(findings.selection_bias.took_part, selection, role))
    card(ask(findings.selection_bias.stayed, selection, role, as_of))
    card(ask(findings.baseline.baseline_of_those_lost, selection, role, as_of))
card(ask(findings.leaving.leaving, selection))

st.header("Sessions", anchor=False)
with st.container(horizontal=True, vertical_alignment="bottom"):
    unit = st.segmented_control(
        "Per", ["month", "week"], default="month", key="unit", required=True
    )
    since = st.date_input("From", None, format=filters.DATE, key="since", width=160)
    until = st.date_input("Until", None, format=filters.DATE, key="until", width=160)
period = findings.sessions.Period(unit, since, until)
over_time = ask(findings.sessions.over_time, selection, period)
card(over_time, charts.columns, "period", "n", "status")
by_month = ask(findings.months.by_month, selection, period, as_of)
card(by_month, charts.run_chart, "month", "n")
left, right = st.columns(2)
with left:
    card(ask(findings.sessions.lengths, selection, period), charts.columns, "minutes", "n")
with right:
    card(ask(findings.sessions.gaps, selection, period), charts.columns, "days", "n")
for place, feature in zip([left, right] * 2, findings.sessions.FEATURES, strict=True):
    with place:
        found = ask(findings.sessions.features, selection, period, feature)
        card(found, charts.bars, "value", "n")
card(ask(findings.session_ratings.ratings, selection, period))
for role in filters.roles():
    card(ask(findings.dose.sessions_and_change, selection, role))

st.header("Mentoring pairs", anchor=False)
pairs = ask(findings.mentoring_pairs.per_match, selection, as_of)
metrics(pairs)
card(pairs, charts.columns, "n_sessions", "n")
card(ask(findings.partners.shared_partners, selection))
card(ask(findings.mentoring_pairs.quiet, selection, as_of))
card(ask(findings.sessions.without_session, selection))
