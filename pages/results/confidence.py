"""Confidence: who rose, stayed and fell in each domain, by role."""

from collections.abc import Callable

import streamlit as st

from pages.parts import filters, session
from pages.parts.card import card, shown
from rmdata.charts import figures, traces
from rmdata.findings.confidence import by_group, comparisons, confidence
from rmdata.findings.confidence.paired import TOTAL

VIEWS: dict[str, Callable[..., traces.Figure]] = {
    "Rose, stayed, fell": figures.rise_and_fall,
    "Medians": figures.dumbbell,
}
GROUPS = {"No groups": None, "Cohort": "cohort", "Site": "site", "Specialty": "specialty"}

st.title("Confidence", anchor=False)
instrument, selection = session.instrument(), filters.selection()
stages = session.ask(comparisons.comparisons, selection)
labels = {TOTAL: "Total", **{domain.id: domain.label for domain in instrument.domains}}
with st.container(horizontal=True, vertical_alignment="bottom"):
    view = st.segmented_control(
        "Show", [*VIEWS, "Answers"], default="Rose, stayed, fell", key="view", required=True
    )
    compared = next(iter(stages))
    if len(stages) > 1:
        compared = st.selectbox("Compare", list(stages), key="compare", width=220)
    by = st.selectbox("Side by side", list(GROUPS), key="by", width=180)
    if GROUPS[by]:
        domain = st.selectbox("Domain", list(labels), format_func=labels.__getitem__, key="domain",
                              width=220)  # fmt: skip
    published = bool(instrument.published) and st.toggle("Published figures", key="published")
for role in filters.roles():
    st.header(instrument.role(role).heading, anchor=False)
    if GROUPS[by]:
        found = session.ask(
            by_group.change_by_group, selection, role, GROUPS[by], domain, *stages[compared]
        )
        card(found, figures.rise_and_fall, "group")
    change = session.ask(confidence.change_of, selection, role, *stages[compared])
    printed = session.ask(comparisons.published, role) if published else None
    if view == "Medians" and not change.is_empty:
        card(change, VIEWS[view], printed)
    elif view in VIEWS and not change.is_empty:
        card(change, VIEWS[view])
    else:
        if change.is_empty:
            card(change)
        shown("answers", role=role)
    if printed:
        card(printed)
    with st.expander("Reliability of the total"):
        shown("reliability", role=role)
