"""Participation: who took part, how they met, who still owes an answer."""

import streamlit as st

from pages.parts import filters, session
from pages.parts.card import card, metrics
from rmdata.charts import figures
from rmdata.findings.data import rows
from rmdata.findings.participation import (
    baseline,
    held_sessions,
    mentoring_pairs,
    missing_totals,
    partners,
    people,
    selection_bias,
    sessions,
    took_part,
)

st.title("Participation", anchor=False)
selection, as_of = filters.selection(), filters.as_of()
ask = session.ask

st.header("Who took part", anchor=False)
card(ask(took_part.funnel, selection), figures.bars, "label", "n", "role_label")
card(ask(people.people, selection))
response = ask(took_part.response, selection, as_of)
card(response, figures.bars, "stage", "n", "role_label")
card(ask(partners.owing, selection, as_of))
card(ask(rows.checks, selection))

st.header("Who is missing", anchor=False)
for role in filters.roles():
    card(ask(missing_totals.missing, selection, role, as_of))
    card(ask(selection_bias.took_part, selection, role))
    card(ask(selection_bias.stayed, selection, role, as_of))
    card(ask(baseline.baseline_of_those_lost, selection, role, as_of))
card(ask(partners.leaving, selection))

st.header("Sessions", anchor=False)
with st.container(horizontal=True, vertical_alignment="bottom"):
    unit = st.segmented_control(
        "Per", ["month", "week"], default="month", key="unit", required=True
    )
    since = st.date_input("From", None, format=filters.DATE, key="since", width=160)
    until = st.date_input("Until", None, format=filters.DATE, key="until", width=160)
period = sessions.Period(unit, since, until)
over_time = ask(sessions.over_time, selection, period)
card(over_time, figures.columns, "period", "n", "status")
by_month = ask(held_sessions.by_month, selection, period, as_of)
card(by_month, figures.run_chart, "month", "n")
left, right = st.columns(2)
with left:
    card(ask(sessions.lengths, selection, period), figures.columns, "minutes", "n")
with right:
    card(ask(sessions.gaps, selection, period), figures.columns, "days", "n")
for place, feature in zip([left, right] * 2, sessions.FEATURES, strict=True):
    with place:
        found = ask(sessions.features, selection, period, feature)
        card(found, figures.bars, "value", "n")
card(ask(held_sessions.ratings, selection, period))
for role in filters.roles():
    card(ask(baseline.sessions_and_change, selection, role))

st.header("Mentoring pairs", anchor=False)
pairs = ask(mentoring_pairs.per_match, selection, as_of)
metrics(pairs)
card(pairs, figures.columns, "n_sessions", "n")
card(ask(partners.shared_partners, selection))
card(ask(mentoring_pairs.quiet, selection, as_of))
card(ask(sessions.without_session, selection))
