"""Methods: paragraphs ready to copy, how every figure is made, what cannot be shown."""

from datetime import date

import streamlit as st

from pages.parts import downloads, filters, session
from pages.parts.card import show_table
from pages.parts.plain import plain
from rmdata.export import file_name, report_bytes
from rmdata.findings import methods, report

selection = filters.selection()
found = session.ask(methods.methods, selection)
text = session.ask(report.report, selection, filters.as_of())

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
    lambda: report_bytes(text, about, date.today()),
    file_name("report", selection.words(), date.today(), "docx"),
    "report",
    about="The paragraphs and the main table.",
)
with st.container(key="methods-text"):
    st.markdown(found.sentences[0].replace("# Methods\n", "## How every figure is made\n", 1))
st.header(found.title, anchor=False)
show_table(found.table, found.title)
