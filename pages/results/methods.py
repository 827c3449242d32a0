"""Methods: paragraphs ready to copy, how every figure is made, what cannot be shown."""

from datetime import date

import streamlit as st

from pages.parts import downloads, filters
from pages.parts.card import asked, card, show_table
from pages.parts.told import plain
from rmdata.export.report import report_bytes
from rmdata.export.tables import file_name

CHECKLISTS = {"CONSORT for pilot and feasibility studies": "consort", "MERSQI": "mersqi",
              "NHLBI": "nhlbi"}  # fmt: skip

selection = filters.selection()
found, text = asked("methods"), asked("report")
strengths = [asked("strength", role=role) for role in filters.roles()]
answered = {label: asked(name) for label, name in CHECKLISTS.items()}

st.title("Methods", anchor=False)
st.header(text.title, anchor=False)
st.caption(plain(text.basis))
for part in text.table.records():
    st.subheader(part["part"], anchor=False)
    st.code(part["text"], language=None, wrap_lines=True)
about = [("Programme", selection.programme), ("Filters", "; ".join(selection.words()) or "none"),
         ("As of", f"{filters.as_of():%d/%m/%Y}")]  # fmt: skip
downloads.offer(
    "Word document",
    lambda: report_bytes(text, about, date.today(), (*strengths, *answered.values())),
    file_name("report", selection.words(), date.today(), "docx"),
    "report",
    about="The paragraphs, the main table, and in an annex the checklists below.",
)
st.header("How a reader would appraise this", anchor=False)
for found_of in strengths:
    card(found_of)
for name, found_of in answered.items():
    with st.expander(name):
        card(found_of)
with st.container(key="methods-text"):
    st.markdown(found.sentences[0].replace("# Methods\n", "## How every figure is made\n", 1))
st.header(found.title, anchor=False)
show_table(found.table, found.title)
